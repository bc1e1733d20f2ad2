using System.Text.Json;
using InitAnalyzer.Plots;
using InitAnalyzer.Runtime;
using InitAnalyzer.Theory;

namespace InitAnalyzer.Tool;

/// <summary>The commands recommend, activations and initializers.</summary>
internal static class Recommendations
{
    private static readonly string[] s_usual = ["he", "xavier", "lecun", "kumar", "torch", "second-moment", "edge-of-chaos"];

    /// <summary>What a law does before an activation.</summary>
    private sealed record Effect(string Name, double Scale, double BiasVariance, double Forward, double Origin, double Signal, double Gradient);

    public static int Show(Activation activation, bool json, Display display)
    {
        Recommendation? recommendation = Recommendation.For(activation);
        Effect[] effects = activation.IsElementwise ? [.. s_usual.Select(name => EffectOf(name, activation)).OfType<Effect>()] : [];
        if (json)
        {
            display.Write(stream => WriteJson(activation, recommendation, effects, stream));
            return 0;
        }

        display.Line(recommendation is null
            ? activation + ": no law is needed or known (" + activation.Class + ")."
            : FormattableString.Invariant($"{activation}: {recommendation.LawName}, Var(w) = {recommendation.Scale:G5}/fan_in; accepted from {recommendation.Accepted.Minimum:G4} to {recommendation.Accepted.Maximum:G4}."));
        if (effects.Length > 0)
        {
            display.Table(
                "what the usual laws do in ten layers (ratios of variances, by theory)",
                ["law", "c = Var(w)·fan_in", "σ_b²", "c·E[φ²]", "c·φ'(0)²", "signal ×", "gradient ×"],
                effects.Select(static effect => (IReadOnlyList<string>)
                [
                    effect.Name, Display.ReportNumber(effect.Scale), Display.ReportNumber(effect.BiasVariance), Display.ReportNumber(effect.Forward),
                    Display.ReportNumber(effect.Origin), Display.ReportNumber(effect.Signal), Display.ReportNumber(effect.Gradient),
                ]),
                textColumns: 1);
        }

        return 0;
    }

    public static int List(string? of, string? plot, bool json, Display display)
    {
        if (plot is not null && of is null)
        {
            throw new ArgumentException("--plot draws one activation: name it with --of.");
        }

        IReadOnlyList<Activation> activations = of is null ? ActivationCatalog.All : [InitializerNames.CreateActivation(of)];
        if (plot is not null)
        {
            Charts.Activation(activations[0]).Save(plot);
        }

        if (json)
        {
            display.Write(stream => WriteJson(activations, stream));
            return 0;
        }

        display.Table(
            "",
            ["activation", "class", "wants", "c", "E[φ]", "E[φ²]", "E[φ'²]", "largest slope", "φ'(0)"],
            activations.Select(static activation =>
            {
                Recommendation? recommendation = Recommendation.For(activation);
                string[] wanted = [activation.ToString(), activation.Class.ToString(), recommendation?.LawName ?? "-", Display.ReportNumber(recommendation?.Scale ?? double.NaN)];
                return (IReadOnlyList<string>)[.. wanted, .. Numbers(activation).Select(static number => Display.ReportNumber(number.Value))];
            }),
            textColumns: 3);
        return 0;
    }

    public static int ListInitializers(bool json, Display display)
    {
        if (json)
        {
            display.Write(static stream =>
            {
                using Utf8JsonWriter writer = new(stream, new JsonWriterOptions { Indented = true });
                writer.WriteStartArray();
                foreach ((string pattern, string meaning) in InitializerNames.All)
                {
                    writer.WriteStartObject();
                    writer.WriteString("name", pattern);
                    writer.WriteString("meaning", meaning);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
            });
            return 0;
        }

        display.Table("", ["initializer", "meaning"], InitializerNames.All.Select(static known => (IReadOnlyList<string>)[known.Pattern, known.Meaning]), textColumns: 2);
        display.Line("Laws over a fan are normal; -uniform or -truncated after the name make them so.");
        return 0;
    }

    private static Effect? EffectOf(string name, Activation activation)
    {
        WeightsAndBiases made;
        try
        {
            made = InitializerNames.Create(name, activation);
        }
        catch (ArgumentException)
        {
            // There is none for this activation.
            return null;
        }

        WeightShape shape = WeightShape.Linear(100, 100);
        double scale = made.Weights.LawFor(shape).ScaleFor(shape.Fans);
        double bias = made.Biases.LawFor(WeightShape.Vector(1)).VarianceFor(default);
        SimulationReport report = MeanField.Simulate(Network.Uniform(11, 100, activation, made.Weights, made.Biases));
        return new(
            made.Weights.Name, scale, bias, Propagation.ForwardMultiplier(activation, scale), Propagation.OriginSlopeMultiplier(activation, scale), report.SignalRatio, report.GradientRatio);
    }

    private static (string Name, double Value)[] Numbers(Activation activation)
    {
        bool known = activation.IsElementwise;
        return
        [
            ("mean", known ? GaussianMoments.Mean(activation) : double.NaN),
            ("second_moment", known ? GaussianMoments.SecondMoment(activation) : double.NaN),
            ("slope_second_moment", known ? GaussianMoments.DerivativeSecondMoment(activation) : double.NaN),
            ("largest_slope", known ? Enumerable.Range(-800, 1601).Max(i => Math.Abs(activation.Derivative(i / 100.0))) : double.NaN),
            ("slope_at_zero", known ? activation.SlopeAtZero : double.NaN),
        ];
    }

    private static void WriteJson(Activation activation, Recommendation? recommendation, Effect[] effects, Stream stream)
    {
        using Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteString("activation", activation.ToString());
        json.WriteString("class", activation.Class.ToString());
        json.WriteString("law", recommendation?.LawName);
        Write(json, "scale", recommendation?.Scale ?? double.NaN);
        Write(json, "accepted_minimum", recommendation?.Accepted.Minimum ?? double.NaN);
        Write(json, "accepted_maximum", recommendation?.Accepted.Maximum ?? double.NaN);
        json.WriteStartArray("laws");
        foreach (Effect effect in effects)
        {
            json.WriteStartObject();
            json.WriteString("name", effect.Name);
            Write(json, "scale", effect.Scale);
            Write(json, "bias_variance", effect.BiasVariance);
            Write(json, "forward_multiplier", effect.Forward);
            Write(json, "origin_slope_multiplier", effect.Origin);
            Write(json, "signal_ratio", effect.Signal);
            Write(json, "gradient_ratio", effect.Gradient);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteJson(IReadOnlyList<Activation> activations, Stream stream)
    {
        using Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartArray();
        foreach (Activation activation in activations)
        {
            Recommendation? recommendation = Recommendation.For(activation);
            json.WriteStartObject();
            json.WriteString("name", activation.Name);
            Write(json, "parameter", activation.Parameter ?? double.NaN);
            json.WriteString("class", activation.Class.ToString());
            json.WriteString("law", recommendation?.LawName);
            Write(json, "scale", recommendation?.Scale ?? double.NaN);
            foreach ((string name, double value) in Numbers(activation))
            {
                Write(json, name, value);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
