using InitAnalyzer.CodeFixes.Syntax;
using Microsoft.CodeAnalysis;

namespace InitAnalyzer.CodeFixes.Frameworks.TorchSharp;

/// <summary>Passes the square root of a variance as the standard deviation.</summary>
internal static class RootOfVariance
{
    private const string Deviation = "std";

    public static Rewrite? Write(TorchSharpCall call)
    {
        if (call.Argument(Deviation) is not { } variance)
        {
            return null;
        }

        // The argument stays as it stands, comments and line breaks in it too; what is put around it must be the real square root.
        var root = call.Names.Math("Sqrt");
        var wrapped = Expressions.Parse($"{root}({variance.WithoutTrivia()})");
        return wrapped.ContainsDiagnostics || call.Names.Bind(wrapped)?.ContainingType.ToDisplayString() != "System.Math"
            ? null
            : new Rewrite(
                $"Pass {root}({variance.WithoutTrivia()})",
                EquivalenceKeys.TakeRoot,
                call.Syntax,
                editor => editor.ReplaceNode(variance, wrapped.WithTriviaFrom(variance)));
    }
}
