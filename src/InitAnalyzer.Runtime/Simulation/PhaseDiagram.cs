using InitAnalyzer.Theory;

namespace InitAnalyzer.Runtime;

/// <summary>
/// Order and chaos over the variances of weights and biases (Poole et al., 2016; Schoenholz et al., 2017): the factor χ on the gradient's variance per layer, at the
/// variance that the signal settles at.
/// </summary>
public sealed class PhaseDiagram
{
    private PhaseDiagram(Activation activation, double[] scales, double[] biasVariances, double[,] chi, EdgeOfChaos[] edge)
    {
        Activation = activation;
        Scales = Array.AsReadOnly(scales);
        BiasVariances = Array.AsReadOnly(biasVariances);
        Chi = chi;
        Edge = Array.AsReadOnly(edge);
    }

    /// <summary>The activation after every layer.</summary>
    public Activation Activation { get; }

    /// <summary>The scales σ_w² = Var(w)·fan-in of the columns, ascending.</summary>
    public IReadOnlyList<double> Scales { get; }

    /// <summary>The variances σ_b² of the rows, ascending.</summary>
    public IReadOnlyList<double> BiasVariances { get; }

    /// <summary>
    /// χ in [row, column]: below 1 in the ordered phase, where gradients vanish, above 1 in the chaotic one. Where the signal vanishes, that of small
    /// signals; where it grows without bound, +∞.
    /// </summary>
    public double[,] Chi { get; }

    /// <summary>The edge of chaos, within the diagram, by ascending variance of the pre-activations.</summary>
    public IReadOnlyList<EdgeOfChaos> Edge { get; }

    /// <summary>Computes the diagram on a grid of cells, whose centres are the scales and variances.</summary>
    /// <param name="activation">The activation: elementwise.</param>
    /// <param name="largestScale">The upper end of σ_w²: finite, above 0.</param>
    /// <param name="largestBiasVariance">The upper end of σ_b²: finite, above 0.</param>
    /// <param name="columns">The number of scales: at least 1.</param>
    /// <param name="rows">The number of variances: at least 1.</param>
    /// <param name="progress">Told the part that is done, from 0 to 1.</param>
    /// <param name="cancellationToken">Ends the computation early.</param>
    /// <returns>The diagram.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="activation"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="activation"/> is not elementwise.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static PhaseDiagram Compute(
        Activation activation,
        double largestScale = 4,
        double largestBiasVariance = 1,
        int columns = 80,
        int rows = 60,
        IProgress<double>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(activation);
        if (!activation.IsElementwise)
        {
            throw new ArgumentException(activation + " is not elementwise.", nameof(activation));
        }

        Guard.Positive(largestScale, nameof(largestScale));
        Guard.Positive(largestBiasVariance, nameof(largestBiasVariance));
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        double[] scales = Centres(largestScale, columns);
        double[] biases = Centres(largestBiasVariance, rows);
        double[,] chi = new double[rows, columns];
        MomentTable table = new(activation);
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                chi[row, column] = ChiAt(activation, table, scales[column], biases[row]);
            }

            progress?.Report((row + 1.0) / rows);
        }

        return new(activation, scales, biases, chi, EdgeWithin(table, largestScale, largestBiasVariance));
    }

    private static double ChiAt(Activation activation, MomentTable table, double scale, double bias)
    {
        double Next(double q) => scale * table.At(q).SecondMoment + bias;
        double start = scale + bias;
        if (FixedPointSearch.Find(Next, start) is double q)
        {
            return scale * table.At(q).SlopeSecondMoment;
        }

        return Next(start) < start ? scale * GaussianMoments.DerivativeSecondMoment(activation, 0) : double.PositiveInfinity;
    }

    /// <summary>Points q of the edge from small to large; where it is one point for all q, as ReLU's, one.</summary>
    private static EdgeOfChaos[] EdgeWithin(MomentTable table, double largestScale, double largestBias)
    {
        List<EdgeOfChaos> points = [];
        for (double q = 1e-4; q < 1e4; q *= 1.05)
        {
            ActivationMoments moments = table.At(q);
            double scale = 1 / moments.SlopeSecondMoment;
            double bias = q - scale * moments.SecondMoment;
            if (scale <= largestScale && bias >= -1e-9 * q && bias <= largestBias)
            {
                points.Add(new(scale, Math.Max(0, bias), q));
            }
        }

        bool isPoint = points.Count > 0 && points.All(point => Math.Abs(point.Scale - points[0].Scale) < 1e-9);
        return isPoint ? [points[0]] : [.. points];
    }

    private static double[] Centres(double end, int count) => [.. Enumerable.Range(0, count).Select(i => end * (i + 0.5) / count)];
}
