using System.Collections.Immutable;
using System.Globalization;
using InitAnalyzer.Theory;

namespace InitAnalyzer.Model;

/// <summary>What a fix shall do; the kinds name the outcome, the framework's writer knows the words.</summary>
internal enum PrescriptionKind
{
    /// <summary>Give the weight the recommended law of an activation, keeping the kind of distribution.</summary>
    RecommendedLaw,

    /// <summary>Replace a broken truncated normal by a normal of the same mean and standard deviation.</summary>
    ReplaceTruncatedNormal,

    /// <summary>Replace a Xavier normal that is uniform by one that is normal.</summary>
    ReplaceXavierNormal,

    /// <summary>Drop out in a way that keeps mean and variance behind a self-normalising activation.</summary>
    SelfNormalisingDropout,

    /// <summary>Drop a random generator that is ignored.</summary>
    DropGenerator,

    /// <summary>Set the bias to zero instead; or remove the call.</summary>
    ZeroBias,

    /// <summary>Remove the call, which can do nothing useful.</summary>
    RemoveCall,

    /// <summary>Pass the square root of what is passed as the standard deviation.</summary>
    TakeRoot,

    /// <summary>Remove the call, whose work is undone by the next.</summary>
    RemoveDeadCall,

    /// <summary>Fill the weight itself instead of a copy of it.</summary>
    InitialiseOriginal,

    /// <summary>Fill the parameter by a function that turns gradients off, or in a scope that does.</summary>
    FillWithoutGradients,

    /// <summary>Move the initialisation behind the registration of the layers.</summary>
    MoveBehindRegistration,

    /// <summary>Set the weight of a normalisation to ones, and its bias to zeros.</summary>
    SetParameters,

    /// <summary>Write a loop in the place of a query that nothing enumerates.</summary>
    WriteLoop,

    /// <summary>Give layers that have the default law the recommended law of the activations that they feed.</summary>
    InitialiseLayers,

    /// <summary>Write an initializer, or the name of one, that the framework knows.</summary>
    KnownName,
}

/// <summary>
/// The small note that a diagnostic carries from the rule to its fix, as diagnostic properties.
/// The fix does not analyse anything again.
/// </summary>
/// <param name="Kind">What to do.</param>
/// <param name="Framework">Whose words to write it in.</param>
/// <param name="Activation">For <see cref="PrescriptionKind.RecommendedLaw"/>: the activation to fit.</param>
/// <param name="Distribution">For <see cref="PrescriptionKind.RecommendedLaw"/>: the distribution to write: normal, uniform or orthogonal.</param>
/// <param name="TanhGain">For <see cref="PrescriptionKind.RecommendedLaw"/>: the gain that is wanted before a tanh.</param>
internal sealed record Prescription(
    PrescriptionKind Kind,
    string Framework,
    Activation? Activation = null,
    Distribution Distribution = Distribution.Normal,
    double TanhGain = 1)
{
    private const string KindKey = "InitAnalyzer.Prescription";
    private const string FrameworkKey = "InitAnalyzer.Framework";
    private const string ActivationKey = "InitAnalyzer.Activation";
    private const string ParameterKey = "InitAnalyzer.ActivationParameter";
    private const string DistributionKey = "InitAnalyzer.Distribution";
    private const string TanhGainKey = "InitAnalyzer.TanhGain";
    private const string LayersKey = "InitAnalyzer.Layers";

    /// <summary>For <see cref="PrescriptionKind.InitialiseLayers"/>: the layers, in the order in which they are to be initialised.</summary>
    public EquatableArray<PrescribedLayer> Layers { get; init; }

    public ImmutableDictionary<string, string?> ToProperties() =>
        ImmutableDictionary<string, string?>.Empty
            .Add(KindKey, Kind.ToString())
            .Add(FrameworkKey, Framework)
            .Add(ActivationKey, Activation?.Name)
            .Add(ParameterKey, Text(Activation?.Parameter))
            .Add(DistributionKey, Distribution.ToString())
            .Add(TanhGainKey, Text(TanhGain))
            .Add(LayersKey, Layers.Count == 0 ? null : string.Join(";", Layers.Select(layer => layer.ToText())));

    public static bool TryRead(ImmutableDictionary<string, string?> properties, out Prescription? prescription)
    {
        prescription = null;
        if (!properties.TryGetValue(KindKey, out var kindText)
            || !Enum.TryParse<PrescriptionKind>(kindText, out var kind)
            || !properties.TryGetValue(FrameworkKey, out var framework)
            || framework is null
            || !properties.TryGetValue(DistributionKey, out var distributionText)
            || !Enum.TryParse<Distribution>(distributionText, out var distribution))
        {
            return false;
        }

        Activation? activation = null;
        if (properties.TryGetValue(ActivationKey, out var name) && name is not null)
        {
            properties.TryGetValue(ParameterKey, out var parameterText);
            if (!ActivationCatalog.TryCreate(name, Number(parameterText), out activation))
            {
                return false;
            }
        }

        properties.TryGetValue(TanhGainKey, out var gainText);
        prescription = new Prescription(kind, framework, activation, distribution, Number(gainText) ?? 1);
        if (properties.TryGetValue(LayersKey, out var layersText) && layersText is not null)
        {
            var layers = layersText.Split(';').Select(PrescribedLayer.TryRead).ToList();
            if (layers.Contains(null))
            {
                return false;
            }

            prescription = prescription with { Layers = new EquatableArray<PrescribedLayer>(ImmutableArray.CreateRange(layers.OfType<PrescribedLayer>())) };
        }

        return true;
    }

    private static string? Text(double? number) => number?.ToString("R", CultureInfo.InvariantCulture);

    private static double? Number(string? text) =>
        text is null ? null : double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}
