using InitAnalyzer.CodeFixes.Syntax;
using InitAnalyzer.Frameworks;
using InitAnalyzer.Frameworks.TorchSharp;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace InitAnalyzer.CodeFixes.Frameworks.TorchSharp;

/// <summary>
/// Makes alpha dropout in the place of dropout, where its type fits. The functions are left alone: those of alpha
/// dropout do nothing unless they are told that this is training.
/// </summary>
internal static class SelfNormalisingDropout
{
    private const string NN = "TorchSharp.torch.nn";

    public static Rewrite? Write(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellationToken)
    {
        if (call.ContainsDirectives
            || model.GetSymbolInfo(call, cancellationToken).Symbol is not IMethodSymbol method
            || method.ContainingType?.ToDisplayString() != NN
            || AlternativeTo(method.Name) is not { } name
            || WithName(call.Expression, name) is not { } callee)
        {
            return null;
        }

        var replacement = call.WithExpression(callee);
        return model.GetSpeculativeSymbolInfo(call.SpanStart, replacement, SpeculativeBindingOption.BindAsExpression).Symbol is IMethodSymbol written
            && written.Name == name
            && written.ContainingType?.ToDisplayString() == NN
            && model.GetTypeInfo(call, cancellationToken).ConvertedType is { } wanted
            && model.Compilation.ClassifyConversion(written.ReturnType, wanted) is { IsImplicit: true, IsUserDefined: false }
            ? Rewrite.Replace($"Use {name} behind SELU", EquivalenceKeys.SelfNormalisingDropout, call, replacement)
            : null;
    }

    /// <summary>The factory that the table names in the place of another.</summary>
    private static string? AlternativeTo(string factory) =>
        TorchSharpFramework.Table.Rows
            .Where(row => row.Container == TorchSharpFramework.NN)
            .Select(row => row.Concept)
            .OfType<MakesModule>()
            .Select(makes => makes.Module)
            .OfType<DropoutConcept>()
            .FirstOrDefault(dropout => dropout.Name == factory)
            ?.SelfNormalizing;

    private static ExpressionSyntax? WithName(ExpressionSyntax callee, string name) => callee switch
    {
        IdentifierNameSyntax simple => Expressions.Name(name).WithTriviaFrom(simple),
        MemberAccessExpressionSyntax access => access.WithName(Expressions.Name(name).WithTriviaFrom(access.Name)),
        _ => null,
    };
}
