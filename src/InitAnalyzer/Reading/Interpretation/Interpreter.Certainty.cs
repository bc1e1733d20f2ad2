using System.Collections.Immutable;
using InitAnalyzer.Reading.Values;
using Microsoft.CodeAnalysis;

namespace InitAnalyzer.Reading.Interpretation;

/// <content>
/// Whether a tensor that the reader sees arrive somewhere does arrive there when the program runs. A condition that is
/// not followed may be a question about that very tensor.
/// </content>
internal sealed partial class Interpreter
{
    /// <summary>The conditions around this point that are not followed.</summary>
    private Doubt doubt;

    /// <summary>How many there were where tensors began to be handed on, by a loop or a call; null where none are.</summary>
    private Doubt? carrier;

    /// <summary>The blocks around this point whose exceptions are caught.</summary>
    private int guards;

    /// <summary>Whether no condition could have kept a tensor from getting here.</summary>
    private bool IsBeyondDoubt => doubt.Conditions == (carrier?.Conditions ?? 0);

    private void VisitBody(IOperation? body)
    {
        var outside = doubt;
        Visit(body);
        doubt = outside;
    }

    /// <summary>An element of a collection that a test may have taken out because of what it is.</summary>
    private static Value InDoubt(Value element) => element switch
    {
        WeightValue weight => weight.OfUnknownRank(),
        TupleValue tuple => new TupleValue(ImmutableArray.CreateRange(tuple.Items.Select(InDoubt))),
        ObjectsValue { Single: TensorObject } parameter => parameter.WithUnknown(),
        _ => element,
    };
}
