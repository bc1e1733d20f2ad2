using InitAnalyzer.CodeFixes.Syntax;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace InitAnalyzer.CodeFixes.Frameworks.TorchSharp;

/// <summary>
/// Replaces <c>xavier_normal_</c>, which draws from the uniform distribution, by a normal law of the same variance, 2/(fan_in + fan_out),
/// or by the name of what it does.
/// </summary>
internal static class SoundXavierNormal
{
    public static Rewrite? Write(TorchSharpCall call)
    {
        if (!IsXavierNormal(call) || !call.IsWeightRepeatable)
        {
            return null;
        }

        var std = $"{call.Names.Math("Sqrt")}(2.0 / ({SumOfFans(call)}))";
        if (call.Argument("gain") is { } gain && call.Number("gain", 1) != 1)
        {
            std = $"{Expressions.AsFactor(gain)} * {std}";
        }

        var rewriter = new CallRewriter(call).Move("gain");
        if (!call.UsesNames)
        {
            rewriter.Set("mean", "0", isNamed: false);
        }

        return Make(
            call,
            $"Use {Functions.Normal} with the variance of Xavier",
            EquivalenceKeys.SoundInitializer,
            rewriter.Set("std", std, call.UsesNames).ToInit(Functions.Normal));
    }

    /// <summary>Keeps what the program does today.</summary>
    public static Rewrite? WriteHonestName(TorchSharpCall call)
    {
        if (!IsXavierNormal(call))
        {
            return null;
        }

        var function = Functions.IsGlorot(call.Function) ? Functions.GlorotUniform : Functions.XavierUniform;
        return Make(
            call,
            $"Use {function}, which draws the same numbers",
            EquivalenceKeys.HonestName,
            new CallRewriter(call).Keep("gain").ToInit(function));
    }

    private static bool IsXavierNormal(TorchSharpCall call) => call.Function is Functions.XavierNormal or Functions.GlorotNormal;

    private static string SumOfFans(TorchSharpCall call)
    {
        var weight = Expressions.AsReceiver(call.Weight);
        if (call.Weight is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "weight" } access
            && call.TypeOf(access.Expression)?.ToDisplayString() == "TorchSharp.Modules.Linear")
        {
            return $"{weight}.shape[0] + {weight}.shape[1]";
        }

        var fans = $"{call.Names.Init("CalculateFanInAndFanOut")}({call.Weight.WithoutTrivia()})";
        return $"{fans}.fanIn + {fans}.fanOut";
    }

    private static Rewrite? Make(TorchSharpCall call, string title, string key, ExpressionSyntax? replacement) =>
        replacement is null ? null : Rewrite.Replace(title, key, call.Syntax, replacement);
}
