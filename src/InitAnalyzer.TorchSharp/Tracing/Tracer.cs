using System.Globalization;
using InitAnalyzer.Theory;
using static TorchSharp.torch;

namespace InitAnalyzer.Torch;

/// <summary>
/// Finds out what every weight layer of a live model feeds, whichever way the model is written: <c>forward</c> or <c>call</c>, functional or not, disposed at once or not.
/// </summary>
/// <remarks>
/// No hook is needed. All layers are made to put out known numbers (weight 0, the bias dictated), and from the gradients of its own weight and bias each tells what it was
/// given. If that is tanh of what another puts out, element by element and in every pass, then tanh stands between the two. The walk goes from the output back: gradients reach a
/// layer once those behind it, and no others, let their input through.
/// </remarks>
internal sealed class Tracer
{
    private const int Output = -1;

    /// <summary>Gradients are seeded so that they are near 1; what is this small is rounding.</summary>
    private const double Noise = 1e-6;

    /// <summary>Where more producers than this are mixed, no sum of two is looked for.</summary>
    private const int LargestSources = 8;

    private readonly Probe _probe;
    private readonly IReadOnlyList<ActivationCandidate> _candidates;
    private readonly Dictionary<(int From, int To), TraceEdge> _edges = [];
    private readonly Dictionary<int, NodeReading> _readings = [];

    /// <summary>The inputs of a consumer that come from a producer.</summary>
    private readonly Dictionary<(int From, int To), bool[]> _columns = [];

    /// <summary>Pairs that were not told apart because the producer has another way to the output that is not followed.</summary>
    private readonly HashSet<(int From, int To)> _undecided = [];

    /// <summary>The nodes behind each node on a way to the output, with the size of gradients that reaches it.</summary>
    private readonly Dictionary<int, (int[] Path, double Seed)> _paths = [];
    private readonly Queue<int> _next = [];

    /// <summary>The outputs that a node reaches past all others.</summary>
    private readonly Dictionary<int, IReadOnlySet<int>> _outputs = [];

    private Tracer(Probe probe)
    {
        _probe = probe;
        _candidates = ActivationCandidates.For(probe.Modules.Select(static named => named.Module));
    }

    public static ModelTrace Trace(nn.Module model, Func<IReadOnlyList<Tensor>> forward, CancellationToken cancellationToken)
    {
        using Probe probe = new(model, forward, cancellationToken);
        Tracer tracer = new(probe);
        tracer.FollowOutputs();
        while (tracer._next.TryDequeue(out int node))
        {
            tracer.FollowInputs(node);
        }

        tracer.RecognizeSums();
        return new TraceSummary(probe, tracer._edges, tracer._paths.Keys.ToHashSet()).Summarize();
    }

    private void FollowOutputs()
    {
        ProbeRun[] runs = Run([], 1, [], null);
        List<int> reached = Register(runs, [], 1, static _ => true);
        HashSet<int> unknown = [];
        for (int output = 0; output < runs[0].Outputs.Length; output++)
        {
            int number = output;
            double[][] values = [.. runs.Select(run => run.Outputs[number])];
            int[] varying = [.. Enumerable.Range(0, values[0].Length).Where(element => values.Any(pass => !Match.IsSame(pass[element], values[0][element])))];
            if (varying.Length == 0)
            {
                continue;
            }

            if (reached.Select(node => (Node: node, Activation: OutputMatch.Of(values, runs[0].Shapes[number], varying, _probe.Dictated[node], _candidates)))
                .FirstOrDefault(static found => found.Activation is not null) is { Activation: { } activation } match)
            {
                Add(new(match.Node, Output, activation, false, null));
                _outputs[match.Node] = new HashSet<int>(_outputs.GetValueOrDefault(match.Node) ?? new HashSet<int>()) { output };
            }
            else
            {
                unknown.Add(output);
            }
        }

        if (unknown.Count > 0)
        {
            foreach (int pass in (int[])[0, 1])
            {
                ProbeRun run = _probe.Run(pass, [], [], 1, outputs: unknown);
                foreach (int node in reached.Where(node => run.Gradients[node] > Noise))
                {
                    _outputs.TryAdd(node, unknown);
                    Add(new(node, Output, null, false, "its output reaches the model's through something that is not followed"));
                }
            }
        }
    }

