using InitAnalyzer.Theory;

namespace InitAnalyzer.Torch;

/// <summary>Compares a model's output with what a node puts out.</summary>
internal static class OutputMatch
{
    /// <summary>The activation by which an output follows from a node, or <see langword="null"/>.</summary>
    /// <param name="values">The output's first elements, by pass.</param>
    /// <param name="shape">The output's shape.</param>
    /// <param name="varying">The elements that differ between passes.</param>
    /// <param name="dictated">What the node puts out, by pass.</param>
    /// <param name="candidates">The functions.</param>
    public static Activation? Of(double[][] values, long[] shape, int[] varying, double[][] dictated, IReadOnlyList<ActivationCandidate> candidates)
    {
        int units = dictated[0].Length;
        long inner = 1;
        for (int axis = shape.Length - 1; axis >= 0; axis--)
        {
            (long below, int length) = (inner, (int)shape[axis]);
            inner *= length;
            foreach (Func<int, int> order in Match.Orders(length, units))
            {
                int Unit(int element) => order((int)(element / below % length));
                if (candidates.FirstOrDefault(candidate => Agrees(values, varying, Unit, [.. dictated.Select(pass => pass.Select(candidate.Function).ToArray())])) is { } match)
                {
                    return match.Activation;
                }

                if (length == units && units > 1)
                {
                    double[][] logarithms = [.. dictated.Select(LogSoftmax)];
                    if (Agrees(values, varying, Unit, logarithms))
                    {
                        return ActivationCatalog.Create("LogSoftmax");
                    }

                    if (Agrees(values, varying, Unit, [.. logarithms.Select(static pass => pass.Select(Math.Exp).ToArray())]))
                    {
                        return ActivationCatalog.Create("Softmax");
                    }
                }
            }
        }

        return null;
    }

    private static bool Agrees(double[][] values, int[] elements, Func<int, int> unit, double[][] expected)
    {
        for (int pass = 0; pass < values.Length; pass++)
        {
            foreach (int element in elements)
            {
                if (!Match.IsSame(values[pass][element], expected[pass][unit(element)]))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static double[] LogSoftmax(double[] values)
    {
        double largest = values.Max();
        double total = largest + Math.Log(values.Sum(value => Math.Exp(value - largest)));
        return [.. values.Select(value => value - total)];
    }
}
