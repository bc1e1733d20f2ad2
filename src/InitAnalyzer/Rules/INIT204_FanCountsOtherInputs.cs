using InitAnalyzer.Configuration;
using InitAnalyzer.Model;
using InitAnalyzer.Theory;
using Microsoft.CodeAnalysis;

namespace InitAnalyzer.Rules;

/// <summary>The fan that an initializer takes from the shape of the weight is not the one that it names.</summary>
internal sealed class INIT204_FanCountsOtherInputs : InitializerCallRule
{
    /// <summary>The ratio of channels from which it matters.</summary>
    private const double Ratio = 2;

    private static readonly DiagnosticDescriptor Rule = new(
        "INIT204",
        "fan_in of a transposed convolution counts the outputs",
        "{0}: {1} takes {2}, {3}",
        RuleDescriptor.Initialization,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "The weight of a transposed convolution begins with the inputs, so that what is computed as fan_in counts the output channels; and fan_out, computed from the weight of a grouped convolution, counts the outputs of all groups although an input reaches those of its own group only.",
        helpLinkUri: RuleDescriptor.HelpLink("INIT204"));

    public override DiagnosticDescriptor Descriptor => Rule;

    protected override Diagnostic? Examine(InitializerCall call, RuleSettings settings)
    {
        var found = call.Placements
            .GroupBy(placement => (placement.Layer.Name, placement.Layer.Creation))
            .Where(contexts => contexts.All(placement => !placement.IsAlternative && IsWrong(placement, settings)))
            .Select(contexts => contexts.First())
            .ToList();
        if (found.Count == 0)
        {
            return null;
        }

        var (layer, law, _) = found[0];
        var names = string.Join(", ", found.Select(placement => $"'{placement.Layer.Name}'").Distinct());
        return Diagnostic.Create(
            Rule,
            call.Location,
            found.Select(placement => placement.Layer.Creation).OfType<Location>().Distinct(),
            names,
            call.Function,
            law.Law!.Mode == FanMode.FanIn ? "fan_in" : "fan_out",
            layer.IsTransposed
                ? $"which for a {layer.Kind} counts the {layer.Outputs} output channels instead of the {layer.Inputs} that come in"
                : $"which counts the outputs of all {layer.Groups} groups, {PairJudgement.Format(layer.Groups!.Value)} times those that an input of a grouped {layer.Kind} reaches");
    }

    private static bool IsWrong(Placement placement, RuleSettings settings)
    {
        var layer = placement.Layer;

        // Behind a normalisation, and where it is not known what comes, the scale may cancel.
        if (placement.Law is not { ComputesFan: true, Law: { } law }
            || layer.Uses.Count == 0
            || layer.Uses.Any(use => use.Kind == LayerUseKind.Unknown || (use.IsNormalised && !settings.ReportNormalized)))
        {
            return false;
        }

        return law.Mode == FanMode.FanIn
            ? layer is { IsTransposed: true, Inputs: > 0 and var inputs, Outputs: > 0 and var outputs }
                && Math.Max((double)inputs / outputs, (double)outputs / inputs) >= Ratio
            : layer is { IsTransposed: false, Groups: > 1 };
    }
}
