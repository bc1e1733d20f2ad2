using InitAnalyzer.Frameworks;
using InitAnalyzer.Reading.Source;
using InitAnalyzer.Reading.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace InitAnalyzer.Reading.Interpretation;

/// <content>Tests of the types of modules that are met on a walk, and whether any module there passes them.</content>
internal sealed partial class Interpreter
{
    private readonly Dictionary<SyntaxNode, TypeTest> typeTests = [];
    private readonly Dictionary<AbstractObject, Walked> walkedSequences = [];

    /// <summary>The walk over modules that execution is inside of.</summary>
    private Walked? walked;

    /// <summary>The tests executed so far.</summary>
    public IReadOnlyCollection<TypeTest> TypeTests => typeTests.Values;

    private bool? Test(SyntaxNode node, ITypeSymbol type, bool? outcome)
    {
        if (state is not null && IsModule(type))
        {
            if (!typeTests.TryGetValue(node, out var test))
            {
                typeTests[node] = test = new TypeTest(node, type);
            }

            test.Ran(outcome, walked is { IsTreeKnown: true } known ? known.Function : null);
        }

        return outcome;
    }

    /// <summary>Does something with the elements of a sequence, which may be the modules of a network.</summary>
    private Value InWalkOver(AbstractObject? sequence, Func<Value> action)
    {
        var outer = walked;
        if (sequence is not null && walkedSequences.TryGetValue(sequence, out var own))
        {
            walked = own;
        }

        var result = action();
        walked = outer;
        return result;
    }

    /// <summary>A sequence made of some of the modules of a network, or a copy of all.</summary>
    private Value StillWalks(AbstractObject from, Value to)
    {
        if (walkedSequences.TryGetValue(from, out var walk) && SingleObject(to) is { } made)
        {
            walkedSequences[made] = walk;
        }

        return to;
    }

    /// <summary>Whether certainly no module is below another but those that are seen.</summary>
    private bool IsTreeKnown(AbstractObject root, IReadOnlyList<(string? Name, Value Module)> below)
    {
        return IsClosed(root, isRoot: true)
            && below.All(item => item.Module is ObjectsValue { MayBeUnknown: false } modules && modules.Objects.All(module => IsClosed(module, isRoot: false)));

        bool IsClosed(AbstractObject module, bool isRoot) => module switch
        {
            InstanceObject { Inner: not null } => !isRoot || IsSettled((InstanceObject)module),
            InstanceObject instance => IsPlainModule(instance.Type) && (isRoot ? IsSettled(instance) : IsRegistered(instance)),
            FrameworkModule { Parts: not null } container => PartsOf(container) is not null,
            FrameworkModule { Concept: OpaqueLayerConcept { HasParts: true } } => false,
            FrameworkModule => true,
            _ => false,
        };
    }

    private bool IsRegistered(InstanceObject instance) =>
        state is not null && frameworks.Any(framework => framework.Mark is { } mark && state.HasField(new FieldKey(instance, mark)));

    /// <summary>
    /// Whether no method that is not seen to run may have given a module further parts: it is being made, or was made
    /// here, or has none that could.
    /// </summary>
    private bool IsSettled(InstanceObject instance) =>
        frame.IsConstructing(instance)
        || !ReferenceEquals(instance, allocated.FirstOrDefault())
        || (PartMembersOf(instance.Type).All(member => member is IFieldSymbol { IsReadOnly: true } or IPropertySymbol { SetMethod: null } || !MayHoldModules(member))
            && !instance.Type.SourceChain().SelectMany(type => type.DeclaringSyntaxReferences).Any(reference => AddsParts(reference.GetSyntax(cancellationToken))));

    private static bool MayHoldModules(ISymbol member) =>
        ((member as IFieldSymbol)?.Type ?? ((IPropertySymbol)member).Type) is { IsValueType: false, SpecialType: not SpecialType.System_String };

    private static bool AddsParts(SyntaxNode declaration) => declaration
        .DescendantNodes(node => node is not ConstructorDeclarationSyntax)
        .Any(node => node is SimpleNameSyntax { Identifier.ValueText: "Add" or "append" or "Append" or "Insert" or "add_module" or "register_module" or "RegisterComponents" });

    /// <summary>A walk over the modules below one.</summary>
    /// <param name="Node">The call that walks.</param>
    /// <param name="Function">Its name.</param>
    /// <param name="IsTreeKnown">Whether certainly no others are there than those that are seen.</param>
    private sealed record Walked(SyntaxNode Node, string Function, bool IsTreeKnown);
}
