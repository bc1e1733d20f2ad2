using System.Collections.Immutable;
using System.Globalization;
using InitAnalyzer.Configuration;
using InitAnalyzer.Model;
using InitAnalyzer.Theory;
using Microsoft.CodeAnalysis;

namespace InitAnalyzer.Rules;

/// <summary>
/// The verdict that the pair rules share: which of the layers that an initializer call fills feed an activation
/// that its law does not fit.
/// </summary>
/// <remarks>
/// One layer may be met in several contexts (its class used in several networks) and feed several activations.
/// It mismatches only where the law fits none of them; an activation that is not known may fit.
/// </remarks>
internal sealed class PairJudgement
{
    private readonly RuleSettings settings;

    private PairJudgement(ImmutableArray<Mismatch> mismatches, bool coversOtherLayers, RuleSettings settings)
    {
        this.settings = settings;
        Mismatches = mismatches;
        CoversOtherLayers = coversOtherLayers;
    }

    /// <summary>The layers that mismatch, the first first.</summary>
    public ImmutableArray<Mismatch> Mismatches { get; }

    /// <summary>Whether the call also fills layers that it fits or that nothing is known of.</summary>
    public bool CoversOtherLayers { get; }

    /// <summary>Judges the layers of a call.</summary>
    /// <param name="call">The initializer call.</param>
    /// <param name="settings">What the user has set.</param>
    /// <param name="belongs">Which mismatches the asking rule reports; the others count as layers covered besides.</param>
    public static PairJudgement? Of(InitializerCall call, RuleSettings settings, Func<Mismatch, bool> belongs)
    {
        var mismatches = ImmutableArray.CreateBuilder<Mismatch>();
        var others = false;
        foreach (var contexts in call.Placements.GroupBy(placement => (placement.Layer.Name, placement.Layer.Creation)))
        {
            var mismatch = LayerVerdict.Of(contexts, settings);
            if (mismatch is null && contexts.Any(placement => placement.IsAlternative))
            {
                // It may be this layer that is filled, which it fits.
                return null;
            }

            if (mismatch is not null && belongs(mismatch))
            {
                mismatches.Add(mismatch);
            }
            else
            {
                others = true;
            }
        }

        return mismatches.Count == 0 ? null : new PairJudgement(mismatches.ToImmutable(), others, settings);
    }

    /// <summary>Makes the diagnostic for the mismatches, with the places of layers and activations and the prescription.</summary>
    public Diagnostic ToDiagnostic(DiagnosticDescriptor descriptor, InitializerCall call)
    {
        var first = Mismatches[0];
        var recommendation = first.Recommendation;
        var activation = first.Activation;
        var names = Mismatches.Select(mismatch => $"'{mismatch.Layer.Name}'").Distinct().ToList();
        var whatFeeds = string.Join(", ", names) + (names.Count == 1 ? " feeds" : " feed");
        var locations = Mismatches
            .SelectMany(mismatch => new[] { mismatch.Layer.Creation, mismatch.Use.Location })
            .Where(location => location is not null)
            .Select(location => location!)
            .Distinct();
        var scale = first.Scale;
        return Diagnostic.Create(
            descriptor,
            call.Location,
            locations,
            Prescribe(call)?.ToProperties() ?? ImmutableDictionary<string, string?>.Empty,
            whatFeeds,
            NameOf(activation),
            call.Function,
            Format(scale),
            Format(Propagation.ForwardMultiplier(activation, scale)),
            Format(Propagation.OriginSlopeMultiplier(activation, scale)),
            recommendation.LawName,
            Format(recommendation.Scale),
            first.InitializerLaw.NamedActivation is { } named ? NameOf(named) : "",
            FanText(first.Law.Mode));
    }

    /// <summary>One fix only where one law is right for every layer that the call fills.</summary>
    private Prescription? Prescribe(InitializerCall call)
    {
        var first = Mismatches[0];
        var agree = Mismatches.All(mismatch => mismatch.Activation.Equals(first.Activation) && mismatch.Law.Equals(first.Law));
        if (call.IsHandedOver || CoversOtherLayers || !agree)
        {
            return null;
        }

        var written = (call.Quirk & InitializerQuirk.NormalIsUniform) != 0 ? Distribution.Normal : first.Law.Distribution;
        return new Prescription(
            PrescriptionKind.RecommendedLaw,
            call.Framework,
            first.Activation,
            settings.Distribution ?? written,
            settings.TanhGain);
    }

    private static string FanText(FanMode mode) => mode switch
    {
        FanMode.FanIn => "fan_in",
        FanMode.FanOut => "fan_out",
        _ => "fan_avg",
    };

    private static string NameOf(Activation activation) =>
        activation.Name == "Identity" ? "Linear" : activation.Parameter is { } parameter ? $"{activation.Name}({Format(parameter)})" : activation.Name;

    private static string Format(double value) => value.ToString("G3", CultureInfo.InvariantCulture);
}
