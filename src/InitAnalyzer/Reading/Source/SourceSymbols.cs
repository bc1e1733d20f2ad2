using System.Collections.Immutable;
using InitAnalyzer.Frameworks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace InitAnalyzer.Reading.Source;

/// <summary>Questions about symbols that the reader asks in several places.</summary>
internal static class SourceSymbols
{
    public static bool IsInSource(this ISymbol symbol) => !symbol.DeclaringSyntaxReferences.IsEmpty;

    /// <summary>The type and its base types, the type itself first, as far as they are in source, and in that of the same project.</summary>
    public static IEnumerable<INamedTypeSymbol> SourceChain(this INamedTypeSymbol type)
    {
        for (var current = type.OriginalDefinition; current is not null && current.IsInSource() && SymbolEqualityComparer.Default.Equals(current.ContainingAssembly, type.ContainingAssembly); current = current.BaseType?.OriginalDefinition)
        {
            yield return current;
        }
    }

    /// <summary>The same as far as users wrote them: where a framework is itself in source, its own types end the chain.</summary>
    public static IEnumerable<INamedTypeSymbol> UserChain(this ImmutableArray<Framework> frameworks, INamedTypeSymbol type) =>
        type.SourceChain().TakeWhile(ancestor => !frameworks.Own(ancestor));

    public static bool InheritsFrom(this ITypeSymbol type, ITypeSymbol ancestor)
    {
        for (ITypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, ancestor.OriginalDefinition))
            {
                return true;
            }
        }

        return ancestor.TypeKind == TypeKind.Interface
            && type.AllInterfaces.Any(implemented =>
                SymbolEqualityComparer.Default.Equals(implemented.OriginalDefinition, ancestor.OriginalDefinition));
    }

    /// <summary>The method that runs when <paramref name="called"/> is called on an object of exactly this type.</summary>
    public static IMethodSymbol Dispatch(this INamedTypeSymbol type, IMethodSymbol called)
    {
        called = called.OriginalDefinition;
        if (called.ContainingType?.TypeKind == TypeKind.Interface)
        {
            return type.FindImplementationForInterfaceMember(called) as IMethodSymbol ?? called;
        }

        if (!called.IsVirtual && !called.IsAbstract && !called.IsOverride)
        {
            return called;
        }

        foreach (var ancestor in type.SourceChain())
        {
            foreach (var member in ancestor.GetMembers(called.Name))
            {
                for (var method = member as IMethodSymbol; method is not null; method = method.OverriddenMethod)
                {
                    if (SymbolEqualityComparer.Default.Equals(method.OriginalDefinition, called))
                    {
                        return (IMethodSymbol)member;
                    }
                }
            }
        }

        return called;
    }

    /// <summary>The declaration of a method that has its body: of a partial one, the implementing one.</summary>
    public static IMethodSymbol Implementation(this IMethodSymbol method) =>
        method.OriginalDefinition is var definition ? definition.PartialImplementationPart ?? definition : definition;

    /// <summary>Whether a property stores its value itself.</summary>
    public static bool IsAutoProperty(this IPropertySymbol property) =>
        property.OriginalDefinition.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax() switch
        {
            // The positional properties of a record.
            ParameterSyntax => true,
            PropertyDeclarationSyntax { ExpressionBody: null, AccessorList: { } accessors } =>
                accessors.Accessors.All(accessor => accessor is { Body: null, ExpressionBody: null }),
            _ => false,
        });
}
