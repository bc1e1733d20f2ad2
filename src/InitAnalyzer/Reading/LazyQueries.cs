using InitAnalyzer.Frameworks;
using InitAnalyzer.Model;
using InitAnalyzer.Reading.Source;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace InitAnalyzer.Reading;

/// <summary>Initialisers in queries that nothing enumerates. That is a matter of the code around the call alone, wherever it stands.</summary>
internal static class LazyQueries
{
    /// <summary>The names of LINQ's operators that give something to enumerate; all lazy ones are among them.</summary>
    private static readonly HashSet<string> Operators = new(
        typeof(Enumerable).GetMethods().Where(method => typeof(System.Collections.IEnumerable).IsAssignableFrom(method.ReturnType)).Select(method => method.Name),
        StringComparer.Ordinal);

    /// <summary>The query that a call stands in and that never runs; null where there is none.</summary>
    public static LazyQuery? Find(IInvocationOperation initialisation, Initializer initializer)
    {
        // The function that is handed to the query.
        IOperation? function = initialisation;
        while (function is not (null or IAnonymousFunctionOperation))
        {
            function = function.Parent;
        }

        var argument = function?.Parent;
        while (argument is IDelegateCreationOperation or IConversionOperation)
        {
            argument = argument.Parent;
        }

        if (argument is not IArgumentOperation { Parent: IInvocationOperation query } || !IsLazy(query.TargetMethod))
        {
            return null;
        }

        var last = LastOver(query);
        if (!IsDropped(last))
        {
            return null;
        }

        // What a loop does not do at a bias, or outside of no_grad, it shall not be made to do.
        var isHarmless = initializer.Tensor is { } parameter
            && (initializer.Ranks == RankRange.Any || initialisation.Arguments.Any(item => item.Parameter?.Name == parameter && item.Value is IPropertyReferenceOperation));
        var isLoop = isHarmless && ReferenceEquals(last, query) && query is { Parent: IExpressionStatementOperation, TargetMethod.Name: "Select" }
            && function is IAnonymousFunctionOperation { Symbol.Parameters.Length: 1 };
        return new LazyQuery(query.Syntax.GetLocation(), query.TargetMethod.Name, isLoop);
    }

    /// <summary>Whether a call stands in a function that is handed to what may be such a query, by its text alone.</summary>
    public static bool MayBeAround(SyntaxNode call)
    {
        if (call.FirstAncestorOrSelf<AnonymousFunctionExpressionSyntax>()?.FirstAncestorOrSelf<ArgumentSyntax>()?.Parent?.Parent is not InvocationExpressionSyntax query
            || !Operators.Contains(query.CalledName()))
        {
            return false;
        }

        SyntaxNode last = query;
        while (last.Parent is ArgumentSyntax or ArgumentListSyntax or InvocationExpressionSyntax or MemberAccessExpressionSyntax or ParenthesizedExpressionSyntax or CastExpressionSyntax)
        {
            last = last.Parent;
        }

        return last.Parent is ExpressionStatementSyntax or EqualsValueClauseSyntax or AssignmentExpressionSyntax or ArrowExpressionClauseSyntax or LambdaExpressionSyntax;
    }

    /// <summary>Whether nothing ever enumerates a query.</summary>
    public static bool NeverRuns(IInvocationOperation query) => IsLazy(query.TargetMethod) && IsDropped(LastOver(query));

    /// <summary>The last of the queries over a query; they are as lazy as it is.</summary>
    private static IInvocationOperation LastOver(IInvocationOperation query)
    {
        var last = query;
        while (last.Parent is IArgumentOperation { Parent: IInvocationOperation next } handed && next.TargetMethod.IsExtensionMethod
            && ReferenceEquals(next.Arguments.FirstOrDefault(), handed) && IsLazy(next.TargetMethod))
        {
            last = next;
        }

        return last;
    }

    private static bool IsLazy(IMethodSymbol method) =>
        method.ContainingType is { Name: "Enumerable", ContainingNamespace: { Name: "Linq", ContainingNamespace.Name: "System" } }
        && method.ReturnType is INamedTypeSymbol { TypeKind: TypeKind.Interface, Name: "IEnumerable" or "IOrderedEnumerable" };

    /// <summary>Whether nobody looks at a query: it is a statement, is discarded, or becomes a variable that nothing reads.</summary>
    private static bool IsDropped(IOperation query)
    {
        var value = query;
        while (value.Parent is IConversionOperation { IsImplicit: true } conversion)
        {
            value = conversion;
        }

        return value.Parent switch
        {
            IExpressionStatementOperation => true,
            ISimpleAssignmentOperation { Target: IDiscardOperation, Parent: IExpressionStatementOperation } => true,
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var variable } } =>
                Root(query).Descendants().All(other => other is not ILocalReferenceOperation reference || !SymbolEqualityComparer.Default.Equals(reference.Local, variable)),
            _ => false,
        };
    }

    private static IOperation Root(IOperation operation)
    {
        while (operation.Parent is { } parent)
        {
            operation = parent;
        }

        return operation;
    }
}
