using TorchSharp;
using static TorchSharp.torch;

namespace InitAnalyzer.Torch;

/// <summary>
/// What running a model changes beside its parameters: which modules are in training mode, the buffers, and torch's global random state. Disposing puts all of it back.
/// </summary>
internal sealed class ModelState : IDisposable
{
    private readonly List<(nn.Module Module, bool Training)> _modes;
    private readonly List<(Tensor Buffer, Tensor Copy)> _buffers = [];
    private readonly Tensor _random;

    /// <summary>Takes note of a model's state.</summary>
    /// <param name="model">The model.</param>
    public ModelState(nn.Module model)
    {
        Modules = AllModules(model);
        _modes = [.. Modules.Select(static named => (named.Module, named.Module.training))];
        using IDisposable withoutGradients = no_grad();
        HashSet<IntPtr> seen = [];
        foreach (Tensor buffer in model.buffers())
        {
            if (!buffer.IsInvalid && seen.Add(buffer.Handle))
            {
                _buffers.Add((buffer, buffer.clone().DetachFromDisposeScope()));
            }
        }

        _random = get_rng_state().DetachFromDisposeScope();
    }

    /// <summary>The model and all its parts, each once, by the name that it has first.</summary>
    public IReadOnlyList<(string Name, nn.Module Module)> Modules { get; }

    /// <summary>The model and all its parts, each once, parents before children.</summary>
    public static IReadOnlyList<(string Name, nn.Module Module)> AllModules(nn.Module model)
    {
        HashSet<nn.Module> seen = new(ReferenceEqualityComparer.Instance) { model };
        List<(string, nn.Module)> modules = [("", model)];
        foreach ((string name, nn.Module module) in model.named_modules())
        {
            if (seen.Add(module))
            {
                modules.Add((name, module));
            }
        }

        return modules;
    }

    public void Dispose()
    {
        // From the whole to the parts, since a module hands its mode down.
        foreach ((nn.Module module, bool training) in _modes)
        {
            if (module.training != training)
            {
                module.train(training);
            }
        }

        using IDisposable withoutGradients = no_grad();
        foreach ((Tensor buffer, Tensor copy) in _buffers)
        {
            if (!buffer.IsInvalid)
            {
                buffer.copy_(copy);
            }

            copy.Dispose();
        }

        set_rng_state(_random);
        _random.Dispose();
    }
}
