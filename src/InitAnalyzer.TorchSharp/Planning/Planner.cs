using InitAnalyzer.Runtime;
using InitAnalyzer.Theory;

namespace InitAnalyzer.Torch;

/// <summary>Chooses the law of a traced layer.</summary>
internal sealed class Planner(InitializationPolicy policy)
{
    public PlannedLayer Plan(TracedLayer layer)
    {
        PlannedLayer Of(Initializer? initializer, string reason) => new(layer.Name, layer.Module, layer.Activations, layer.IsNormalized, initializer, reason);
        if (policy.RuleFor(layer.Name, layer.Module) is { } rule)
        {
            return Of(rule.Initializer, rule.Text);
        }

        if (layer.Problem is { } problem)
        {
            return Of(null, problem);
        }

        if (layer.Activations.FirstOrDefault(static activation => activation.Class == ActivationClass.Unclassified) is { } unclassified)
        {
            return Of(null, "no law is known before " + unclassified);
        }

        Recommendation[] demands = [.. layer.Activations.Where(activation => layer.IsHidden || !IsOutputActivation(activation))
            .Select(activation => Recommendation.For(activation, policy.TanhGain)).OfType<Recommendation>()];
        if (demands.Length == 0)
        {
            return Of(Initializers.LeCun(policy.Distribution), layer.IsHidden ? "feeds no activation" : "output layer");
        }

        return demands.FirstOrDefault(demand => demands.All(other => other.Accepted.Contains(demand.Scale))) is { } law
            ? Of(Initializers.Of(law, policy.Distribution), "feeds " + string.Join(" and ", demands.Select(static demand => demand.Activation)))
            : Of(null, "feeds " + string.Join(" and ", demands.Select(static demand => demand.Activation)) + ", which want different laws");
    }

    /// <summary>At the end of a network these are chosen for what the output means.</summary>
    private static bool IsOutputActivation(Activation activation) => activation.Class is ActivationClass.SigmoidLike or ActivationClass.TanhLike or ActivationClass.Linear;
}
