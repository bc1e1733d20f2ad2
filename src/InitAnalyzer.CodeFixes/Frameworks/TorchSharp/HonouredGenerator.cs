using InitAnalyzer.CodeFixes.Syntax;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace InitAnalyzer.CodeFixes.Frameworks.TorchSharp;

/// <summary>
/// Replaces a fill that ignores its generator by the tensor's own, which draws from it; where the value of the call is used,
/// removes the generator instead.
/// </summary>
internal static class HonouredGenerator
{
    public static Rewrite? Write(TorchSharpCall call)
    {
        if (call.IsTensorMethod || call.Function is not (Functions.Normal or Functions.Uniform) || !call.Has("generator"))
        {
            return null;
        }

        var isNormal = call.Function == Functions.Normal;
        if (!call.IsNull("generator") && call.IsValueUnused)
        {
            var fill = new CallRewriter(call).Keep("generator");
            if (isNormal)
            {
                fill.Keep("mean").Keep("std");
            }
            else
            {
                KeepOrWrite(fill, "low", "from", "0");
                KeepOrWrite(fill, "high", "to", "1");
            }

            return Make($"Use Tensor.{call.Function}, which honours the generator", fill.ToDetachedFill(call.Function));
        }

        var (first, second) = isNormal ? ("mean", "std") : ("low", "high");
        return Make("Remove the ignored generator", new CallRewriter(call).Keep(first).Keep(second).ToInit(call.Function));

        // The tensor's bounds have no defaults.
        void KeepOrWrite(CallRewriter fill, string parameter, string newName, string @default)
        {
            if (call.Has(parameter))
            {
                fill.Keep(parameter, newName);
            }
            else
            {
                fill.Set(newName, @default, isNamed: call.IsNamed("low") || call.IsNamed("high"));
            }
        }

        Rewrite? Make(string title, ExpressionSyntax? replacement) =>
            replacement is null ? null : Rewrite.Replace(title, EquivalenceKeys.SoundInitializer, call.Syntax, replacement);
    }
}