    private void FollowInputs(int node)
    {
        (int[] path, double seed) = _paths[node];
        NodeReading? reading = _readings.GetValueOrDefault(node);
        int[] alive = [.. path, node];
        bool[] open = [.. Enumerable.Repeat(true, _probe.Nodes[node].Inputs)];
        bool isExplained = reading is not null && Explain(node, reading, path, open);
        if (isExplained && Enumerable.Range(0, _probe.Nodes.Count).All(_paths.ContainsKey))
        {
            return;
        }

        Dictionary<int, bool[]> filters = Filters(alive);
        IReadOnlySet<int>? outputs = _outputs.GetValueOrDefault(alive[0]);
        ProbeRun[] runs = Run(alive, seed, filters, outputs);

        // Where the input is explained, what else has a gradient has it from rounding.
        List<int> before = Register(runs, alive, seed, isExplained ? source => _edges.ContainsKey((source, node)) : static _ => true);
        if (isExplained)
        {
            return;
        }

        if (reading is not null)
        {
            ExplainParts(node, reading, before, open);
        }

        if (!open.Contains(true))
        {
            return;
        }

        filters[node] = open;
        foreach (int pass in (int[])[0, 1])
        {
            ProbeRun run = _probe.Run(pass, alive, [], seed, filters, outputs);
            foreach (int source in Enumerable.Range(0, run.Gradients.Length).Where(source => run.Gradients[source] > Noise && !alive.Contains(source)))
            {
                if (path.Append(Output).Any(behind => _edges.GetValueOrDefault((source, behind)) is { Activation: null }))
                {
                    _undecided.Add((source, node));
                    continue;
                }

                Add(new(source, node, null, false, "its output goes into an operation before '" + _probe.Nodes[node].Name + "' that is not followed"));
                _columns.TryAdd((source, node), open);
            }
        }
    }

    /// <summary>For nodes on a way to the output, the inputs that come from the next one, so that gradients take this way and no other.</summary>
    private Dictionary<int, bool[]> Filters(int[] way)
    {
        Dictionary<int, bool[]> filters = [];
        for (int i = 0; i + 1 < way.Length; i++)
        {
            if (_columns.TryGetValue((way[i + 1], way[i]), out bool[]? columns))
            {
                filters[way[i]] = columns;
            }
        }

        return filters;
    }

    /// <summary>Takes note of what nodes that are reached for the first time were given, and goes on from them. Returns all that are reached.</summary>
    private List<int> Register(ProbeRun[] runs, int[] path, double seed, Predicate<int> isReal)
    {
        List<int> reached = [];
        for (int node = 0; node < _probe.Nodes.Count; node++)
        {
            double size = runs.Max(run => run.Gradients[node]);
            if (size <= Noise || path.Contains(node) || !isReal(node))
            {
                continue;
            }

            reached.Add(node);
            if (!_paths.TryAdd(node, (path, Math.Clamp(seed / size, 1e-30, 1e30))))
            {
                continue;
            }

            int[] passes = [.. Enumerable.Range(0, runs.Length).Where(pass => runs[pass].Readings.ContainsKey(node))];
            if (passes.Length >= 2)
            {
                _readings[node] = new(passes, [.. passes.Select(pass => runs[pass].Readings[node])]);
            }

            _next.Enqueue(node);
        }

        return reached;
    }

    /// <summary>Looks for one producer of all that a node was given. Closes the columns that need no further explanation; true where that is all of them.</summary>
    private bool Explain(int node, NodeReading reading, int[] path, bool[] open)
    {
        List<int> varying = [];
        for (int column = 0; column < open.Length; column++)
        {
            if (!Match.IsReadable(reading.Read, column))
            {
                continue;
            }

            if (!reading.Read[0].IsScaled && Match.IsSteady(reading.Read, column))
            {
                open[column] = false;
            }
            else
            {
                varying.Add(column);
            }
        }

        if (varying.Count > 0 && WholeMatch(node, reading, varying, path) is { } edge)
        {
            Add(edge);
            _columns[(edge.From, node)] = [.. Enumerable.Range(0, open.Length).Select(varying.Contains)];
            varying.ForEach(column => open[column] = false);
            if (2 * varying.Count >= open.Length)
            {
                // Units that no gradient came back from, behind a rectifier, are like the others.
                foreach (int column in Enumerable.Range(0, open.Length).Where(column => open[column] && Match.IsBlank(reading.Read, column)))
                {
                    open[column] = false;
                }
            }
        }

        return !open.Contains(true);
    }

    private TraceEdge? WholeMatch(int node, NodeReading reading, List<int> varying, int[] path)
    {
        // A layer that is used twice may feed itself.
        ProbeNode consumer = _probe.Nodes[node];
        List<ProbeNode> producers = [.. _probe.Nodes.Where(producer => !path.Contains(producer.Index))];
        foreach (ProbeNode producer in producers)
        {
            double[][] dictated = Dictated(producer, reading);
            ActivationCandidate? match = consumer.IsNormalization
                ? NormalizationMatch.Of(consumer, reading.Read, varying, dictated, _candidates)
                : Match.Whole(reading.Read, varying, dictated, _candidates);
            if (match is not null)
            {
                return new(producer.Index, node, match.Activation, false, null);
            }
        }

        // A normalisation without parameters, or with ones of one's own, is no node.
        foreach (ProbeNode producer in producers.Where(producer => !consumer.IsNormalization && producer.Units == consumer.Inputs && producer.Units > 2))
        {
            double[][] dictated = Dictated(producer, reading);
            double[][] standardized = [.. dictated.Select(static values => ProbeNode.Standardize(values, 0, values.Length, 1e-5))];
            double[][] scaled = [.. dictated.Select(static values => ByRootMeanSquare(values))];
            if ((Match.Whole(reading.Read, varying, standardized, _candidates) ?? Match.Whole(reading.Read, varying, scaled, _candidates)) is { } normalized)
            {
                return new(producer.Index, node, normalized.Activation, true, null);
            }
        }

        return null;
    }

