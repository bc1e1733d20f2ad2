using System.Text;
using System.Text.RegularExpressions;
using InitAnalyzer.Runtime;
using InitAnalyzer.Theory;
using static TorchSharp.torch;

namespace InitAnalyzer.Torch;

/// <summary>
/// What the initialisation of a whole model does otherwise than recommended. Later rules win over earlier ones. Patterns are compared with a layer's full name
/// ("encoder.0.fc1"); <c>*</c> stands for any characters, <c>?</c> for one.
/// </summary>
public sealed class InitializationPolicy
{
    private readonly List<(Func<string, nn.Module, bool> Applies, Initializer? Initializer, string Text)> _rules = [];
    private readonly HashSet<string> _loaded = new(StringComparer.Ordinal);

    /// <summary>Normal, Uniform or TruncatedNormal.</summary>
    public Distribution Distribution { get; init; } = Distribution.Normal;

    /// <summary>Whether biases become 0.</summary>
    public bool ZeroBiases { get; init; } = true;

    /// <summary>The gain before tanh and its like: 1, or 5/3 as PyTorch recommends.</summary>
    public double TanhGain { get; init; } = 1;

    /// <summary>Gives the layers whose name matches an initializer of one's own, whether they could be traced or not.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="initializer">The initializer of the weight.</param>
    /// <returns>The policy itself.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public InitializationPolicy Use(string pattern, Initializer initializer)
    {
        ArgumentNullException.ThrowIfNull(initializer);
        return Add(pattern, initializer);
    }

    /// <summary>Gives the layers of a type an initializer of one's own, whether they could be traced or not.</summary>
    /// <typeparam name="TLayer">The type, for example <c>Conv2d</c>.</typeparam>
    /// <param name="initializer">The initializer of the weight.</param>
    /// <returns>The policy itself.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="initializer"/> is null.</exception>
    public InitializationPolicy Use<TLayer>(Initializer initializer)
        where TLayer : nn.Module
    {
        ArgumentNullException.ThrowIfNull(initializer);
        _rules.Add((static (_, module) => module is TLayer, initializer, typeof(TLayer).Name));
        return this;
    }

    /// <summary>Leaves the layers whose name matches as they are.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <returns>The policy itself.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="pattern"/> is null.</exception>
    public InitializationPolicy Keep(string pattern) => Add(pattern, null);

    /// <summary>Leaves the layers of a type as they are.</summary>
    /// <typeparam name="TLayer">The type.</typeparam>
    /// <returns>The policy itself.</returns>
    public InitializationPolicy Keep<TLayer>()
        where TLayer : nn.Module
    {
        _rules.Add((static (_, module) => module is TLayer, null, typeof(TLayer).Name));
        return this;
    }

    /// <summary>Leaves layers as they are of which a parameter has been loaded.</summary>
    /// <param name="loadedParameters">What TorchSharp's <c>load</c> and <c>load_state_dict</c> fill: names of parameters, and whether each was found.</param>
    /// <returns>The policy itself.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="loadedParameters"/> is null.</exception>
    public InitializationPolicy KeepLoaded(IEnumerable<KeyValuePair<string, bool>> loadedParameters)
    {
        ArgumentNullException.ThrowIfNull(loadedParameters);
        _loaded.UnionWith(loadedParameters.Where(static parameter => parameter.Value).Select(static parameter => parameter.Key));
        return this;
    }

    /// <summary>The last rule that applies to a layer; its initializer is <see langword="null"/> where the layer is to be kept.</summary>
    internal (Initializer? Initializer, string Text)? RuleFor(string name, nn.Module module)
    {
        if (module.named_parameters(false).FirstOrDefault(parameter => _loaded.Contains(name.Length == 0 ? parameter.name : name + "." + parameter.name)) is { name: { } loaded })
        {
            return (null, "its " + loaded + " has been loaded");
        }

        (Func<string, nn.Module, bool> applies, Initializer? initializer, string text) = _rules.LastOrDefault(rule => rule.Applies(name, module));
        return applies is null ? null : (initializer, "the policy for " + text);
    }

    private InitializationPolicy Add(string pattern, Initializer? initializer)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        StringBuilder expression = new("^");
        foreach (char character in pattern)
        {
            expression.Append(character switch { '*' => ".*", '?' => ".", _ => Regex.Escape(character.ToString()) });
        }

        Regex regex = new(expression.Append('$').ToString(), RegexOptions.CultureInvariant | RegexOptions.Singleline);
        _rules.Add(((name, _) => regex.IsMatch(name), initializer, "'" + pattern + "'"));
        return this;
    }
}
