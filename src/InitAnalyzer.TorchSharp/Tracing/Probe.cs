using InitAnalyzer.Runtime;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InitAnalyzer.Torch;

/// <summary>One run of the model: what came out, and what each node was given, as far as a gradient reached it.</summary>
/// <param name="Outputs">The values of each output.</param>
/// <param name="Shapes">The shape of each output.</param>
/// <param name="Gradients">The size of each node's gradient, 0 where none came.</param>
/// <param name="Readings">What nodes were given, by number.</param>
internal sealed record ProbeRun(double[][] Outputs, long[][] Shapes, double[] Gradients, IReadOnlyDictionary<int, Reading> Readings);

/// <summary>
/// Holds a model in a state in which its nodes' outputs are dictated, and runs it. Weights, biases, modes, buffers and random state are put back when it is disposed.
/// </summary>
internal sealed class Probe : IDisposable
{
    /// <summary>Runs with other dictated outputs, enough that no match is by chance.</summary>
    public const int Passes = 4;

    private const int LargestOutput = 1 << 14;

    /// <summary>The signs of the four passes, two of each.</summary>
    private static readonly int[] s_signs = [0b0011, 0b0101, 0b0110, 0b1001, 0b1010, 0b1100];

    private readonly Func<IReadOnlyList<Tensor>> _forward;
    private readonly ModelState _state;
    private readonly ParameterSnapshot? _snapshot;
    private readonly RandomStream _stream = new(1, "probe");
    private readonly bool[] _isAlive;
    private readonly CancellationToken _cancellationToken;

    /// <summary>The inputs that living nodes let through since the last run, where these are not all.</summary>
    private readonly bool[]?[] _filters;

