using InitAnalyzer.Runtime;
using InitAnalyzer.Theory;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace InitAnalyzer.Torch.Tests;

/// <summary>The logarithm of a measured ratio over the predicted one: mean and standard error over seeds.</summary>
/// <param name="Law">The law of the weights.</param>
/// <param name="Activation">The activation between the layers.</param>
/// <param name="Signal">That of the signal, by the number of layers less one.</param>
/// <param name="Gradient">That of the gradient.</param>
internal sealed record Agreement(string Law, string Activation, IReadOnlyList<Estimate> Signal, IReadOnlyList<Estimate> Gradient)
{
    public const double Tolerance = 0.15;

    /// <summary>The logarithms of 0.85 and 1.15 are −0.16 and 0.14.</summary>
    public static bool Holds(Estimate deviation) => deviation.Value >= Math.Log(1 - Tolerance) && deviation.Value <= Math.Log(1 + Tolerance);

    /// <summary>Where it is off by more than the tolerance, or the standard error is larger than is asked for; a line each.</summary>
    public IEnumerable<string> Failures(double largestError, int leastDepth) =>
        from pair in new[] { ("signal", Signal), ("gradient", Gradient) }
        from i in Enumerable.Range(leastDepth - 1, Signal.Count - leastDepth + 1)
        let deviation = pair.Item2[i]
        where !Holds(deviation) || deviation.StandardError > largestError
        select FormattableString.Invariant($"{Law}, {Activation}, {i + 1} layers: {pair.Item1} off by {deviation.Value:F3} ± {deviation.StandardError:F3}, {deviation.Draws} seeds");
}

/// <summary>How many networks are drawn, and what is run through each.</summary>
/// <param name="Error">Networks are drawn until the standard errors are no larger than this, </param>
/// <param name="MostSeeds">but no more than so many;</param>
/// <param name="LeastSeeds">and no fewer than so many.</param>
/// <param name="Batch">The number of samples in a measurement.</param>
/// <param name="Measurements">The number of measurements of a network, with samples of their own; the mean of their logarithms counts.</param>
internal sealed record AgreementSampling(double Error, int MostSeeds, int LeastSeeds = 10, int Batch = 1, int Measurements = 1);

/// <summary>
/// Weight layers of one kind in a row, which networks with different activations between them have in common: to draw weights is the greater part of the work, and a draw serves
/// all activations. What is compared is still one activation with its own prediction.
/// </summary>
internal sealed class SharedLayers : IDisposable
{
    private readonly Module<Tensor, Tensor>[] _layers;
    private readonly long[] _sample;

    /// <summary>Of the weights that are drawn: to look at wide ones takes longer than to run them.</summary>
    private readonly Dictionary<Tensor, WeightMoments> _moments = new(ReferenceEqualityComparer.Instance);

    /// <param name="depth">The number of layers.</param>
    /// <param name="layer">Makes one.</param>
    /// <param name="sample">The shape of a sample.</param>
    public SharedLayers(int depth, Func<Module<Tensor, Tensor>> layer, params long[] sample)
    {
        _layers = [.. Enumerable.Range(0, depth).Select(_ => layer())];
        _sample = sample;
    }

    /// <summary>
    /// The number of positions that a layer without padding loses. Those at the ends reach fewer outputs, so it is the gradient's squared length over all positions that is
    /// predicted, and not its mean.
    /// </summary>
    public int LostPositions { get; init; }

    /// <summary>Compares at every depth up to the number of layers: the ratios between the first layer and each later one.</summary>
    public IReadOnlyList<Agreement> Compare(string law, IEnumerable<string> activations, AgreementSampling sampling, Func<Tensor, Tensor>? loss = null)
    {
        List<Comparison> all = [.. from name in activations
                                   let initializer = AgreementTests.Laws[law](ActivationCatalog.Create(name))
                                   where initializer is not null
                                   select new Comparison(this, name, initializer)];
        for (int seed = 0; seed < sampling.MostSeeds; seed++)
        {
            List<Comparison> open = [.. all.Where(comparison => seed < sampling.LeastSeeds || comparison.Estimates().Any(estimate => !(estimate.StandardError <= sampling.Error)))];
            if (open.Count == 0)
            {
                break;
            }

            double drawn = 0;
            foreach (Comparison comparison in open)
            {
                Draw(comparison, law, seed, drawn);
                drawn = comparison.Scale;
                comparison.Measure(seed, sampling, loss);
            }
        }

        return [.. all.Select(comparison => comparison.Result(law))];
    }

    public void Dispose() => Array.ForEach(_layers, static layer => layer.Dispose());

