using System.Collections.Immutable;
using InitAnalyzer.Frameworks;
using InitAnalyzer.Reading.Source;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace InitAnalyzer.Reading;

/// <summary>
/// The modules of a compilation whose parameters may be loaded: by a call whose name begins with "load", of the
/// framework or of any other library, on a module, or of anyone, with one.
/// </summary>
internal sealed class LoadedTypes(ImmutableArray<Framework> frameworks, SourceIndex index, SourceBodies bodies)
{
    private const string Prefix = "load";

    private readonly object gate = new();
    private IReadOnlyList<ITypeSymbol>? loaded;

    /// <summary>Whether objects of a type, or what holds them, may be loaded.</summary>
    public bool MayLoad(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        var all = Find(cancellationToken);
        if (all.Count == 0)
        {
            return false;
        }

        var users = index.AllUsersOf(type)
            .Select(member => index.OutlineOf(member).Type.Node)
            .Distinct()
            .Select(node => bodies.Model(node).GetDeclaredSymbol(node, cancellationToken))
            .OfType<INamedTypeSymbol>()
            .ToList();
        return all.Any(module => !bodies.Contain(module) || users.Any(user => user.InheritsFrom(module) || module.InheritsFrom(user)));
    }

    private IReadOnlyList<ITypeSymbol> Find(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return loaded ??= index.FilesWith(Prefix)
                .SelectMany(tree => tree.GetRoot(cancellationToken).DescendantNodes().OfType<InvocationExpressionSyntax>())
                .Where(call => call.CalledName().StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
                .SelectMany(call => ModulesOf(call, cancellationToken))
                .Distinct<ITypeSymbol>(SymbolEqualityComparer.Default)
                .ToList();
        }
    }

    /// <summary>
    /// The types of the modules that a call may load. What a module's own method in source does to it is seen in its body;
    /// what is handed a module may fill it by ways of its own.
    /// </summary>
    private IEnumerable<ITypeSymbol> ModulesOf(InvocationExpressionSyntax call, CancellationToken cancellationToken)
    {
        if (bodies.OperationOf(call, cancellationToken) is not { } operation)
        {
            return [];
        }

        if (operation is not IInvocationOperation invocation)
        {
            // A call that is bound at run time.
            return frameworks.Select(framework => framework.Module).OfType<ITypeSymbol>();
        }

        return invocation.Arguments
            .Select(argument => argument.Value)
            .Append(bodies.Contain(invocation.TargetMethod) ? null : invocation.Instance)
            .Select(value => Strip(value)?.Type)
            .OfType<ITypeSymbol>()
            .Select(type => type is ITypeParameterSymbol { ConstraintTypes: { Length: > 0 } constraints } ? constraints[0] : type)
            .Where(type => frameworks.IsModule(type))
            .ToList();
    }

    private static IOperation? Strip(IOperation? value)
    {
        while (value is IConversionOperation { IsImplicit: true } conversion)
        {
            value = conversion.Operand;
        }

        return value;
    }
}