    private double[][] Dictated(ProbeNode producer, NodeReading reading) => [.. reading.Passes.Select(pass => _probe.Dictated[producer.Index][pass])];

    private static double[] ByRootMeanSquare(double[] values)
    {
        double root = Math.Sqrt(values.Average(static value => value * value) + 1e-6);
        return [.. values.Select(value => value / root)];
    }

    /// <summary>Several producers side by side: each column is one's.</summary>
    private void ExplainParts(int node, NodeReading reading, List<int> before, bool[] open)
    {
        List<int> left = [.. Enumerable.Range(0, open.Length).Where(column => open[column] && Match.IsReadable(reading.Read, column))];
        if (_probe.Nodes[node].IsNormalization)
        {
            return;
        }

        foreach (int producer in before)
        {
            double[][] dictated = Dictated(_probe.Nodes[producer], reading);
            (ActivationCandidate? best, IReadOnlyList<int> columns) = (null, []);
            foreach (ActivationCandidate candidate in _candidates)
            {
                IReadOnlyList<int> found = Match.Parts(reading.Read, left, dictated, candidate);
                if (found.Count > columns.Count)
                {
                    (best, columns) = (candidate, found);
                }
            }

            if (best is not null)
            {
                Add(new(producer, node, best.Activation, false, null));
                bool[] own = _columns[(producer, node)] = new bool[open.Length];
                foreach (int column in columns)
                {
                    own[column] = true;
                    open[column] = false;
                    left.Remove(column);
                }
            }
        }
    }

    /// <summary>
    /// Looks for sums of two known signals, as residual connections make them, where an input is not explained: of what a producer puts out, through an activation or not, and
    /// of what another producer puts out or another node is given.
    /// </summary>
    private void RecognizeSums()
    {
        List<(int Node, int[] Producers, Sum Sum)> sums = [];
        foreach (IGrouping<int, int> unexplained in _edges.Values.Where(static edge => edge.Activation is null && edge.To != Output)
            .Select(static edge => (edge.From, edge.To)).Union(_undecided).GroupBy(static pair => pair.To, static pair => pair.From).ToList())
        {
            int node = unexplained.Key;
            int[] producers = [.. unexplained];
            if (_readings.GetValueOrDefault(node) is { } reading && IsWhole(_probe.Nodes[node], reading) && RecognizeSum(node, reading, producers) is { } sum)
            {
                sums.Add((node, producers, sum));
            }
        }

        // What is put together in a known way needs no other explanation.
        HashSet<int> known = [.. sums.Select(static sum => sum.Node)];
        _undecided.RemoveWhere(pair => known.Contains(pair.To));
        foreach ((int node, int[] producers, Sum sum) in sums)
        {
            Settle(node, sum.Producer, sum.Function);
            if (sum.OtherFunction is { } function)
            {
                Settle(node, sum.Other, function);
                continue;
            }

            // What the other node was given has been told there.
            foreach (int producer in producers.Where(producer => producer != sum.Producer && _edges.ContainsKey((producer, sum.Other))))
            {
                _edges.Remove((producer, node));
            }
        }
    }

    private static bool IsWhole(ProbeNode node, NodeReading reading) =>
        !reading.Read[0].IsScaled
        && Enumerable.Range(0, node.Inputs).All(column => Match.IsReadable(reading.Read, column) || Match.IsBlank(reading.Read, column))
        && 2 * Enumerable.Range(0, node.Inputs).Count(column => Match.IsReadable(reading.Read, column)) >= node.Inputs;

