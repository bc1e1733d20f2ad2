namespace InitAnalyzer.Theory;

/// <summary>Argument checks that the public methods make before any work.</summary>
internal static class Guard
{
    public static void NotNull(object? value, string name)
    {
        if (value is null)
        {
            throw new ArgumentNullException(name);
        }
    }

    public static double Finite(double value, string name)
    {
        if (double.IsNaN(value) || double.IsInfinity(value))
        {
            throw new ArgumentOutOfRangeException(name, value, "The value must be a finite number.");
        }

        return value;
    }

    public static double NonNegative(double value, string name)
    {
        if (Finite(value, name) < 0)
        {
            throw new ArgumentOutOfRangeException(name, value, "The value must not be negative.");
        }

        return value;
    }

    public static double Positive(double value, string name)
    {
        if (Finite(value, name) <= 0)
        {
            throw new ArgumentOutOfRangeException(name, value, "The value must be positive.");
        }

        return value;
    }

    public static long NonNegative(long value, string name)
    {
        if (value < 0)
        {
            throw new ArgumentOutOfRangeException(name, value, "The value must not be negative.");
        }

        return value;
    }

    /// <summary>Checks an enumeration whose members are 0, 1, …, <paramref name="last"/>.</summary>
    public static void Defined(int value, int last, string name)
    {
        if (value < 0 || value > last)
        {
            throw new ArgumentOutOfRangeException(name, value, "The value is not a member of the enumeration.");
        }
    }
}
