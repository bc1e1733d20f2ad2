using InitAnalyzer.Model;
using InitAnalyzer.Theory;

namespace InitAnalyzer.Rules;

/// <summary>Which laws a group of rules judges, and when a law fits an activation.</summary>
internal abstract class LawTest
{
    /// <summary>Laws that follow the fan: the accepted range of the activation's class decides.</summary>
    public static readonly LawTest OfScale = new ScaleTest();

    /// <summary>Bare numbers: they know nothing of the fan, so only what is far off, or off centre, is a mistake.</summary>
    public static readonly LawTest OfFixedScale = new FixedScaleTest();

    /// <summary>Whether it is a law of the kind that is judged here.</summary>
    public abstract bool Judges(InitializerLaw law, LayerSite layer);

    /// <summary>Whether an activation is judged wherever it stands, or only where its result goes on to a further weight layer.</summary>
    public abstract bool DemandsHidden(LayerUse use);

    /// <summary>Whether the law fits.</summary>
    public abstract bool Fits(Recommendation recommendation, InitializerLaw law, double scale);

    private static bool IsRandom(WeightLaw law) =>
        law.Distribution is Distribution.Normal or Distribution.Uniform or Distribution.TruncatedNormal or Distribution.Orthogonal;

    private sealed class ScaleTest : LawTest
    {
        public override bool Judges(InitializerLaw law, LayerSite layer) =>
            law is { IsFixedScale: false, Law: { IsAbsolute: false } relative } && IsRandom(relative);

        /// <summary>The last activation of a network makes no demand, where it only squashes.</summary>
        public override bool DemandsHidden(LayerUse use) =>
            use.Activation!.Class is ActivationClass.TanhLike or ActivationClass.SigmoidLike;

        public override bool Fits(Recommendation recommendation, InitializerLaw law, double scale) =>
            recommendation.AcceptedFor(law.Law!.Distribution, law.GainWrittenOut).Contains(scale);
    }

    private sealed class FixedScaleTest : LawTest
    {
        private const double FarOff = 30;

        public override bool Judges(InitializerLaw law, LayerSite layer) =>
            law is { IsFixedScale: true, Law: { } absolute } && IsRandom(absolute) && layer.Fans is not null;

        public override bool DemandsHidden(LayerUse use) => true;

        public override bool Fits(Recommendation recommendation, InitializerLaw law, double scale) =>
            law.Law!.Mean == 0
            && scale <= recommendation.Scale * FarOff
            && scale >= recommendation.Scale / FarOff;
    }
}