    private double Positions(int layer) => _sample[^1] - LostPositions * (layer + 1);

    /// <summary>Weights of a law at another scale are the same numbers times another, and so are their moments.</summary>
    private void Draw(Comparison comparison, string law, int seed, double drawn)
    {
        if (drawn == comparison.Scale)
        {
            return;
        }

        using IDisposable withoutGradients = no_grad();
        double square = comparison.Scale / drawn;
        using Tensor factor = tensor((float)Math.Sqrt(square));
        for (int i = 0; i < _layers.Length; i++)
        {
            Parameter weight = _layers[i].get_parameter("weight")!;
            if (drawn == 0)
            {
                _layers[i].InitWith(comparison.Initializer, new RandomStream((ulong)seed, law).Child(i));
                _moments[weight] = WeightMoments.Of(weight);
            }
            else
            {
                weight.mul_(factor);
                WeightMoments of = _moments[weight];
                _moments[weight] = of with { Mean = of.Mean * Math.Sqrt(square), Variance = of.Variance * square };
            }
        }
    }

    private sealed class Comparison
    {
        private readonly SharedLayers _layers;
        private readonly string _name;
        private readonly Sequential _network;
        private readonly ChainPropagation _theory;
        private readonly List<double[]> _signal = [];
        private readonly List<double[]> _gradient = [];

        public Comparison(SharedLayers layers, string name, Initializer initializer)
        {
            _layers = layers;
            _name = name;
            Initializer = initializer;
            Scale = initializer.LawFor(WeightShape.Linear(100, 100)).Scale;
            _network = AgreementTests.Chain(layers._layers, AgreementTests.Modules[name]);

            // As INIT201 has it: each layer's scale, and the activation behind it.
            _theory = Propagation.Chain([.. Enumerable.Repeat(new ChainLayer(ActivationCatalog.Create(name), Scale), layers._layers.Length)]);
        }

        public Initializer Initializer { get; }

        public double Scale { get; }

        public void Measure(int seed, AgreementSampling sampling, Func<Tensor, Tensor>? loss)
        {
            double[] signal = new double[_theory.PreActivationVariances.Count];
            double[] gradient = new double[signal.Length];
            for (int i = 0; i < sampling.Measurements; i++)
            {
                RandomStream stream = new RandomStream((ulong)seed, "input").Child(i);
                using Tensor x = UnitPower(sampling.Batch, _layers._sample, stream);

                // What the layers feed is known; it has no part in the ratios.
                MeasurementOptions options = new() { Trace = AgreementTests.Traced.Value, Seed = (ulong)(seed * sampling.Measurements + i), Moments = weight => _layers._moments[weight] };
                IReadOnlyList<LayerStatistics> layers = _network.MeasureSignal(x, loss, options).Report.Layers;
                double predicted = 0;
                for (int depth = 1; depth < signal.Length; depth++)
                {
                    predicted += Math.Log(_theory.GradientFactors[depth - 1]);
                    signal[depth] += (Math.Log(layers[depth].PreActivationVariance.Value / layers[0].PreActivationVariance.Value)
                        - Math.Log(_theory.PreActivationVariances[depth] / _theory.FirstPreActivationVariance)) / sampling.Measurements;
                    gradient[depth] += (Math.Log(layers[0].GradientVariance.Value / layers[depth].GradientVariance.Value * _layers.Positions(0) / _layers.Positions(depth)) - predicted)
                        / sampling.Measurements;
                }
            }

            _signal.Add(signal);
            _gradient.Add(gradient);
        }

        public IEnumerable<Estimate> Estimates() => [.. Of(_signal), .. Of(_gradient)];

        public Agreement Result(string law) => new(law, _name, [.. Of(_signal)], [.. Of(_gradient)]);

        private static IEnumerable<Estimate> Of(List<double[]> seeds) => Enumerable.Range(0, seeds[0].Length).Select(depth =>
        {
            double mean = seeds.Average(seed => seed[depth]);
            return new Estimate(mean, Math.Sqrt(seeds.Sum(seed => (seed[depth] - mean) * (seed[depth] - mean)) / (seeds.Count - 1) / seeds.Count), seeds.Count);
        });

        /// <summary>Every sample has second moment 1, as the prediction has it.</summary>
        private static Tensor UnitPower(int batch, long[] shape, RandomStream stream)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor x = SignalInit.normal_(zeros([batch, .. shape]), generator: stream).flatten(1);
            return (x / x.mul(x).mean([1], keepdim: true).sqrt()).reshape([batch, .. shape]).MoveToOuterDisposeScope();
        }
    }
}
