using System.Collections.Concurrent;
using System.Collections.Immutable;
using InitAnalyzer.Frameworks;
using InitAnalyzer.Reading.Source;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace InitAnalyzer.Reading;

/// <summary>
/// Which types may hand a layer or a weight to a method that initialises it: what goes wrong there is reported on the
/// call, so these types have a say though no initializer is named in them.
/// </summary>
internal sealed class HandOvers(SourceIndex index, SourceBodies bodies, ImmutableArray<Framework> frameworks)
{
    private readonly ConcurrentDictionary<MemberText, Taken> taken = new();

    private enum Taken
    {
        Nothing,

        /// <summary>Tensors alone, which may be weights.</summary>
        Tensors,

        /// <summary>Layers, or what layers may be in.</summary>
        Layers,
    }

    /// <summary>Whether a type mentions a method that initialises what it is handed, itself or by handing it on, and may have something to hand over.</summary>
    public bool AreIn(INamedTypeSymbol type)
    {
        var handsTensors = false;
        foreach (var mentioned in index.MembersOf(type).SelectMany(index.InitialisingIn).Distinct())
        {
            if (TakenBy(mentioned) is var what && what != Taken.Nothing && LeadsToInitializer(mentioned))
            {
                if (what == Taken.Layers)
                {
                    return true;
                }

                handsTensors = true;
            }
        }

        return handsTensors && index.NamesWeights(type);
    }

    /// <summary>Whether a member initialises, or hands on to what is handed something and does, through however many.</summary>
    private bool LeadsToInitializer(MemberText member)
    {
        var seen = new HashSet<MemberText> { member };
        var queue = new Queue<MemberText>(seen);
        while (queue.Count > 0)
        {
            var next = queue.Dequeue();
            if (next.NamesInitializer)
            {
                return true;
            }

            foreach (var mentioned in index.InitialisingIn(next))
            {
                if (TakenBy(mentioned) != Taken.Nothing && seen.Add(mentioned))
                {
                    queue.Enqueue(mentioned);
                }
            }
        }

        return false;
    }

    private Taken TakenBy(MemberText member) => taken.GetOrAdd(member, key => TakenBy(index.OutlineOf(key).Node));

    private Taken TakenBy(SyntaxNode member)
    {
        if (member is BaseFieldDeclarationSyntax or BasePropertyDeclarationSyntax)
        {
            // A function may be held in a variable.
            return member.DescendantNodes().Any(node => node is AnonymousFunctionExpressionSyntax)
                || bodies.Model(member).GetDeclaredSymbol(member) is IPropertySymbol { Type.TypeKind: TypeKind.Delegate }
                ? Taken.Layers
                : Taken.Nothing;
        }

        var parameters = member switch
        {
            BaseMethodDeclarationSyntax method => method.ParameterList,
            TypeDeclarationSyntax type => type.ParameterList,
            _ => null,
        };
        return parameters is null ? Taken.Nothing : parameters.Parameters
            .Where(parameter => parameter.Type is { } type && !IsOfNumbers(type))
            .Select(parameter => bodies.Model(parameter).GetTypeInfo(parameter.Type!).Type is { } type ? TakenAs(type) : Taken.Nothing)
            .DefaultIfEmpty(Taken.Nothing)
            .Max();
    }

    /// <summary>Whether a type is made of numbers and strings alone, which needs no asking.</summary>
    private static bool IsOfNumbers(TypeSyntax type) => type switch
    {
        PredefinedTypeSyntax predefined => !predefined.Keyword.IsKind(SyntaxKind.ObjectKeyword),
        NullableTypeSyntax nullable => IsOfNumbers(nullable.ElementType),
        ArrayTypeSyntax array => IsOfNumbers(array.ElementType),
        TupleTypeSyntax tuple => tuple.Elements.All(element => IsOfNumbers(element.Type)),
        _ => false,
    };

    private Taken TakenAs(ITypeSymbol type) =>
        frameworks.IsTensor(type) ? Taken.Tensors : CanHoldLayer(type, []) ? Taken.Layers : Taken.Nothing;

    /// <summary>Whether a layer or a weight can be in an object of a type.</summary>
    private bool CanHoldLayer(ITypeSymbol type, HashSet<ITypeSymbol> seen)
    {
        if (frameworks.IsModule(type) || frameworks.IsTensor(type))
        {
            return true;
        }

        if (!seen.Add(type) || type.TypeKind == TypeKind.Enum)
        {
            return false;
        }

        switch (type)
        {
            case IArrayTypeSymbol array:
                return CanHoldLayer(array.ElementType, seen);
            case INamedTypeSymbol { TypeKind: TypeKind.Delegate }:
                // What a function makes is not handed over.
                return false;
            case INamedTypeSymbol { IsTupleType: true } tuple:
                return tuple.TupleElements.Any(element => CanHoldLayer(element.Type, seen));
            case INamedTypeSymbol { SpecialType: SpecialType.None } named:
                return named.TypeKind == TypeKind.Error
                    || named.TypeArguments.Any(argument => CanHoldLayer(argument, seen))
                    || (bodies.Contain(named)
                        ? named.TypeKind == TypeKind.Interface || named.GetMembers().Any(member => TypeOf(member) is { } inner && CanHoldLayer(inner, seen))
                        : named.ContainingNamespace?.ToDisplayString() == "System.Collections");
            default:
                // object, dynamic, a type parameter, IEnumerable.
                return type is not INamedTypeSymbol || type.SpecialType == SpecialType.System_Object || (type.TypeKind == TypeKind.Interface && type.SpecialType != SpecialType.None);
        }

        static ITypeSymbol? TypeOf(ISymbol member) => member switch
        {
            IFieldSymbol { IsStatic: false } field => field.Type,
            IPropertySymbol { IsStatic: false } property => property.Type,
            _ => null,
        };
    }
}
