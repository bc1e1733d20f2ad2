using InitAnalyzer.CodeFixes.Syntax;
using InitAnalyzer.Frameworks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace InitAnalyzer.CodeFixes.Frameworks;

/// <summary>Passes the square root of a variance as the standard deviation.</summary>
internal static class TakenRoot
{
    public static Rewrite? Write(FrameworkTable table, ExpressionSyntax site, SemanticModel model, CancellationToken cancellationToken)
    {
        var list = site switch
        {
            InvocationExpressionSyntax call => call.ArgumentList,
            BaseObjectCreationExpressionSyntax creation => creation.ArgumentList,
            _ => null,
        };
        if (list is null || site.ContainsDirectives || model.GetSymbolInfo(site, cancellationToken).Symbol is not IMethodSymbol method)
        {
            return null;
        }

        for (var i = 0; i < list.Arguments.Count && i < method.Parameters.Length; i++)
        {
            var argument = list.Arguments[i];
            var parameter = argument.NameColon is { Name.Identifier.ValueText: var name } ? method.Parameters.FirstOrDefault(item => item.Name == name) : method.Parameters[i];
            if (parameter is null || DeviationOf(table, method) != parameter.Name)
            {
                continue;
            }

            var variance = argument.Expression;
            var cast = parameter.Type.SpecialType == SpecialType.System_Single ? "(float)" : "";
            if (ShortNames.Shorten(Expressions.Parse($"global::System.Math.Sqrt({variance.WithoutTrivia()})"), variance, model) is not { } root)
            {
                return null;
            }

            var wrapped = Expressions.Parse(cast + root);
            return new Rewrite($"Pass {wrapped}", EquivalenceKeys.TakeRoot, site, editor => editor.ReplaceNode(variance, wrapped.WithTriviaFrom(variance)));
        }

        return null;
    }

    private static string? DeviationOf(FrameworkTable table, IMethodSymbol method)
    {
        var container = method.ContainingType.OriginalDefinition.GetDocumentationCommentId();
        return table.Rows
            .Where(row => row.Container == container && Words.Split(row.Members).Contains(method.Name))
            .Select(row => (row.Concept as MakesInitializer)?.Initializer.Deviation)
            .FirstOrDefault(deviation => deviation is not null);
    }
}