    public Probe(nn.Module model, Func<IReadOnlyList<Tensor>> forward, CancellationToken cancellationToken)
    {
        _forward = forward;
        _cancellationToken = cancellationToken;
        _state = new(model);
        List<ProbeNode> nodes = [];
        Nodes = nodes;
        try
        {
            foreach ((string name, nn.Module module) in _state.Modules)
            {
                if (ProbeNode.Of(nodes.Count, name.Length == 0 ? module.GetName() : name, module) is { } node)
                {
                    nodes.Add(node);
                }
            }

            _isAlive = new bool[nodes.Count];
            _filters = new bool[]?[nodes.Count];
            Dictated = [.. nodes.Select(node => Enumerable.Range(0, Passes).Select(pass => DictatedBy(node, pass)).ToArray())];
            _snapshot = new(nodes.SelectMany(static node => new[] { node.Weight, node.Bias }));
            using IDisposable withoutGradients = no_grad();
            model.eval();
            foreach (ProbeNode node in nodes)
            {
                node.Weight.requires_grad = true;
                node.Bias.requires_grad = true;
                node.Weight.zero_();
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public IReadOnlyList<ProbeNode> Nodes { get; }

    /// <summary>All parts of the model.</summary>
    public IEnumerable<(string Name, nn.Module Module)> Modules => _state.Modules;

    /// <summary>The dictated outputs: by node, pass and unit.</summary>
    public double[][][] Dictated { get; }

    /// <summary>Runs the model.</summary>
    /// <param name="pass">Which of the dictated outputs.</param>
    /// <param name="alive">The nodes that let their input through; they should be ones that follow what is looked at.</param>
    /// <param name="read">The nodes whose input is asked for; none of them alive.</param>
    /// <param name="seed">The size of the outputs' gradients.</param>
    /// <param name="filters">For alive nodes, the inputs that they let through, where these are not all.</param>
    /// <param name="outputs">The outputs that have a gradient; <see langword="null"/> for all.</param>
    public ProbeRun Run(int pass, IReadOnlyCollection<int> alive, IReadOnlyCollection<int> read, double seed, IReadOnlyDictionary<int, bool[]>? filters = null, IReadOnlySet<int>? outputs = null)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        using DisposeScope scope = NewDisposeScope();
        Dictate(pass, alive, filters);
        IReadOnlyList<Tensor> results;
        using (enable_grad())
        {
            results = [.. _forward().Where(static output => output is { IsInvalid: false } && TensorFill.CanFill(output.dtype))];
        }

        double[][] values = [.. results.Select(static output => ProbeNode.HostArray(output.flatten().narrow(0, 0, Math.Min(LargestOutput, output.numel()))))];
        long[][] shapes = [.. results.Select(static output => output.shape)];
        double[] gradients = new double[Nodes.Count];
        Dictionary<int, Reading> readings = [];
        List<Tensor> seen = [.. results.Where((output, i) => output.requires_grad && outputs?.Contains(i) != false)];
        if (seen.Count > 0 && Nodes.Count > 0)
        {
            // Positive, so that they do not cancel, and all different, so that the rows of a gradient can be told apart.
            List<Tensor> seeds = [.. seen.Select((output, i) => Positive(output, _stream.Child("seeds").Child(i), seed))];
            int[] asked = [.. read];
            List<Tensor> inputs = [.. Nodes.Select(static node => node.Bias), .. asked.Select(node => Nodes[node].Weight)];
            IList<Tensor> found = autograd.grad(seen, inputs, seeds, allow_unused: true);
            for (int i = 0; i < Nodes.Count; i++)
            {
                gradients[i] = found[i].IsInvalid ? 0 : Size(found[i]);
            }

            for (int i = 0; i < asked.Length; i++)
            {
                Tensor weight = found[Nodes.Count + i];
                if (gradients[asked[i]] > 0 && !weight.IsInvalid && Reading.Of(Nodes[asked[i]], weight, found[asked[i]]) is { } reading)
                {
                    readings[asked[i]] = reading;
                }
            }
        }

        return new(values, shapes, gradients, readings);
    }

    public void Dispose()
    {
        _snapshot?.Restore();
        _snapshot?.Dispose();
        foreach (ProbeNode node in Nodes)
        {
            node.DetachBias();
        }

        _state.Dispose();
    }

    /// <summary>Zero and not a number tell nothing.</summary>
    private static double Size(Tensor gradient)
    {
        using Tensor largest = gradient.detach().abs().max().to_type(ScalarType.Float64);
        double size = largest.item<double>();
        return double.IsFinite(size) ? size : 0;
    }

    private static Tensor Positive(Tensor like, RandomStream stream, double size)
    {
        Tensor seeds = empty(like.shape, dtype: ScalarType.Float32);
        if (seeds.numel() > 0)
        {
            SignalInit.uniform_(seeds, 0.5, 1.5, stream);
        }

        return TensorMath.Times(seeds.to_type(ScalarType.Float64), size).to_type(like.dtype).to(like.device);
    }

    private void Dictate(int pass, IReadOnlyCollection<int> alive, IReadOnlyDictionary<int, bool[]>? filters)
    {
        using IDisposable withoutGradients = no_grad();
        foreach (ProbeNode node in Nodes)
        {
            if (alive.Contains(node.Index))
            {
                Enliven(node, filters?.GetValueOrDefault(node.Index));
                continue;
            }

            if (_isAlive[node.Index])
            {
                node.Weight.zero_();
                _isAlive[node.Index] = false;
            }

            using Tensor dictated = tensor(Dictated[node.Index][pass], dtype: node.Bias.dtype).reshape(node.Bias.shape);
            node.Bias.copy_(dictated);
        }
    }

    private void Enliven(ProbeNode node, bool[]? filter)
    {
        if (_isAlive[node.Index] && ReferenceEquals(_filters[node.Index], filter))
        {
            return;
        }

        // The mean of the inputs, roughly: neither signal nor gradient grows with depth.
        double size = node.IsNormalization ? 1 : node.Units / (double)node.Weight.numel();
        SignalInit.uniform_(node.Weight, 0.5 * size, 1.5 * size, _stream.Child("weights").Child(node.Index));
        if (filter is not null)
        {
            using Tensor open = OpenColumns(node, filter);
            node.Weight.mul_(open);
        }

        SignalInit.uniform_(node.Bias, -0.3, 0.5, _stream.Child("biases").Child(node.Index));
        (_isAlive[node.Index], _filters[node.Index]) = (true, filter);
    }

    private static Tensor OpenColumns(ProbeNode node, bool[] open)
    {
        double[] factors = [.. open.Select(static isOpen => isOpen ? 1.0 : 0)];
        Tensor mask = tensor(factors, dtype: node.Weight.dtype, device: node.Weight.device);
        if (node.IsNormalization)
        {
            return mask.reshape(node.Weight.shape);
        }

        long kernelAxes = node.Weight.shape.Length - 2;
        long[] ones = [.. Enumerable.Repeat(1L, (int)kernelAxes)];
        if (node.IsTransposed)
        {
            return mask.reshape([node.Inputs, 1, .. ones]);
        }

        // Every output of a group has the group's inputs.
        long inputs = node.Inputs / node.Groups;
        return mask.reshape(node.Groups, 1, inputs).expand(node.Groups, node.Units / node.Groups, inputs).reshape([node.Units, inputs, .. ones]);
    }

    /// <summary>
    /// Numbers from 0.1 to 8 in size, spread over the passes, as the layer's element type rounds them. Each unit has both signs in two passes, and different units in different ones:
    /// ReLU(a) + ReLU(b) is ReLU(a + b) where signs agree.
    /// </summary>
    private double[] DictatedBy(ProbeNode node, int pass)
    {
        double[] uniform = new double[2 * node.Units];
        _stream.Child("outputs").Child(node.Index).FillUniform<double>(uniform);
        return [.. Enumerable.Range(0, node.Units).Select(unit =>
        {
            double place = (uniform[2 * unit] + (double)pass / Passes) % 1;
            double size = 0.1 + 7.9 * Math.Pow(place, 1.5);
            bool isPositive = (s_signs[(int)(uniform[2 * unit + 1] * s_signs.Length)] >> pass & 1) == 0;
            return (double)(float)(isPositive ? size : -size);
        })];
    }
}
