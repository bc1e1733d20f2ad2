using InitAnalyzer.Frameworks;
using InitAnalyzer.Model;
using InitAnalyzer.Reading.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace InitAnalyzer.Reading.Interpretation;

/// <content>The tensors that initializer calls are given, weights or not.</content>
internal sealed partial class Interpreter
{
    private readonly HashSet<EntryTarget> targets = [];
    private readonly List<EntryTarget> targetsInOrder = [];

    /// <summary>The tensors that were seen to be given to initializer calls, in the order of execution.</summary>
    public IReadOnlyList<EntryTarget> Targets => targetsInOrder;

    private void Note(Framework framework, Initializer initializer, IInvocationOperation invocation, Value value)
    {
        if (state is null || TensorOf(invocation, initializer) is not { } tensor)
        {
            return;
        }

        var direct = tensor is IPropertyReferenceOperation property ? Find(property.Property, out _) as ReadsParameter : null;
        var owner = value switch
        {
            WeightValue weight => weight.Owner,
            ObjectsValue { Single: TensorObject parameter } => parameter,
            _ => null,
        };
        int? rank = value switch
        {
            WeightValue { MayBeUnknown: false } weight => weight.Rank,
            ObjectsValue { Single: TensorObject parameter } => parameter.Rank,
            FreshTensorValue fresh => fresh.Rank,
            _ => direct?.Rank,
        };

        // A condition may ask for the rank of a variable; what is written out as the weight or bias of a layer is just that.
        var isCertain = guards == 0 && (direct is not null || IsBeyondDoubt);
        var filled = new FilledTensor(
            NameOf(tensor, value, owner),
            direct?.Role == ParameterRole.Bias || value is WeightValue { Role: ParameterRole.Bias },
            isCertain ? rank : null,
            owner?.Creation.GetLocation());
        var target = new EntryTarget(
            invocation.Syntax,
            owner is null ? invocation.Syntax : ReportNodeFor(owner, invocation.Syntax),
            framework,
            initializer,
            filled);
        if (targets.Add(target))
        {
            targetsInOrder.Add(target);
        }
    }

    /// <summary>The tensor as the call names it, or by the layer that it belongs to.</summary>
    private static string NameOf(IOperation tensor, Value value, AbstractObject? owner)
    {
        const int longest = 40;
        if (tensor is IPropertyReferenceOperation { Instance: { } layer } property && WrittenName(layer) is { } written)
        {
            return $"{written}.{property.Property.Name}";
        }

        var isVariable = tensor is ILocalReferenceOperation or IParameterReferenceOperation;
        if (owner is not null && (isVariable || tensor is IPropertyReferenceOperation) && (owner.Name ?? (owner.Type?.Name)) is { } name)
        {
            return value is WeightValue weight ? $"{name}.{NameOf(weight.Role)}" : name;
        }

        var text = tensor.Syntax.ToString();
        return text.Length <= longest && text.IndexOf('\n') < 0 ? text : "the tensor";
    }

    private static string NameOf(ParameterRole role) => role == ParameterRole.Weight ? "weight" : "bias";
}
