using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InitAnalyzer.Torch;

/// <summary>Copies of parameters, which can be put back.</summary>
internal sealed class ParameterSnapshot : IDisposable
{
    private readonly List<(Parameter Parameter, Tensor Copy, bool RequiresGradient)> _copies = [];

    /// <summary>Copies parameters, each once.</summary>
    public ParameterSnapshot(IEnumerable<Parameter> parameters)
    {
        using IDisposable withoutGradients = no_grad();
        HashSet<IntPtr> seen = [];
        foreach (Parameter parameter in parameters)
        {
            if (seen.Add(parameter.Handle))
            {
                _copies.Add((parameter, parameter.detach().clone().DetachFromDisposeScope(), parameter.requires_grad));
            }
        }
    }

    /// <summary>Puts the values back.</summary>
    public void Restore()
    {
        using IDisposable withoutGradients = no_grad();
        foreach ((Parameter parameter, Tensor copy, bool requiresGradient) in _copies)
        {
            parameter.copy_(copy);
            parameter.requires_grad = requiresGradient;
        }
    }

    public void Dispose()
    {
        foreach ((_, Tensor copy, _) in _copies)
        {
            copy.Dispose();
        }
    }
}
