using InitAnalyzer.Theory;

namespace InitAnalyzer.Runtime;

/// <summary>The element types that can be filled, and checks of what can be represented in them.</summary>
internal static class Element<T>
    where T : struct
{
    /// <summary>The largest finite number.</summary>
    public static double Largest { get; } =
        typeof(T) == typeof(float) ? float.MaxValue
        : typeof(T) == typeof(double) ? double.MaxValue
        : typeof(T) == typeof(Half) ? (double)Half.MaxValue
        : double.NaN;

    public static void Check()
    {
        if (double.IsNaN(Largest))
        {
            throw new ArgumentException(typeof(T).Name + " is not an element type; float, double and Half are.", nameof(T));
        }
    }

    public static void CheckNormal(double mean, double deviation)
    {
        Check();
        CheckFinite(mean, nameof(mean));
        CheckFinite(Guard.NonNegative(deviation, nameof(deviation)), nameof(deviation));
    }

    public static void CheckUniform(double low, double high)
    {
        CheckBounds(low, high);
        if (high - low > (typeof(T) == typeof(double) ? double.MaxValue : float.MaxValue))
        {
            throw new ArgumentOutOfRangeException(nameof(high), high, "The distance of the bounds must be finite.");
        }
    }

    public static void CheckBounds(double low, double high)
    {
        Check();
        CheckFinite(low, nameof(low));
        CheckFinite(high, nameof(high));
        if (high < low)
        {
            throw new ArgumentOutOfRangeException(nameof(high), high, "The upper bound must not be below the lower one.");
        }
    }

    public static void CheckFinite(double value, string name)
    {
        if (Math.Abs(Guard.Finite(value, name)) > Largest)
        {
            throw new ArgumentOutOfRangeException(name, value, "The value must be a finite " + typeof(T).Name + ".");
        }
    }
}
