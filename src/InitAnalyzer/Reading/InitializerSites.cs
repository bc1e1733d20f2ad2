using System.Collections.Immutable;
using InitAnalyzer.Frameworks;
using InitAnalyzer.Model;
using InitAnalyzer.Reading.Source;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace InitAnalyzer.Reading;

/// <summary>An initializer call as it stands in source, whether or not it is ever executed.</summary>
/// <param name="Function">The function as it is called; some initializers go by several names.</param>
internal sealed record InitializerSite(Framework Framework, Initializer Initializer, string Function, InitializerQuirk Quirk)
{
    /// <summary>What it fills, where that is a tensor just made that nothing keeps.</summary>
    public TemporaryTensor? Temporary { get; init; }

    /// <summary>The query that it stands in, where nothing enumerates that.</summary>
    public LazyQuery? NeverEnumerated { get; init; }
}

/// <summary>Finds the initializer calls of a type by their names, and asks the compiler only about those.</summary>
internal sealed class InitializerSites
{
    private readonly ImmutableArray<Framework> frameworks;
    private readonly SourceBodies bodies;
    private readonly HashSet<string> overwriting;
    private readonly HashSet<string> functions;

    public InitializerSites(ImmutableArray<Framework> frameworks, SourceBodies bodies)
    {
        this.frameworks = frameworks;
        this.bodies = bodies;
        Names = NamesOf(_ => true);
        overwriting = NamesOf(initializer => initializer.Overwrites);
        functions = NamesOf(initializer => initializer.Tensor is not null);

        HashSet<string> NamesOf(Func<Initializer, bool> isWanted) =>
            frameworks.WordsOf(concept => concept is Initializes { Initializer: var initializer } && isWanted(initializer));
    }

    /// <summary>The names of all initializers.</summary>
    public HashSet<string> Names { get; }

    /// <summary>
    /// Whether there may be something to say of a call where no layer is filled: of the framework's functions, which have
    /// their quirks; of a query that nothing enumerates; and of a tensor's own method, if the tensor is made in the statement.
    /// </summary>
    public bool MaySpeakAlone(InvocationExpressionSyntax site) =>
        functions.Contains(site.CalledName())
        || LazyQueries.MayBeAround(site)
        || (overwriting.Contains(site.CalledName())
            && site.Parent is ExpressionStatementSyntax or ArrowExpressionClauseSyntax or LambdaExpressionSyntax or AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" } }
            && site.Expression.DescendantNodes().Any(node => node is InvocationExpressionSyntax or BinaryExpressionSyntax));

    /// <summary>The initializer that a call names; null where it names none.</summary>
    public InitializerSite? Find(SyntaxNode site, CancellationToken cancellationToken)
    {
        if (site is not InvocationExpressionSyntax call || !Names.Contains(call.CalledName()) || bodies.OperationOf(site, cancellationToken) is not IInvocationOperation operation)
        {
            return null;
        }

        foreach (var framework in frameworks)
        {
            if (framework.Find(operation.TargetMethod) is Initializes { Initializer: var initializer })
            {
                return new InitializerSite(
                    framework,
                    initializer,
                    operation.TargetMethod.Name,
                    framework.QuirkOf(initializer, parameter => IsPassed(operation, parameter)))
                {
                    Temporary = Temporaries.Find(operation, initializer, framework),
                    NeverEnumerated = LazyQueries.Find(operation, initializer),
                };
            }
        }

        return null;
    }

    private static bool IsPassed(IInvocationOperation operation, string parameter) =>
        operation.Arguments.Any(argument =>
            argument.Parameter?.Name == parameter
            && argument.ArgumentKind != ArgumentKind.DefaultValue
            && argument.Value.ConstantValue is not { HasValue: true, Value: null });
}
