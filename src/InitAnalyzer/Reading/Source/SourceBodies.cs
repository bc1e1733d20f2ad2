using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace InitAnalyzer.Reading.Source;

/// <summary>The bodies of methods, and the initialisers of fields, as operations; each is bound once, when it is first asked for.</summary>
internal sealed class SourceBodies(Compilation compilation)
{
    private readonly SemanticModels models = new(compilation);
    private readonly ConcurrentDictionary<SyntaxNode, IOperation?> operations = new();
    private readonly ConcurrentDictionary<INamedTypeSymbol, ImmutableArray<MemberInitializer>> initializers =
        new(SymbolEqualityComparer.Default);

    /// <summary>Whether a symbol is declared in this compilation; an editor hands over other projects in source, too, but not their bodies.</summary>
    public bool Contain(ISymbol symbol) =>
        SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, compilation.Assembly) && symbol.IsInSource();

    /// <summary>The operation of a method's, accessor's or constructor's declaration; null where it has no body in this compilation.</summary>
    public IOperation? BodyOf(IMethodSymbol method, CancellationToken cancellationToken)
    {
        foreach (var reference in method.Implementation().DeclaringSyntaxReferences)
        {
            if (OperationOf(reference.GetSyntax(cancellationToken), cancellationToken) is { } operation)
            {
                return operation;
            }
        }

        return null;
    }

    /// <summary>The initialisers of a type's instance or static fields and auto-properties, in source order.</summary>
    public IEnumerable<MemberInitializer> InitializersOf(INamedTypeSymbol type, bool isStatic, CancellationToken cancellationToken) =>
        initializers
            .GetOrAdd(type.OriginalDefinition, key => FindInitializers(key, cancellationToken))
            .Where(initializer => initializer.Member.IsStatic == isStatic);

    public IOperation? OperationOf(SyntaxNode node, CancellationToken cancellationToken)
    {
        if (operations.TryGetValue(node, out var operation))
        {
            return operation;
        }

        operation = compilation.ContainsSyntaxTree(node.SyntaxTree) ? Model(node).GetOperation(node, cancellationToken) : null;
        return operations.GetOrAdd(node, operation);
    }

    public SemanticModel Model(SyntaxNode node) => models[node.SyntaxTree];

    private ImmutableArray<MemberInitializer> FindInitializers(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        var found = ImmutableArray.CreateBuilder<MemberInitializer>();
        foreach (var member in type.GetMembers())
        {
            if (member is not (IFieldSymbol { IsImplicitlyDeclared: false, IsConst: false } or IPropertySymbol))
            {
                continue;
            }

            foreach (var reference in member.DeclaringSyntaxReferences)
            {
                var value = reference.GetSyntax(cancellationToken) switch
                {
                    VariableDeclaratorSyntax variable => variable.Initializer,
                    PropertyDeclarationSyntax property => property.Initializer,
                    _ => null,
                };
                if (value is not null && OperationOf(value, cancellationToken) is ISymbolInitializerOperation initializer)
                {
                    found.Add(new MemberInitializer(member, initializer.Value));
                }
            }
        }

        return found.ToImmutable();
    }
}

/// <summary>A field or auto-property and the value that it begins with.</summary>
internal sealed record MemberInitializer(ISymbol Member, IOperation Value);
