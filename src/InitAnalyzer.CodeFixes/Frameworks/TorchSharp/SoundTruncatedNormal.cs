using InitAnalyzer.CodeFixes.Syntax;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace InitAnalyzer.CodeFixes.Frameworks.TorchSharp;

/// <summary>
/// Replaces <c>trunc_normal_</c>, which fills with a constant where the mean is 0, by a normal law with the mean and standard
/// deviation that the truncated one would have. Bounds far from the mean change neither and are dropped.
/// </summary>
internal static class SoundTruncatedNormal
{
    /// <summary>By how much of the standard deviation the bounds may shift a moment before the numbers are written anew.</summary>
    private const double Tolerance = 0.01;

    public static Rewrite? Write(TorchSharpCall call)
    {
        if (call.Function != Functions.TruncatedNormal)
        {
            return null;
        }

        var rewriter = new CallRewriter(call).Keep("mean").Keep("std");
        if (!TryAdjust(call, rewriter, out var moments))
        {
            return null;
        }

        if (!call.Has("generator") || call.IsNull("generator"))
        {
            return Make($"Use {Functions.Normal}{moments}", rewriter.ToInit(Functions.Normal));
        }

        return Make(
            $"Use Tensor.{Functions.Normal}{moments}, which honours the generator",
            rewriter.Keep("generator").ToDetachedFill(Functions.Normal));

        Rewrite? Make(string title, ExpressionSyntax? replacement) =>
            replacement is null ? null : Rewrite.Replace(title, EquivalenceKeys.SoundInitializer, call.Syntax, replacement);
    }

    /// <summary>Writes the truncated distribution's own moments where the bounds bite; false where nothing could be drawn.</summary>
    private static bool TryAdjust(TorchSharpCall call, CallRewriter rewriter, out string text)
    {
        text = "";
        if (call.Number("mean", 0) is { } mean
            && call.Number("std", 1) is { } std
            && call.Number("a", -2) is { } lower
            && call.Number("b", 2) is { } upper)
        {
            if (TruncatedNormal.Moments(mean, std, lower, upper) is not var (ownMean, ownStd))
            {
                return false;
            }

            var shiftsMean = Math.Abs(ownMean - mean) > Tolerance * std;
            var shiftsStd = Math.Abs(ownStd - std) > Tolerance * std;
            if (shiftsMean)
            {
                rewriter.Set("mean", Numbers.Write(ownMean), call.UsesNames);
            }
            else if (shiftsStd && !call.Has("mean") && !call.UsesNames)
            {
                rewriter.Set("mean", "0", isNamed: false);
            }

            if (shiftsStd)
            {
                rewriter.Set("std", Numbers.Write(ownStd), call.UsesNames);
                text = $" with standard deviation {Numbers.Write(ownStd)}";
            }

            return true;
        }

        // trunc_normal_(w, 0, std, -2 * std, 2 * std): the bounds are known in units of a standard deviation that is not.
        if (call.Number("mean", 0) == 0
            && call.Argument("std") is { } unit
            && MultipleOf(call, "a", unit) is { } from
            && MultipleOf(call, "b", unit) is { } to
            && from == -to
            && TruncatedNormal.Moments(0, 1, from, to) is var (_, factor)
            && Math.Abs(factor - 1) > Tolerance)
        {
            rewriter.Set("std", $"{Numbers.Write(factor)} * {Expressions.AsFactor(unit)}", isNamed: true);
            text = $" with standard deviation {Numbers.Write(factor)}·{unit.WithoutTrivia()}";
        }

        return true;
    }

    /// <summary>The constant k where an argument is k times an expression; null where it is not.</summary>
    private static double? MultipleOf(TorchSharpCall call, string parameter, ExpressionSyntax unit) =>
        call.Argument(parameter) is { } expression ? MultipleOf(call, expression, unit) : null;

    private static double? MultipleOf(TorchSharpCall call, ExpressionSyntax expression, ExpressionSyntax unit) => expression switch
    {
        ParenthesizedExpressionSyntax parenthesized => MultipleOf(call, parenthesized.Expression, unit),
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression } minus => -MultipleOf(call, minus.Operand, unit),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.MultiplyExpression } product =>
            (call.Constant(product.Left) * MultipleOf(call, product.Right, unit))
            ?? (MultipleOf(call, product.Left, unit) * call.Constant(product.Right)),
        _ => SyntaxFactory.AreEquivalent(expression, unit) ? 1 : null,
    };
}
