using TorchSharp;
using static TorchSharp.torch;

namespace InitAnalyzer.Torch;

/// <summary>A weight layer whose output can be seen in a run.</summary>
/// <param name="Name">The name that the model knows it by.</param>
/// <param name="Module">The layer.</param>
/// <param name="Weights">Its parameters.</param>
/// <param name="Place">The place of the output among the tensors that a run leaves; <see langword="null"/> where a hook sees it.</param>
internal sealed record RecordedLayer(string Name, nn.Module<Tensor, Tensor> Module, LayerWeights Weights, int? Place)
{
    /// <summary>The axis of an output that counts the units.</summary>
    public int UnitAxis(Tensor output) => Module is TorchSharp.Modules.Linear ? (int)output.dim() - 1 : (int)output.dim() - (int)Weights.Weight.dim() + 1;
}

/// <summary>
/// Runs a model and keeps the outputs of its weight layers: by hooks, which see a layer that is called, in a Sequential too; or, where <c>forward</c> is called, which runs no
/// hook, among the tensors that are alive when the run ends. An output that is disposed before is not seen.
/// </summary>
internal sealed class Recorder : IDisposable
{
    private readonly nn.Module _model;
    private readonly ModelInput _input;
    private readonly CancellationToken _cancellationToken;
    private readonly ModelState _state;
    private readonly Tensor _random = get_rng_state().DetachFromDisposeScope();
    private readonly List<Action> _removals = [];
    private readonly List<(nn.Module Module, Tensor Output)> _seen = [];
    private Recording? _first;

