namespace InitAnalyzer.Runtime;

/// <summary>One of the numbers of <see cref="LayerStatistics"/>, with the name that it has in reports.</summary>
/// <param name="Name">The name in files: "gradient_variance".</param>
/// <param name="Title">The name for people: "gradient variance".</param>
/// <param name="Symbol">The name where there is little room: "Var ∂z".</param>
/// <param name="Of">The number.</param>
public sealed record Statistic(string Name, string Title, string Symbol, Func<LayerStatistics, Estimate> Of)
{
    /// <summary>The variance of pre-activations.</summary>
    public static Statistic PreActivationVariance { get; } = new("preactivation_variance", "pre-activation variance", "Var z", static layer => layer.PreActivationVariance);

    /// <summary>The variance of gradients.</summary>
    public static Statistic GradientVariance { get; } = new("gradient_variance", "gradient variance", "Var ∂z", static layer => layer.GradientVariance);

    /// <summary>The variance of activations.</summary>
    public static Statistic ActivationVariance { get; } = new("activation_variance", "activation variance", "Var a", static layer => layer.ActivationVariance);

    /// <summary>The saturated part.</summary>
    public static Statistic Saturated { get; } = new("saturated", "saturated", "saturated", static layer => layer.Saturated);

    /// <summary>The dead part.</summary>
    public static Statistic Dead { get; } = new("dead", "dead", "dead", static layer => layer.Dead);

    /// <summary>The cosine similarity of pairs.</summary>
    public static Statistic Cosine { get; } = new("cosine", "cosine", "cos", static layer => layer.Cosine);

    /// <summary>All of them, in the order of reports.</summary>
    public static IReadOnlyList<Statistic> All { get; } = Array.AsReadOnly<Statistic>(
    [
        new("preactivation_mean", "pre-activation mean", "mean z", static layer => layer.PreActivationMean),
        PreActivationVariance,
        new("preactivation_kurtosis", "pre-activation kurtosis", "kurt z", static layer => layer.PreActivationKurtosis),
        new("activation_mean", "activation mean", "mean a", static layer => layer.ActivationMean),
        ActivationVariance,
        new("activation_kurtosis", "activation kurtosis", "kurt a", static layer => layer.ActivationKurtosis),
        GradientVariance,
        Saturated,
        Dead,
        Cosine,
    ]);
}
