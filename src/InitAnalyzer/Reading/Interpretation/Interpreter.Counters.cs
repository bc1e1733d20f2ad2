using InitAnalyzer.Reading.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace InitAnalyzer.Reading.Interpretation;

/// <content>Counters of loops whose length is not known: which questions tell the last round from the others.</content>
internal sealed partial class Interpreter
{
    private readonly Dictionary<ISymbol, Counter> counters = new(SymbolEqualityComparer.Default);

    /// <summary><c>for (…; i &lt; bound; …)</c>.</summary>
    private static Counter? CounterOf(IForLoopOperation loop) =>
        loop.Condition is IBinaryOperation { OperatorKind: BinaryOperatorKind.LessThan } condition
        && Strip(condition.LeftOperand) is ILocalReferenceOperation variable
            ? new Counter(variable.Local, TextOf(condition.RightOperand), IsLast: false)
            : null;

    /// <summary>Whether a comparison of a counter with its bound holds in this round; null where it asks something else.</summary>
    private bool? DecideRound(IBinaryOperation comparison)
    {
        if (counters.Count == 0)
        {
            return null;
        }

        var left = Strip(comparison.LeftOperand);
        var right = Strip(comparison.RightOperand);
        Counter? counter;
        bool isAboutLast;
        if (left is ILocalReferenceOperation variable && counters.TryGetValue(variable.Local, out counter))
        {
            // i < bound - 1
            isAboutLast = right is IBinaryOperation { OperatorKind: BinaryOperatorKind.Subtract } difference
                && IsOne(difference.RightOperand) && TextOf(difference.LeftOperand) == counter.Bound;
        }
        else if (left is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum && IsOne(sum.RightOperand)
            && Strip(sum.LeftOperand) is ILocalReferenceOperation increased && counters.TryGetValue(increased.Local, out counter))
        {
            // i + 1 < bound
            isAboutLast = TextOf(right) == counter.Bound;
        }
        else
        {
            return null;
        }

        return !isAboutLast ? null : comparison.OperatorKind switch
        {
            BinaryOperatorKind.LessThan or BinaryOperatorKind.NotEquals => !counter.IsLast,
            BinaryOperatorKind.Equals or BinaryOperatorKind.GreaterThanOrEqual => counter.IsLast,
            _ => null,
        };
    }

    private static IOperation Strip(IOperation operation)
    {
        while (operation is IConversionOperation or IParenthesizedOperation)
        {
            operation = operation is IConversionOperation conversion ? conversion.Operand : ((IParenthesizedOperation)operation).Operand;
        }

        return operation;
    }

    private static string TextOf(IOperation operation) => string.Concat(Strip(operation).Syntax.ToString().Where(letter => !char.IsWhiteSpace(letter)));

    private static bool IsOne(IOperation operation) =>
        Strip(operation).ConstantValue is { HasValue: true, Value: { } value } && TryNumber(value) == 1;

    /// <summary>A loop's counter, the text of its bound, and whether the last round is being run.</summary>
    private sealed record Counter(ISymbol Variable, string Bound, bool IsLast);
}