    /// <summary>Runs a model to find its layers.</summary>
    /// <param name="model">The model.</param>
    /// <param name="input">What it is given.</param>
    /// <param name="training">Whether it trains; <see langword="null"/> to leave it as it is.</param>
    /// <param name="keepsRun">Whether that run is kept for <see cref="RunOrFirst"/>, with gradients.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public Recorder(nn.Module model, ModelInput input, bool? training, bool keepsRun, CancellationToken cancellationToken)
    {
        _model = model;
        _input = input;
        _cancellationToken = cancellationToken;
        _state = new(model);
        try
        {
            if (training is bool mode)
            {
                model.train(mode);
            }

            (string Name, nn.Module<Tensor, Tensor> Module, LayerWeights Weights)[] layers =
            [
                .. from named in _state.Modules
                   let weights = LayerWeights.Of(named.Module)
                   where weights is { Shape: not null } && named.Module is nn.Module<Tensor, Tensor>
                   select (named.Name.Length == 0 ? named.Module.GetName() : named.Name, (nn.Module<Tensor, Tensor>)named.Module, weights),
            ];
            foreach ((_, nn.Module<Tensor, Tensor> module, _) in layers)
            {
                nn.HookableModule<Func<nn.Module<Tensor, Tensor>, Tensor, Tensor>, Func<nn.Module<Tensor, Tensor>, Tensor, Tensor, Tensor>>.HookRemover hook = module.register_forward_hook(Keep);
                _removals.Add(hook.remove);
            }

            Locate(layers, keepsRun);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The layers whose output can be seen, in the order of execution.</summary>
    public IReadOnlyList<RecordedLayer> Layers { get; private set; } = [];

    /// <summary>The names of those whose output cannot.</summary>
    public IReadOnlyList<string> Unseen { get; private set; } = [];

    /// <summary>The run in which all layers were found, where there was one and it was kept; else runs the model with gradients.</summary>
    public Recording RunOrFirst()
    {
        Recording recording = _first ?? Run(gradients: true);
        _first = null;
        return recording;
    }

    /// <summary>Runs the model. Random numbers, as dropout draws them, are the same each time.</summary>
    public Recording Run(bool gradients)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        set_rng_state(_random);
        Recording recording = new();
        try
        {
            using IDisposable mode = gradients ? enable_grad() : no_grad();
            recording.Outputs = [.. _input.Run(_model).Where(static output => output is { IsInvalid: false })];
            recording.Complete(_seen);
            _seen.Clear();
            return recording;
        }
        catch
        {
            recording.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _removals.ForEach(static remove => remove());
        _removals.Clear();
        _first?.Dispose();
        Release();
        _state.Dispose();
        _random.Dispose();
    }

    private void Release()
    {
        foreach ((_, Tensor output) in _seen)
        {
            output.Dispose();
        }

        _seen.Clear();
    }

    /// <summary>The model goes on with a copy, which it may overwrite and dispose.</summary>
    private Tensor Keep(nn.Module<Tensor, Tensor> module, Tensor input, Tensor output)
    {
        _seen.Add((module, output.DetachFromDisposeScope()));
        return output.clone();
    }

    private void Locate((string Name, nn.Module<Tensor, Tensor> Module, LayerWeights Weights)[] layers, bool keepsRun)
    {
        List<ProbeNode> lent = [];
        try
        {
            List<(int Order, RecordedLayer Layer)> located = [];
            List<(string Name, nn.Module<Tensor, Tensor> Module, LayerWeights Weights, ProbeNode Node)> silent = [];
            List<string> unseen = [];
            Recording first = Run(gradients: keepsRun);
            List<nn.Module> heard = [.. first.Seen.Select(static seen => seen.Module)];
            if (keepsRun && layers.All(layer => heard.Any(other => ReferenceEquals(other, layer.Module))))
            {
                _first = first;
            }
            else
            {
                // Before biases are lent, which would be its own.
                first.Dispose();
            }

            foreach ((string name, nn.Module<Tensor, Tensor> module, LayerWeights weights) in layers)
            {
                int order = heard.FindIndex(other => ReferenceEquals(other, module));
                if (order >= 0)
                {
                    located.Add((order, new(name, module, weights, null)));
                }
                else if (ProbeNode.Of(0, name, module) is { } node)
                {
                    lent.Add(node);
                    silent.Add((name, module, weights, node));
                }
                else
                {
                    unseen.Add(name);
                }
            }

            if (silent.Count == 0)
            {
                Layers = [.. located.OrderBy(static layer => layer.Order).Select(static layer => layer.Layer)];
                Unseen = unseen;
                return;
            }

            FindByShift(located, silent, unseen);
        }
        finally
        {
            lent.ForEach(static node => node.DetachBias());
        }
    }

    /// <summary>
    /// Where the bias of a layer moves, its output moves by as much, and what comes later moves in other ways: so the tensor is found among those that a run leaves. What moves
    /// also tells the order.
    /// </summary>
    private void FindByShift(
        List<(int Order, RecordedLayer Layer)> located, List<(string Name, nn.Module<Tensor, Tensor> Module, LayerWeights Weights, ProbeNode Node)> silent, List<string> unseen)
    {
        using Recording before = Run(gradients: false);
        List<(RecordedLayer Layer, HashSet<int> Moved)> found = [];
        foreach ((string name, nn.Module<Tensor, Tensor> module, LayerWeights weights, ProbeNode node) in silent)
        {
            using IDisposable withoutGradients = no_grad();
            using Tensor old = node.Bias.detach().clone();
            using Tensor shift = linspace(1, 2, node.Units, dtype: node.Bias.dtype, device: node.Bias.device);
            try
            {
                node.Bias.add_(shift);
                using Recording after = Run(gradients: false);
                HashSet<int> moved = [];
                int? place = null;
                for (int i = 0; i < before.Pool.Count && before.Pool.Count == after.Pool.Count; i++)
                {
                    using DisposeScope scope = NewDisposeScope();
                    (Tensor x, Tensor y) = (before.Pool[i], after.Pool[i]);
                    if (x.IsInvalid || y.IsInvalid || x.dtype != node.Bias.dtype || !x.shape.SequenceEqual(y.shape) || x.numel() == 0)
                    {
                        continue;
                    }

                    Tensor difference = y - x;
                    if (difference.abs().max().item<float>() is > 0 or float.NaN)
                    {
                        moved.Add(i);
                        place ??= IsShift(difference, x, shift, new RecordedLayer(name, module, weights, i)) ? i : null;
                    }
                }

                if (place is int where)
                {
                    found.Add((new(name, module, weights, where), moved));
                }
                else
                {
                    unseen.Add(name);
                }
            }
            finally
            {
                node.Bias.copy_(old);
            }
        }

        // A layer's output moves with those of all before it.
        IEnumerable<RecordedLayer> ordered = found.OrderBy(layer => found.Count(other => other.Moved.Contains(layer.Layer.Place!.Value))).ThenBy(static layer => layer.Layer.Place).Select(static layer => layer.Layer);
        Layers = [.. located.OrderBy(static layer => layer.Order).Select(static layer => layer.Layer), .. ordered];
        Unseen = unseen;
    }

    private static bool IsShift(Tensor difference, Tensor before, Tensor shift, RecordedLayer layer)
    {
        int axis = layer.UnitAxis(before);
        if (axis < 0 || before.dim() < layer.Weights.Weight.dim() - 1 || before.shape[axis] != shift.shape[0])
        {
            return false;
        }

        long[] shape = [.. Enumerable.Range(0, (int)before.dim()).Select(i => i == axis ? shift.shape[0] : 1)];
        double error = (difference - shift.reshape(shape)).abs().max().item<float>();
        return error <= 1e-3 + 1e-5 * before.abs().max().item<float>();
    }
}

/// <summary>What one run of a model left.</summary>
internal sealed class Recording : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();
    private List<(nn.Module Module, Tensor Output)> _seen = [];

    /// <summary>The model's outputs.</summary>
    public IReadOnlyList<Tensor> Outputs { get; set; } = [];

    /// <summary>What hooks saw, in the order of calls.</summary>
    public IReadOnlyList<(nn.Module Module, Tensor Output)> Seen => _seen;

    /// <summary>What was not disposed.</summary>
    public IReadOnlyList<Tensor> Pool { get; private set; } = [];

    /// <summary>The outputs of a layer, one for each time that it was called.</summary>
    public IReadOnlyList<Tensor> OutputsOf(RecordedLayer layer) => layer.Place is int place
        ? [Pool[place]]
        : [.. _seen.Where(seen => ReferenceEquals(seen.Module, layer.Module)).Select(static seen => seen.Output)];

    public void Complete(List<(nn.Module Module, Tensor Output)> seen)
    {
        _seen = [.. seen];
        Pool = [.. _scope.DisposablesView.OfType<Tensor>()];
    }

    public void Dispose()
    {
        foreach ((_, Tensor output) in _seen)
        {
            output.Dispose();
        }

        _scope.Dispose();
    }
}
