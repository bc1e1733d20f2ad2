namespace InitAnalyzer.Theory;

/// <summary>
/// The law that the weights before an activation should have, and the range of scales that is accepted in its place.
/// </summary>
public sealed class Recommendation
{
    /// <summary>
    /// The largest scale accepted before a tanh-like activation where the author shows that it is meant: it covers
    /// the gain 5/3 (c = 2.78) that PyTorch recommends for tanh.
    /// </summary>
    private const double DeliberateTanhMaximum = 3.0;

    private Recommendation(Activation activation, string lawName, double scale, double minimum, double maximum)
    {
        Activation = activation;
        LawName = lawName;
        Law = WeightLaw.OfScale(Distribution.Normal, scale);
        Accepted = new ScaleRange(minimum, maximum);
    }

    /// <summary>The activation that the weights feed.</summary>
    public Activation Activation { get; }

    /// <summary>The recommended law: normal, mean 0, Var(w) = <see cref="Scale"/>/fan-in.</summary>
    public WeightLaw Law { get; }

    /// <summary>
    /// The law's name: "He" (He et al., 2015), "Xavier" (Glorot and Bengio, 2010), "Kumar" (Kumar, 2017)
    /// or "LeCun" (LeCun et al., 1998).
    /// </summary>
    public string LawName { get; }

    /// <summary>The recommended scale c.</summary>
    public double Scale => Law.Scale;

    /// <summary>The accepted scales c, for a law of which nothing else is known.</summary>
    public ScaleRange Accepted { get; }

    /// <summary>The accepted scales c for a law of which the distribution, and the way it is written, are known.</summary>
    /// <param name="distribution">
    /// The kind of distribution. Before a tanh-like activation an orthogonal matrix is accepted up to c = 3: near the edge of chaos it
    /// keeps all directions alike (Saxe et al., 2014; Pennington et al., 2017).
    /// </param>
    /// <param name="gainWrittenOut">
    /// Whether the author wrote a gain, as a number or as the gain of tanh; before a tanh-like activation that is accepted up to c = 3.
    /// </param>
    /// <returns>The accepted range; <see cref="Accepted"/> but for the two cases above.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="distribution"/> is not a member of the enumeration.</exception>
    public ScaleRange AcceptedFor(Distribution distribution, bool gainWrittenOut)
    {
        Guard.Defined((int)distribution, (int)Distribution.Sparse, nameof(distribution));
        bool deliberate = gainWrittenOut || distribution == Distribution.Orthogonal;
        return Activation.Class == ActivationClass.TanhLike && deliberate
            ? new ScaleRange(Accepted.Minimum, Math.Max(DeliberateTanhMaximum, Accepted.Maximum))
            : Accepted;
    }

    /// <summary>The recommendation for the weights before an activation.</summary>
    /// <param name="activation">The activation.</param>
    /// <returns>
    /// The recommendation; <see langword="null"/> for <see cref="ActivationClass.Linear"/> and <see cref="ActivationClass.Unclassified"/>,
    /// before which no law is needed or known.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="activation"/> is null.</exception>
    public static Recommendation? For(Activation activation) => For(activation, tanhGain: 1);

    /// <summary>The recommendation for the weights before an activation, with a gain of one's own before a tanh-like one.</summary>
    /// <param name="activation">The activation.</param>
    /// <param name="tanhGain">
    /// The gain before a tanh-like activation, finite and above 0: 1 keeps small signals as they are (Glorot and Bengio, 2010), PyTorch
    /// recommends 5/3. Where it is above 1, every scale is accepted that is for one of these two.
    /// </param>
    /// <returns>
    /// The recommendation; <see langword="null"/> for <see cref="ActivationClass.Linear"/> and <see cref="ActivationClass.Unclassified"/>,
    /// before which no law is needed or known.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="activation"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="tanhGain"/> is not finite or not above 0.</exception>
    public static Recommendation? For(Activation activation, double tanhGain)
    {
        Guard.NotNull(activation, nameof(activation));
        Guard.Positive(tanhGain, nameof(tanhGain));
        switch (activation.Class)
        {
            case ActivationClass.Rectifier:
                // He et al. (2015), eq. 15. The class' parameter is the negative slope.
                double slope = activation.Parameter ?? 0;
                double scale = 2 / (1 + slope * slope);
                return new(activation, "He", scale, 0.7 * scale, 1.4 * scale);
            case ActivationClass.SmoothRectifier:
                return new(activation, "He", 2, 1.5, 4.5);
            case ActivationClass.Elu:
                return new(activation, "He", 2, 0.9, 2.2);
            case ActivationClass.TanhLike:
                double tanhScale = tanhGain * tanhGain;
                double tanhMaximum = tanhGain > 1 ? DeliberateTanhMaximum : 1.5;
                return new(activation, "Xavier", tanhScale, 0.7 * Math.Min(1, tanhScale), Math.Max(tanhMaximum, tanhScale));
            case ActivationClass.SigmoidLike:
                return new(activation, "Kumar", SigmoidScale(activation), 6, 30);
            case ActivationClass.SelfNormalizing:
                return new(activation, "LeCun", 1, 0.8, 1.25);
            default:
                return null;
        }
    }

    /// <summary>Kumar's scale; LogSigmoid is treated as the sigmoid that it is the logarithm of.</summary>
    private static double SigmoidScale(Activation activation) =>
        (activation.Name == "LogSigmoid" ? ActivationCatalog.Create("Sigmoid") : activation).KumarScale.GetValueOrDefault();
}
