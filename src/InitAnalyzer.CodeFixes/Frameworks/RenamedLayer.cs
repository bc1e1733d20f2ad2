using InitAnalyzer.CodeFixes.Syntax;
using InitAnalyzer.Frameworks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace InitAnalyzer.CodeFixes.Frameworks;

/// <summary>The dropout that keeps mean and variance, in the place of one that does not: by the same arguments, under another name.</summary>
internal static class RenamedLayer
{
    public static Rewrite? Write(FrameworkTable table, ExpressionSyntax site, SemanticModel model, CancellationToken cancellationToken)
    {
        var (name, list) = site switch
        {
            ObjectCreationExpressionSyntax { ArgumentList: { } arguments } creation => (NameOf(creation.Type), arguments),
            InvocationExpressionSyntax call => (NameOf(call.Expression), call.ArgumentList),
            _ => (null, null),
        };
        if (name is null || list is null || site.ContainsDirectives || AlternativeTo(table, name.Identifier.ValueText) is not { } alternative)
        {
            return null;
        }

        // A number may be a double here and a float there.
        var renamed = site.ReplaceNode(name, Expressions.Name(alternative).WithTriviaFrom(name));
        var asFloats = renamed.ReplaceNodes(
            renamed.DescendantNodes().OfType<LiteralExpressionSyntax>().Where(literal => literal.Token.Value is double),
            (literal, _) => Expressions.Parse(literal.Token.Text.TrimEnd('d', 'D') + "f").WithTriviaFrom(literal));
        foreach (var candidate in new[] { renamed, asFloats })
        {
            if (model.GetSpeculativeSymbolInfo(site.SpanStart, candidate, SpeculativeBindingOption.BindAsExpression).Symbol is IMethodSymbol method
                && (method.MethodKind == MethodKind.Constructor ? method.ContainingType.Name : method.Name) == alternative
                && model.GetTypeInfo(site, cancellationToken).ConvertedType is { } wanted
                && model.Compilation.ClassifyConversion(method.MethodKind == MethodKind.Constructor ? method.ContainingType : method.ReturnType, wanted)
                    is { IsImplicit: true, IsUserDefined: false })
            {
                return new Rewrite($"Use {alternative} behind SELU", EquivalenceKeys.SelfNormalisingDropout, site, editor => editor.ReplaceNode(site, candidate));
            }
        }

        return null;
    }

    private static SimpleNameSyntax? NameOf(ExpressionSyntax callee) => callee switch
    {
        SimpleNameSyntax simple => simple,
        QualifiedNameSyntax qualified => qualified.Right,
        AliasQualifiedNameSyntax alias => alias.Name,
        MemberAccessExpressionSyntax access => access.Name,
        _ => null,
    };

    private static string? AlternativeTo(FrameworkTable table, string name) => table.Rows
        .Select(row => (row.Concept as MakesModule)?.Module ?? (row.Concept as AppendsModule)?.Module)
        .OfType<DropoutConcept>()
        .FirstOrDefault(dropout => dropout.Name == name)
        ?.SelfNormalizing;
}
