using System.Collections.Immutable;
using InitAnalyzer.Configuration;
using InitAnalyzer.Model;
using InitAnalyzer.Theory;
using Microsoft.CodeAnalysis;

namespace InitAnalyzer.Rules;

/// <summary>The square root is missing: c over a fan is a variance, and the initializer takes a standard deviation.</summary>
internal sealed class INIT102_VarianceIsPassed : InitializerCallRule
{
    private static readonly DiagnosticDescriptor Rule = new(
        "INIT102",
        "A variance is passed where a standard deviation is expected",
        "{0} takes a standard deviation, but {1} of {2} is a variance: its square root is meant{3}",
        RuleDescriptor.Usage,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "The laws of He, Xavier and LeCun are written as variances: 2/fan_in, 2/(fan_in + fan_out), 1/fan_in. Passed as a standard deviation without the square root, they make the weights smaller by the root of the fan.",
        helpLinkUri: RuleDescriptor.HelpLink("INIT102"));

    public override DiagnosticDescriptor Descriptor => Rule;

    protected override Diagnostic? Examine(InitializerCall call, RuleSettings settings)
    {
        var found = call.Placements.Where(IsMeantAsVariance).ToList();
        if (found.Count == 0 || call.Placements.Any(placement => placement.IsAlternative && !IsMeantAsVariance(placement)))
        {
            return null;
        }

        var (layer, law, _) = found[0];
        var names = string.Join(", ", found.Select(placement => $"'{placement.Layer.Name}'").Distinct());
        object[] arguments = [call.Function, Quotient(law.OfRoot!), names, Numbers(law.OfRoot!, layer.Fans)];

        // Where the law of the square root would not fit what the layer feeds, the law that does is written at once.
        var ofRoots = call with
        {
            Placements = new EquatableArray<Placement>(ImmutableArray.CreateRange(call.Placements.Select(placement =>
                placement.Law.OfRoot is { } root ? placement with { Law = new InitializerLaw(root) } : placement))),
        };
        if (PairJudgement.Of(ofRoots, settings, _ => true) is { } judgement)
        {
            return judgement.ToDiagnostic(Rule, ofRoots, Distribution.Normal, arguments);
        }

        var isFixable = !call.IsHandedOver && !call.IsExpression && found.Count == call.Placements.Count;
        return Diagnostic.Create(
            Rule,
            call.Location,
            found.Select(placement => placement.Layer.Creation).OfType<Location>().Distinct(),
            isFixable ? new Prescription(PrescriptionKind.TakeRoot, call.Framework).ToProperties() : null,
            arguments);
    }

    private static bool IsMeantAsVariance(Placement placement) =>
        placement.Law.OfRoot is { } root && !(root is { Scale: 1, Mode: FanMode.FanIn } && !IsHidden(placement.Layer));

    /// <summary>
    /// Whether a layer is seen to be a hidden one. On the last layer a standard deviation of 1/fan_in is a choice that
    /// people make: it is what maximal update parametrisation asks for (Yang and Hu 2021).
    /// </summary>
    private static bool IsHidden(LayerSite layer) =>
        layer.Uses.Any(use => use.Kind switch
        {
            LayerUseKind.Linear => true,
            LayerUseKind.Activation => use.IsHidden
                || use.Activation!.Class is not (ActivationClass.Linear or ActivationClass.TanhLike or ActivationClass.SigmoidLike),
            _ => false,
        });

    private static string Quotient(WeightLaw law) => law.Mode switch
    {
        FanMode.FanIn => $"{PairJudgement.Format(law.Scale)}/fan_in",
        FanMode.FanOut => $"{PairJudgement.Format(law.Scale)}/fan_out",
        _ => $"{PairJudgement.Format(2 * law.Scale)}/(fan_in + fan_out)",
    };

    /// <summary>Both standard deviations, where the fan is known.</summary>
    private static string Numbers(WeightLaw law, Fans? fans)
    {
        if (fans is not { } known || law.VarianceFor(known) is var variance && (double.IsInfinity(variance) || double.IsNaN(variance)))
        {
            return "";
        }

        return $" ({PairJudgement.Format(Math.Sqrt(variance))} instead of {PairJudgement.Format(variance)})";
    }
}