    private Sum? RecognizeSum(int node, NodeReading reading, int[] producers)
    {
        ProbeNode consumer = _probe.Nodes[node];
        if (producers.Length > LargestSources || consumer.Denormalize(reading) is not { } given)
        {
            return null;
        }

        // What stands elsewhere in the model may stand before and behind a sum.
        ActivationCandidate[] functions = [.. _candidates.Where(candidate => candidate.Activation.Name is "Identity" or "ReLU" || _edges.Values.Any(edge => edge.Activation == candidate.Activation))];
        List<(int Producer, ActivationCandidate? Function, double[][] Values)> signals = [];
        foreach (int producer in producers)
        {
            foreach (Func<int, int> order in Match.Orders(consumer.Inputs, _probe.Nodes[producer].Units).Take(1))
            {
                signals.AddRange(functions.Select(candidate => (producer, (ActivationCandidate?)candidate, reading.Passes
                    .Select(pass => Enumerable.Range(0, consumer.Inputs).Select(column => candidate.Function(_probe.Dictated[producer][pass][order(column)])).ToArray()).ToArray())));
            }
        }

        int own = signals.Count;
        foreach ((int other, NodeReading told) in _readings)
        {
            if (other != node
                && !_probe.Nodes[other].IsNormalization
                && _probe.Nodes[other].Inputs == consumer.Inputs
                && told.Passes.SequenceEqual(reading.Passes)
                && IsWhole(_probe.Nodes[other], told))
            {
                signals.Add((other, null, [.. told.Read.Select(static read => read.Values)]));
            }
        }

        foreach (ActivationCandidate last in consumer.IsNormalization ? functions.Where(static function => function.Activation.Name == "Identity") : functions)
        {
            for (int i = 0; i < own; i++)
            {
                for (int j = i + 1; j < signals.Count; j++)
                {
                    bool isOther = signals[j].Function is null || signals[j].Producer != signals[i].Producer;
                    if (isOther && IsSum(given, signals[i].Values, signals[j].Values, last))
                    {
                        return new(signals[i].Producer, signals[i].Function!, signals[j].Producer, signals[j].Function);
                    }
                }
            }
        }

        return null;
    }

    private static bool IsSum(double[][] given, double[][] a, double[][] b, ActivationCandidate last)
    {
        for (int pass = 0; pass < given.Length; pass++)
        {
            for (int column = 0; column < given[pass].Length; column++)
            {
                if (!Match.Fits(given[pass][column], last.Function(a[pass][column] + b[pass][column])))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private void Settle(int node, int producer, ActivationCandidate function)
    {
        bool isAdded = function.Activation.Name == "Identity";
        if (!isAdded && _undecided.Any(pair => pair.From == producer))
        {
            return;
        }

        _edges.Remove((producer, node));
        Add(isAdded
            ? new(producer, node, null, false, "its output is added to another before '" + _probe.Nodes[node].Name + "'")
            : new(producer, node, function.Activation, false, null));
    }

    /// <summary>What is not followed outweighs what is.</summary>
    private void Add(TraceEdge edge)
    {
        if (!_edges.TryGetValue((edge.From, edge.To), out TraceEdge? known) || (known.Activation is not null && edge.Activation is null))
        {
            _edges[(edge.From, edge.To)] = edge;
        }
        else if (known.Activation is { } first && edge.Activation is { } second && first != second)
        {
            _edges[(edge.From, edge.To)] = edge with
            {
                Activation = null,
                Reason = string.Create(CultureInfo.InvariantCulture, $"its output goes through both {first} and {second}"),
            };
        }
    }

    /// <summary>All passes, in which the nodes that are reached for the first time are read. Reading costs a gradient as large as the weight; so it is asked first which they are.</summary>
    private ProbeRun[] Run(int[] alive, double seed, Dictionary<int, bool[]> filters, IReadOnlySet<int>? outputs)
    {
        HashSet<int> read = [];
        ProbeRun[] runs = [_probe.Run(0, alive, [], seed, filters, outputs)];
        while (true)
        {
            int before = read.Count;
            read.UnionWith(Enumerable.Range(0, _probe.Nodes.Count).Where(node => !_paths.ContainsKey(node) && !alive.Contains(node) && runs.Any(run => run.Gradients[node] > Noise)));
            if (runs.Length == Probe.Passes && read.Count == before)
            {
                return runs;
            }

            runs = [.. Enumerable.Range(0, Probe.Passes).Select(pass => _probe.Run(pass, alive, read, seed, filters, outputs))];
        }
    }
}

/// <summary>Two summands: what a producer puts out, through a function, and what another one does, or what another node is given (no function).</summary>
internal sealed record Sum(int Producer, ActivationCandidate Function, int Other, ActivationCandidate? OtherFunction);

/// <summary>What a node was given, in the passes in which it could be read.</summary>
internal sealed record NodeReading(int[] Passes, Reading[] Read);

/// <summary>A way from a node to the next one, or to the output (−1).</summary>
/// <param name="From">The producer.</param>
/// <param name="To">The consumer.</param>
/// <param name="Activation">What stands between them; Identity for nothing, <see langword="null"/> where it is not known.</param>
/// <param name="IsNormalized">Whether there is a normalisation before the activation.</param>
/// <param name="Reason">Why it is not known.</param>
internal sealed record TraceEdge(int From, int To, Activation? Activation, bool IsNormalized, string? Reason);
