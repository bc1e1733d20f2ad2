using System.Collections.Immutable;
using System.Globalization;
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
    private PairJudgement(ImmutableArray<Mismatch> mismatches, bool coversOtherLayers)
    {
        Mismatches = mismatches;
        CoversOtherLayers = coversOtherLayers;
    }

    /// <summary>The layers that mismatch, the first first.</summary>
    public ImmutableArray<Mismatch> Mismatches { get; }

    /// <summary>Whether the call also fills layers that it fits or that nothing is known of.</summary>
    public bool CoversOtherLayers { get; }

    /// <summary>Judges the layers of a call.</summary>
    /// <param name="call">The initializer call.</param>
    /// <param name="belongs">Which mismatches the asking rule reports; the others count as layers covered besides.</param>
    public static PairJudgement? Of(InitializerCall call, Func<Mismatch, bool> belongs)
    {
        var mismatches = ImmutableArray.CreateBuilder<Mismatch>();
        var others = false;
        foreach (var contexts in call.Placements.GroupBy(placement => (placement.Layer.Name, placement.Layer.Creation)))
        {
            if (JudgeLayer(contexts) is { } mismatch && belongs(mismatch))
            {
                mismatches.Add(mismatch);
            }
            else
            {
                others = true;
            }
        }

        return mismatches.Count == 0 ? null : new PairJudgement(mismatches.ToImmutable(), others);
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
            activation.ToString(),
            call.Function,
            Format(scale),
            Format(Propagation.ForwardMultiplier(activation, scale)),
            Format(Propagation.OriginSlopeMultiplier(activation, scale)),
            recommendation.LawName,
            Format(recommendation.Scale),
            first.NamedActivationText,
            first.Law.IsAbsolute ? "fan_in" : FanText(first.Law.Mode));
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

        var distribution = (call.Quirk & InitializerQuirk.NormalIsUniform) != 0 ? Distribution.Normal : first.Law.Distribution;
        return new Prescription(PrescriptionKind.RecommendedLaw, call.Framework, first.Activation, distribution);
    }

    private static Mismatch? JudgeLayer(IEnumerable<Placement> contexts)
    {
        Mismatch? found = null;
        foreach (var placement in contexts)
        {
            switch (JudgeContext(placement, out var mismatch))
            {
                case Verdict.Silent:
                    return null;
                case Verdict.Mismatch:
                    found ??= mismatch;
                    break;
            }
        }

        return found;
    }

    private static Verdict JudgeContext(Placement placement, out Mismatch? mismatch)
    {
        mismatch = null;
        var (layer, initializerLaw) = placement;
        if (layer.Uses.All(use => use.Kind == LayerUseKind.Linear))
        {
            return Verdict.Neutral;
        }

        // A bare number knows nothing of the fan: how far off it is, is a question of its own.
        if (initializerLaw.Law is not { } law || initializerLaw.IsFixedScale || !IsRandomZeroMean(law)
            || (law.IsAbsolute && layer.Fans is null))
        {
            return Verdict.Silent;
        }

        if (layer.Uses.All(IsOutput))
        {
            return Verdict.Neutral;
        }

        var scale = law.IsAbsolute ? law.ScaleFor(layer.Fans!.Value) : law.Scale;
        foreach (var use in layer.Uses)
        {
            // Each of these accepts every law, or may accept this one.
            if (use.Kind != LayerUseKind.Activation || use.IsNormalised || use.IsGate || IsOutput(use)
                || Recommendation.For(use.Activation!) is not { } recommendation
                || recommendation.AcceptedFor(law.Distribution, initializerLaw.GainWrittenOut).Contains(scale))
            {
                return Verdict.Silent;
            }

            mismatch ??= new Mismatch(layer, use, use.Activation!, recommendation, law, initializerLaw, scale);
        }

        return Verdict.Mismatch;
    }

    private enum Verdict
    {
        /// <summary>Nothing is seen in this context; another may tell.</summary>
        Neutral,

        /// <summary>The law fits, or may fit.</summary>
        Silent,

        /// <summary>The law fits nothing that the layer feeds.</summary>
        Mismatch,
    }

    private static bool IsRandomZeroMean(WeightLaw law) =>
        law.Mean == 0
        && law.Distribution is Distribution.Normal or Distribution.Uniform or Distribution.TruncatedNormal or Distribution.Orthogonal;

    /// <summary>The last activation of a network makes no demand, where it only squashes.</summary>
    private static bool IsOutput(LayerUse use) =>
        use is { IsHidden: false, Activation.Class: ActivationClass.TanhLike or ActivationClass.SigmoidLike };

    private static string FanText(FanMode mode) => mode switch
    {
        FanMode.FanIn => "fan_in",
        FanMode.FanOut => "fan_out",
        _ => "fan_avg",
    };

    private static string Format(double value) => value.ToString("G3", CultureInfo.InvariantCulture);

    /// <summary>One layer whose law does not fit the activation that it feeds.</summary>
    internal sealed record Mismatch(
        LayerSite Layer,
        LayerUse Use,
        Activation Activation,
        Recommendation Recommendation,
        WeightLaw Law,
        InitializerLaw InitializerLaw,
        double Scale)
    {
        /// <summary>Whether the author wrote the name, slope or gain of an activation that the layer does not feed.</summary>
        public bool NamesAnotherActivation => InitializerLaw.Origin switch
        {
            LawOrigin.Slope => true,
            LawOrigin.NamedGain => NamedClassDiffers,
            LawOrigin.Nonlinearity => NamedClassDiffers,
            _ => false,
        };

        public string NamedActivationText => InitializerLaw.NamedActivation?.ToString() ?? "";

        private bool NamedClassDiffers =>
            InitializerLaw.NamedActivation is { } named && named.Class != Activation.Class;
    }
}
