using System.Collections.Immutable;
using InitAnalyzer.Frameworks;
using InitAnalyzer.Reading.Source;
using InitAnalyzer.Reading.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace InitAnalyzer.Reading.Interpretation;

/// <content>
/// Initialisations that are overwritten in the same straight run of statements. A run is known by its statements alone:
/// they are of one block, and nothing in between does more than initialise, measure or make something.
/// </content>
internal sealed partial class Interpreter
{
    private readonly Dictionary<(AbstractObject Layer, ParameterRole Role), LastFill> lastFills = [];
    private readonly Dictionary<SyntaxNode, int> survivals = [];
    private readonly Dictionary<SyntaxNode, SyntaxNode> overwritten = [];

    /// <summary>The initializer calls that were executed; each with the call that overwrites what it does, if one does every time.</summary>
    public IReadOnlyDictionary<SyntaxNode, SyntaxNode?> Fills =>
        survivals.ToDictionary(pair => pair.Key, pair => pair.Value == 0 ? overwritten[pair.Key] : null);

    private void NoteFill(Initializer initializer, IInvocationOperation invocation, Value value)
    {
        if (state is null)
        {
            return;
        }

        // It survives, until it is seen not to.
        survivals[invocation.Syntax] = survivals.TryGetValue(invocation.Syntax, out var count) ? count + 1 : 1;
        if (value is not WeightValue { MayBeUnknown: false, Layers.Length: 1 } weight || weight.Layers[0].IsSeveral)
        {
            return;
        }

        var key = (weight.Layers[0], weight.Role);
        if (!weight.IsView && initializer.Overwrites && lastFills.TryGetValue(key, out var last)
            && ReferenceEquals(last.Path, path) && Overwrites(invocation, initializer, last, key.Item1))
        {
            survivals[last.Call.Syntax]--;
            overwritten[last.Call.Syntax] = invocation.Syntax;
        }

        lastFills[key] = new LastFill(invocation, initializer, path);
    }

    private bool Overwrites(IInvocationOperation invocation, Initializer initializer, LastFill last, AbstractObject layer)
    {
        if (!IsValueUnused(last.Call) || !(IsValueUnused(invocation) || invocation.Parent is IVariableInitializerOperation))
        {
            return false;
        }

        // Where a helper is handed one layer twice, neither name in it is that of the other.
        var isSameName = TensorOf(invocation, initializer) is { } tensor && TensorOf(last.Call, last.Initializer) is { } earlier
            && TextOf(tensor) == TextOf(earlier);
        var isHandedOver = ReportNodeFor(layer, invocation.Syntax) != invocation.Syntax;
        return (isSameName || !isHandedOver) && IsStraight(last.Call, invocation);
    }

    /// <summary>Whether nobody looks at what a call returns.</summary>
    private static bool IsValueUnused(IOperation call) =>
        call.Parent is IExpressionStatementOperation
            or ISimpleAssignmentOperation { Target: IDiscardOperation, Parent: IExpressionStatementOperation };

    /// <summary>Whether one call follows another in the same block, and neither it nor what stands between looks at the tensor.</summary>
    private bool IsStraight(IOperation first, IOperation second)
    {
        if (StatementOf(first, out var block) is not { } from || StatementOf(second, out var other) is not { } to || block != other)
        {
            return false;
        }

        var start = block.IndexOf(from);
        var end = block.IndexOf(to);
        return start >= 0 && start < end && block.Skip(start + 1).Take(end - start).All(IsHarmless);
    }

    /// <summary>The statement that an operation stands in, and the list of statements that this is one of.</summary>
    private static IOperation? StatementOf(IOperation operation, out ImmutableArray<IOperation> block)
    {
        for (var current = operation; current.Parent is { } parent; current = parent)
        {
            switch (parent)
            {
                case IBlockOperation { Operations: var operations }:
                    block = operations;
                    return current;
                case ISwitchCaseOperation { Body: var body }:
                    block = body;
                    return current;
            }
        }

        block = ImmutableArray<IOperation>.Empty;
        return null;
    }

    /// <summary>Whether a statement neither branches nor does anything with a tensor but fill it or ask for its shape.</summary>
    private bool IsHarmless(IOperation statement) =>
        statement is IExpressionStatementOperation or IVariableDeclarationGroupOperation or IUsingDeclarationOperation or IEmptyOperation
        && statement.Descendants().All(IsHarmlessPart);

    private bool IsHarmlessPart(IOperation part)
    {
        switch (part)
        {
            case IInvocationOperation call:
                return call.TargetMethod.ContainingType.ToDisplayString() is "System.Math" or "System.MathF"
                    || Find(call.TargetMethod, out _) is Initializes or ComputesGain or ComputesFans or ReadsShape or ReadsFan or ReadsRank
                        or RegistersFields or RegistersPart or MakesModule or ReturnsOperand or SetsGradient;
            case IPropertyReferenceOperation { Parent: ISimpleAssignmentOperation { Target: var target } } assigned when target == assigned:
                // A weight that is replaced may live on in another layer.
                return Find(assigned.Property, out _) is null && assigned.Property.IsAutoProperty();
            case IPropertyReferenceOperation property:
                return Find(property.Property, out _) is ReadsParameter or ReadsShape or ReadsFan or ReadsRank
                    || property.Property.IsAutoProperty()
                    || (property.Property.ContainingType.ContainingAssembly is { } assembly
                        && !SymbolEqualityComparer.Default.Equals(assembly, property.SemanticModel?.Compilation.Assembly)
                        && !IsTensor(property.Type) && !IsTensor(property.Property.ContainingType));
            case IBinaryOperation binary:
                return binary.OperatorMethod is null;
            case IUnaryOperation unary:
                return unary.OperatorMethod is null;
            default:
                // A list of what is known to be harmless: a kind of operation that is not on it may run anything.
                return part is IFieldReferenceOperation or ILocalReferenceOperation or IParameterReferenceOperation or IInstanceReferenceOperation
                    or ILiteralOperation or IArgumentOperation or IConversionOperation or IParenthesizedOperation or ITupleOperation
                    or ISimpleAssignmentOperation or IDiscardOperation or IDefaultValueOperation or IArrayCreationOperation or IArrayInitializerOperation
                    or IArrayElementReferenceOperation or ITypeOfOperation or IExpressionStatementOperation
                    or IVariableDeclarationGroupOperation or IVariableDeclarationOperation or IVariableDeclaratorOperation or IVariableInitializerOperation;
        }
    }

    private sealed record LastFill(IInvocationOperation Call, Initializer Initializer, CallPath Path);
}
