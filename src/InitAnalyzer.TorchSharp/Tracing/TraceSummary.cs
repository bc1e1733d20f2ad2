using InitAnalyzer.Theory;

namespace InitAnalyzer.Torch;

/// <summary>Tells from the ways between nodes what each weight layer feeds.</summary>
internal sealed class TraceSummary(Probe probe, IReadOnlyDictionary<(int From, int To), TraceEdge> edges, IReadOnlySet<int> reached)
{
    private const int Output = -1;

    private readonly ILookup<int, TraceEdge> _uses = edges.Values.ToLookup(static edge => edge.From);
    private readonly Dictionary<int, int> _distances = [];

    public ModelTrace Summarize()
    {
        IEnumerable<ProbeNode> layers = probe.Nodes.Where(static node => !node.IsNormalization).OrderByDescending(node => Distance(node.Index, [])).ThenBy(static node => node.Index);
        return new([.. layers.Select(Summarize)]);
    }

    private TracedLayer Summarize(ProbeNode node)
    {
        HashSet<Activation> activations = [];
        (bool isHidden, bool isNormalized, string? problem) = (false, false, null);
        void Follow(int from, bool normalized, HashSet<int> seen)
        {
            if (!_uses.Contains(from))
            {
                problem ??= reached.Contains(from) ? "nothing that uses its output was found" : "no gradient of the model's output reached it in a pass over the sample";
            }

            foreach (TraceEdge use in _uses[from])
            {
                isNormalized |= normalized || use.IsNormalized;
                if (use.Activation is not { } activation)
                {
                    problem ??= use.Reason;
                }
                else if (use.To != Output && probe.Nodes[use.To].IsNormalization && activation.Name == "Identity")
                {
                    if (seen.Add(use.To))
                    {
                        Follow(use.To, true, seen);
                    }
                }
                else
                {
                    activations.Add(activation);
                    isHidden |= use.To != Output;
                }
            }
        }

        Follow(node.Index, false, []);
        return new(node.Name, node.Module, [.. activations], isHidden, isNormalized, problem);
    }

    /// <summary>The longest way to the output.</summary>
    private int Distance(int node, HashSet<int> path)
    {
        if (node == Output)
        {
            return 0;
        }

        if (_distances.TryGetValue(node, out int known))
        {
            return known;
        }

        if (!path.Add(node))
        {
            return 0;
        }

        int distance = _uses[node].Select(use => 1 + Distance(use.To, path)).DefaultIfEmpty(0).Max();
        path.Remove(node);
        return _distances[node] = distance;
    }
}
