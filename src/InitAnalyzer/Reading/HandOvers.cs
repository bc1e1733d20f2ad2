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
internal sealed class HandOvers
{
    private readonly SourceIndex index;
    private readonly SourceBodies bodies;
    private readonly ImmutableArray<Framework> frameworks;
    private readonly Lazy<(HashSet<TypeText> OfLayers, HashSet<TypeText> OfTensors)> types;

    public HandOvers(SourceIndex index, SourceBodies bodies, ImmutableArray<Framework> frameworks)
    {
        this.index = index;
        this.bodies = bodies;
        this.frameworks = frameworks;
        types = new Lazy<(HashSet<TypeText>, HashSet<TypeText>)>(Find);
    }

    private enum Taken
    {
        Nothing,

        /// <summary>Tensors alone, which may be weights.</summary>
        Tensors,

        /// <summary>Layers, or what layers may be in.</summary>
        Layers,
    }

    /// <summary>Whether a type mentions a method that initialises what it is handed, and may have something to hand over.</summary>
    public bool AreIn(INamedTypeSymbol type) =>
        index.IsAmong(type, types.Value.OfLayers)
        || (index.IsAmong(type, types.Value.OfTensors) && index.NamesWeights(type));

    /// <summary>The types that call a method which initialises what it is handed, itself or by handing it on.</summary>
    private (HashSet<TypeText> OfLayers, HashSet<TypeText> OfTensors) Find()
    {
        var found = (OfLayers: new HashSet<TypeText>(), OfTensors: new HashSet<TypeText>());
        var seen = new HashSet<MemberText>();
        var queue = new Queue<MemberText>(index.InitialisingMembers());
        while (queue.Count > 0)
        {
            var member = queue.Dequeue();
            if (!seen.Add(member)
                || index.CallersOf(member).ToList() is var callers && callers.Count == 0
                || TakenBy(member) is var taken && taken == Taken.Nothing)
            {
                continue;
            }

            foreach (var caller in callers)
            {
                (taken == Taken.Layers ? found.OfLayers : found.OfTensors).Add(caller.Type);
                queue.Enqueue(caller);
            }
        }

        return found;
    }

    private Taken TakenBy(MemberText member)
    {
        if (member.Node is BaseFieldDeclarationSyntax or BasePropertyDeclarationSyntax)
        {
            // A function may be held in a variable.
            return member.Node.DescendantNodes().Any(node => node is AnonymousFunctionExpressionSyntax)
                || bodies.Model(member.Node).GetDeclaredSymbol(member.Node) is IPropertySymbol { Type.TypeKind: TypeKind.Delegate }
                ? Taken.Layers
                : Taken.Nothing;
        }

        var parameters = member.Node switch
        {
            BaseMethodDeclarationSyntax method => method.ParameterList,
            TypeDeclarationSyntax type => type.ParameterList,
            _ => null,
        };
        return parameters is null ? Taken.Nothing : parameters.Parameters
            .Where(parameter => parameter.Type is not (null or PredefinedTypeSyntax { Keyword.ValueText: not "object" }))
            .Select(parameter => bodies.Model(parameter).GetDeclaredSymbol(parameter) is { Type: var type } ? TakenAs(type) : Taken.Nothing)
            .DefaultIfEmpty(Taken.Nothing)
            .Max();
    }

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
