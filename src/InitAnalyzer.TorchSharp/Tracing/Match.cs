using InitAnalyzer.Theory;

namespace InitAnalyzer.Torch;

/// <summary>Compares what was read with what was dictated.</summary>
internal static class Match
{
    private const double Tolerance = 1e-3;

    public static bool IsSame(double read, double expected) => Math.Abs(read - expected) <= Tolerance * Math.Max(1, Math.Abs(expected));

    /// <summary>Whether a reading, where there is one, is as expected.</summary>
    public static bool Fits(double read, double expected) => double.IsNaN(read) || IsSame(read, expected);

    /// <summary>Whether a column was the same at all positions whenever it could be read, and that was so at all.</summary>
    public static bool IsReadable(Reading[] read, int column) =>
        read.All(pass => pass.IsConstant[column] || double.IsNaN(pass.Values[column])) && !IsBlank(read, column);

    /// <summary>Whether no gradient came for a column in any pass.</summary>
    public static bool IsBlank(Reading[] read, int column) => read.All(pass => double.IsNaN(pass.Values[column]));

    /// <summary>Whether a column has the same value in all passes, of which there must be several.</summary>
    public static bool IsSteady(Reading[] read, int column)
    {
        double[] values = [.. read.Select(pass => pass.Values[column]).Where(static value => !double.IsNaN(value))];
        return values.Length > 1 && values.All(value => IsSame(value, values[0]));
    }

    /// <summary>How the columns of a consumer may follow from the units of a producer: the same, each unit several times (flattened channels first or last), or a part of them.</summary>
    public static IEnumerable<Func<int, int>> Orders(int columns, int units)
    {
        if (columns % units == 0)
        {
            int times = columns / units;
            yield return column => column / times;
            if (times > 1)
            {
                yield return column => column % units;
            }
        }
        else if (units % columns == 0)
        {
            for (int start = 0; start < units; start += columns)
            {
                int first = start;
                yield return column => first + column;
            }
        }
    }

    /// <summary>The function by which all given columns follow from a producer, or <see langword="null"/>.</summary>
    /// <param name="read">The readings, by pass.</param>
    /// <param name="columns">The columns that are to be explained.</param>
    /// <param name="dictated">The producer's outputs, by pass.</param>
    /// <param name="candidates">The functions.</param>
    public static ActivationCandidate? Whole(Reading[] read, IReadOnlyList<int> columns, double[][] dictated, IReadOnlyList<ActivationCandidate> candidates)
    {
        foreach (Func<int, int> order in Orders(read[0].Values.Length, dictated[0].Length))
        {
            foreach (ActivationCandidate candidate in candidates)
            {
                if (read[0].IsScaled ? IsMultiple(read, columns, dictated, order, candidate) : IsEqual(read, columns, dictated, order, candidate))
                {
                    return candidate;
                }
            }

            if (!read[0].IsScaled && FittedSlope(read, columns, dictated, order) is { } leaky)
            {
                return leaky;
            }
        }

        return null;
    }

    /// <summary>The columns that follow from single units of a producer by a function, in whatever order.</summary>
    public static IReadOnlyList<int> Parts(Reading[] read, IReadOnlyList<int> columns, double[][] dictated, ActivationCandidate candidate)
    {
        if (read[0].IsScaled)
        {
            return [];
        }

        (double[] Values, int[] Units)[] sorted = [.. dictated.Select(pass => Sorted(pass, candidate))];
        List<int> found = [];
        foreach (int column in columns)
        {
            int key = Array.FindIndex(read, pass => !double.IsNaN(pass.Values[column]));
            (double[] values, int[] units) = sorted[key];
            double value = read[key].Values[column];
            double reach = Tolerance * Math.Max(1, Math.Abs(value));
            int place = Array.BinarySearch(values, value - reach);
            for (int i = place < 0 ? ~place : place; i < values.Length && values[i] <= value + reach; i++)
            {
                int unit = units[i];
                if (Enumerable.Range(0, read.Length).All(pass => Fits(read[pass].Values[column], candidate.Function(dictated[pass][unit]))))
                {
                    found.Add(column);
                    break;
                }
            }
        }

        return found;
    }

    private static (double[] Values, int[] Units) Sorted(double[] dictated, ActivationCandidate candidate)
    {
        double[] values = [.. dictated.Select(candidate.Function)];
        int[] units = [.. Enumerable.Range(0, values.Length)];
        Array.Sort(values, units);
        return (values, units);
    }

    private static bool IsEqual(Reading[] read, IReadOnlyList<int> columns, double[][] dictated, Func<int, int> order, ActivationCandidate candidate)
    {
        for (int pass = 0; pass < read.Length; pass++)
        {
            foreach (int column in columns)
            {
                if (!Fits(read[pass].Values[column], candidate.Function(dictated[pass][order(column)])))
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>Up to a factor, other in each pass; this needs some columns.</summary>
    private static bool IsMultiple(Reading[] read, IReadOnlyList<int> columns, double[][] dictated, Func<int, int> order, ActivationCandidate candidate)
    {
        if (columns.Count < 6)
        {
            return false;
        }

        for (int pass = 0; pass < read.Length; pass++)
        {
            double products = 0;
            double squares = 0;
            double size = 0;
            foreach (int column in columns)
            {
                double expected = candidate.Function(dictated[pass][order(column)]);
                products += expected * read[pass].Values[column];
                squares += expected * expected;
                size = Math.Max(size, Math.Abs(read[pass].Values[column]));
            }

            if (!(squares > 0) || columns.Any(column => Math.Abs(read[pass].Values[column] - products / squares * candidate.Function(dictated[pass][order(column)])) > 5 * Tolerance * size))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A leaky rectifier with a slope that is not among the candidates.</summary>
    private static ActivationCandidate? FittedSlope(Reading[] read, IReadOnlyList<int> columns, double[][] dictated, Func<int, int> order)
    {
        double slope = double.NaN;
        double farthest = 0;
        foreach (int column in columns)
        {
            double given = dictated[0][order(column)];
            if (given < farthest && !double.IsNaN(read[0].Values[column]))
            {
                farthest = given;
                slope = read[0].Values[column] / given;
            }
        }

        if (!(slope is > 0 and < 1))
        {
            return null;
        }

        Activation leaky = ActivationCatalog.Create("LeakyReLU", Math.Round(slope, 3));
        ActivationCandidate candidate = new(leaky, leaky.Evaluate);
        return IsEqual(read, columns, dictated, order, candidate) ? candidate : null;
    }
}
