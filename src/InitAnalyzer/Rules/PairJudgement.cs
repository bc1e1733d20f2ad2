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
    public static PairJudgement? Of(InitializerCall call, RuleSettings settings, Func<Mismatch, bool> belongs) =>
        Of(call, settings, contexts => LayerVerdict.Of(contexts, settings), belongs);

    /// <summary>Judges the layers of a call by another verdict.</summary>
    /// <param name="call">The initializer call.</param>
    /// <param name="settings">What the user has set.</param>
    /// <param name="judge">The verdict on one layer, from all contexts in which it is met.</param>
    /// <param name="belongs">Which mismatches the asking rule reports; the others count as layers covered besides.</param>
    public static PairJudgement? Of(
        InitializerCall call,
        RuleSettings settings,
        Func<IEnumerable<Placement>, Mismatch?> judge,
        Func<Mismatch, bool> belongs)
    {
        var mismatches = ImmutableArray.CreateBuilder<Mismatch>();
        var others = false;
        foreach (var contexts in call.Placements.GroupBy(placement => (placement.Layer.Name, placement.Layer.Creation)))
        {
            var mismatch = judge(contexts);
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

    /// <summary>The first layer that mismatches, which the message speaks of.</summary>
    public Mismatch First => Mismatches[0];

    /// <summary>The layers and the verb: <c>'fc1', 'fc2' feed</c>.</summary>
    public string WhatFeeds
    {
        get
        {
            var names = Mismatches.Select(mismatch => $"'{mismatch.Layer.Name}'").Distinct().ToList();
            return string.Join(", ", names) + (names.Count == 1 ? " feeds" : " feed");
        }
    }

    /// <summary>Makes the diagnostic for the mismatches, with the places of layers and activations and the prescription.</summary>
    public Diagnostic ToDiagnostic(DiagnosticDescriptor descriptor, InitializerCall call)
    {
        var recommendation = First.Recommendation;
        var scale = First.Scale;
        return ToDiagnostic(
            descriptor,
            call,
            First.Law.Distribution,
            WhatFeeds,
            NameOf(First.Activation),
            call.Function,
            Format(scale),
            Format(Propagation.ForwardMultiplier(First.Activation, scale)),
            Format(Propagation.OriginSlopeMultiplier(First.Activation, scale)),
            recommendation.LawName,
            Format(recommendation.Scale),
            First.InitializerLaw.NamedActivation is { } named ? NameOf(named) : "",
            FanText(First.Law.Mode));
    }

    /// <summary>The same with a message of its own.</summary>
    /// <param name="descriptor">The rule.</param>
    /// <param name="call">The initializer call.</param>
    /// <param name="distribution">The distribution that a fix keeps.</param>
    /// <param name="arguments">What the message says.</param>
    public Diagnostic ToDiagnostic(DiagnosticDescriptor descriptor, InitializerCall call, Distribution distribution, params object[] arguments)
    {
        var locations = Mismatches
            .SelectMany(mismatch => new[] { mismatch.Layer.Creation, mismatch.Use.Location })
            .Where(location => location is not null)
            .Select(location => location!)
            .Distinct();
        return Diagnostic.Create(
            descriptor,
            call.Location,
            locations,
            Prescribe(call, distribution)?.ToProperties() ?? ImmutableDictionary<string, string?>.Empty,
            arguments);
    }

    /// <summary>One fix only where one law is right for every layer that the call fills.</summary>
    private Prescription? Prescribe(InitializerCall call, Distribution distribution)
    {
        var agree = Mismatches.All(mismatch => mismatch.Activation.Equals(First.Activation) && mismatch.Law.Equals(First.Law));
        if (call.IsHandedOver || call.IsExpression || CoversOtherLayers || !agree)
        {
            return null;
        }

        var written = (call.Quirk & InitializerQuirk.NormalIsUniform) != 0 ? Distribution.Normal : distribution;
        return new Prescription(
            PrescriptionKind.RecommendedLaw,
            call.Framework,
            First.Activation,
            settings.Distribution ?? written,
            settings.TanhGain);
    }

    private static string FanText(FanMode mode) => mode switch
    {
        FanMode.FanIn => "fan_in",
        FanMode.FanOut => "fan_out",
        _ => "fan_avg",
    };

    public static string NameOf(Activation activation) =>
        activation.Name == "Identity" ? "Linear" : activation.Parameter is { } parameter ? $"{activation.Name}({Format(parameter)})" : activation.Name;

    public static string Format(double value) => value.ToString("G3", CultureInfo.InvariantCulture);
}
