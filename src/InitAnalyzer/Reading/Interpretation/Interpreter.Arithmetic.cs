using InitAnalyzer.Frameworks;
using InitAnalyzer.Model;
using InitAnalyzer.Reading.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace InitAnalyzer.Reading.Interpretation;

/// <content>Numbers, comparisons, and operators of tensors.</content>
internal sealed partial class Interpreter
{
    private static double? TryNumber(object constant) => constant switch
    {
        double value => value,
        float value => value,
        decimal value => (double)value,
        sbyte or byte or short or ushort or int or uint or long or ulong => Convert.ToDouble(constant),
        _ => null,
    };

    private static Quantity? QuantityOf(Value value) => value switch
    {
        NumberValue number => number.Quantity,
        ConstantValue { Constant: { } constant } when TryNumber(constant) is { } number => new Quantity(number),
        _ => null,
    };

    private static Value ToValue(Quantity? quantity) => quantity is null ? Value.Unknown : new NumberValue(quantity);

    private Value VisitBinary(IBinaryOperation binary)
    {
        if (binary.OperatorKind is BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr)
        {
            return VisitShortCircuit(binary);
        }

        if (DecideRound(binary) is { } decided)
        {
            return Truth(decided);
        }

        var left = Visit(binary.LeftOperand);
        var right = Visit(binary.RightOperand);
        return Combine(binary, binary.OperatorKind, binary.OperatorMethod, binary.Type, left, right);
    }

    private Value Combine(
        IOperation operation,
        BinaryOperatorKind kind,
        IMethodSymbol? method,
        ITypeSymbol? type,
        Value left,
        Value right)
    {
        if (method is not null)
        {
            if (Find(method, out var framework) is AppliesModule applies)
            {
                return Apply(framework, applies.Module, operation, [left, right]);
            }

            Escape(left, method.ReturnType);
            Escape(right, method.ReturnType);
            return Unfollowed(method.ReturnType);
        }

        switch (kind)
        {
            case BinaryOperatorKind.Equals when left is not NumberValue && right is not NumberValue:
                return Truth(AreEqual(left, right));
            case BinaryOperatorKind.NotEquals when left is not NumberValue && right is not NumberValue:
                return Truth(!AreEqual(left, right));
        }

        if (SizeOf(left) is { } x && SizeOf(right) is { } y && (left is ConstantValue && right is ConstantValue || IsComparison(kind)))
        {
            return CombineIntegers(kind, x, y);
        }

        if (kind == BinaryOperatorKind.Add && type?.SpecialType == SpecialType.System_String)
        {
            return Concatenate([left, right]);
        }

        if (QuantityOf(left) is not { } p || QuantityOf(right) is not { } q)
        {
            return Value.Unknown;
        }

        var isReal = type is { SpecialType: SpecialType.System_Double or SpecialType.System_Single };
        return kind switch
        {
            BinaryOperatorKind.Add => ToValue(Quantity.Add(p, q)),
            BinaryOperatorKind.Subtract => ToValue(Quantity.Subtract(p, q)),
            BinaryOperatorKind.Multiply => ToValue(Quantity.Multiply(p, q)),
            BinaryOperatorKind.Divide when isReal => ToValue(Quantity.Divide(p, q)),
            _ => Value.Unknown,
        };
    }

    private static bool IsComparison(BinaryOperatorKind kind) => kind
        is BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals or BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual;

    /// <summary>A whole number, or the number of a layer's inputs or outputs where it is known.</summary>
    private static double? SizeOf(Value value) => value switch
    {
        ConstantValue { Constant: { } constant } => TryNumber(constant),
        NumberValue { Quantity: { Coefficient: 1, Power: 1, Fan: { Layer: FrameworkModule { IsSeveral: false } layer } fan } } =>
            fan.Part == FanPart.In ? layer.Inputs : fan.Part == FanPart.Out ? layer.Outputs : null,
        _ => null,
    };

    /// <summary>A text made of parts that are constants.</summary>
    private static Value Concatenate(IEnumerable<Value> parts)
    {
        var text = "";
        foreach (var part in parts)
        {
            if (part is not ConstantValue { Constant: { } constant and (string or char or int or long) })
            {
                return Value.Unknown;
            }

            text += Convert.ToString(constant, System.Globalization.CultureInfo.InvariantCulture);
        }

        return new ConstantValue(text);
    }

    private Value VisitInterpolation(IInterpolatedStringOperation text) => Concatenate(text.Parts.Select(part => part switch
    {
        IInterpolatedStringTextOperation literal => Visit(literal.Text),
        IInterpolationOperation { FormatString: null, Alignment: null } hole => Visit(hole.Expression),
        _ => Value.Unknown,
    }).ToList());

    private static Value CombineIntegers(BinaryOperatorKind kind, double x, double y) => kind switch
    {
        BinaryOperatorKind.Equals => Truth(x.Equals(y)),
        BinaryOperatorKind.NotEquals => Truth(!x.Equals(y)),
        BinaryOperatorKind.LessThan => Truth(x < y),
        BinaryOperatorKind.LessThanOrEqual => Truth(x <= y),
        BinaryOperatorKind.GreaterThan => Truth(x > y),
        BinaryOperatorKind.GreaterThanOrEqual => Truth(x >= y),
        BinaryOperatorKind.Add => Integer(x + y),
        BinaryOperatorKind.Subtract => Integer(x - y),
        BinaryOperatorKind.Multiply => Integer(x * y),
        BinaryOperatorKind.Divide when y != 0 => Integer(Math.Truncate(x / y)),
        BinaryOperatorKind.Remainder when y != 0 => Integer(x % y),
        _ => Value.Unknown,
    };

    private static Value Integer(double value) =>
        Math.Abs(value) < 1L << 52 ? new ConstantValue((long)value) : Value.Unknown;

    private Value VisitShortCircuit(IBinaryOperation binary)
    {
        var isAnd = binary.OperatorKind == BinaryOperatorKind.ConditionalAnd;
        var left = Decide(binary.LeftOperand);
        if (left is { } decided && decided != isAnd)
        {
            return Truth(decided);
        }

        var before = state;
        var outerDoubt = doubt;
        doubt = left is null ? Under(doubt, binary.LeftOperand) : doubt;
        var right = Decide(binary.RightOperand);
        doubt = outerDoubt;
        if (left is null)
        {
            state = State.Join(before, state);
        }

        return Truth(isAnd ? And(left, right) : Or(left, right));
    }

    private Value VisitUnary(IUnaryOperation unary)
    {
        if (unary.OperatorKind == UnaryOperatorKind.Not)
        {
            return Truth(!Decide(unary.Operand));
        }

        var operand = Visit(unary.Operand);
        if (unary.OperatorMethod is { } method)
        {
            return Find(method, out var framework) is AppliesModule applies
                ? Apply(framework, applies.Module, unary, [operand])
                : Value.Unknown;
        }

        return unary.OperatorKind switch
        {
            UnaryOperatorKind.Plus => operand,
            UnaryOperatorKind.Minus when operand is ConstantValue { Constant: { } constant } && TryNumber(constant) is { } number => Integer(-number),
            UnaryOperatorKind.Minus => ToValue(QuantityOf(operand)?.Negate()),
            UnaryOperatorKind.Hat when operand is ConstantValue { Constant: { } constant } && TryNumber(constant) is { } distance =>
                new ConstantValue(new FromEnd((int)distance)),
            _ => Value.Unknown,
        };
    }

    private Value VisitIncrement(IIncrementOrDecrementOperation increment)
    {
        var value = Visit(increment.Target);
        var step = increment.Kind == OperationKind.Increment ? 1 : -1;
        var after = value is ConstantValue { Constant: { } constant } && TryNumber(constant) is { } number
            ? Integer(number + step)
            : Value.Unknown;

        // A counter that a loop of unknown length changes is any number.
        Assign(increment.Target, loopDepth > 0 ? Value.Unknown : after);
        return increment.IsPostfix ? value : after;
    }

    /// <summary>Evaluates a condition: true, false, or not known.</summary>
    private bool? Decide(IOperation? condition) =>
        Visit(condition) is ConstantValue { Constant: bool known } ? known : null;

    private static bool? And(bool? a, bool? b) => a == false || b == false ? false : a == true && b == true ? true : null;

    private static bool? Or(bool? a, bool? b) => a == true || b == true ? true : a == false && b == false ? false : null;

    private static bool? AreEqual(Value a, Value b) => (a, b) switch
    {
        (ConstantValue { Constant: ITypeSymbol x }, ConstantValue { Constant: ITypeSymbol y }) =>
            SymbolEqualityComparer.Default.Equals(x.OriginalDefinition, y.OriginalDefinition),
        (ConstantValue { Constant: null }, ConstantValue { Constant: null }) => true,
        (ConstantValue { Constant: { } x }, ConstantValue { Constant: { } y }) =>
            TryNumber(x) is { } p && TryNumber(y) is { } q ? p.Equals(q) : Equals(x, y),
        (ConstantValue { Constant: null }, ConstantValue) or (ConstantValue, ConstantValue { Constant: null }) => false,
        (ObjectsValue { MayBeNull: false, MayBeUnknown: false } or FunctionValue, ConstantValue { Constant: null }) => false,
        (ConstantValue { Constant: null }, ObjectsValue { MayBeNull: false, MayBeUnknown: false } or FunctionValue) => false,
        (ObjectsValue { MayBeUnknown: false, MayBeNull: false } x, ObjectsValue { MayBeUnknown: false, MayBeNull: false } y) =>
            !x.Objects.Any(y.Objects.Contains) ? false
            : x.Single is { IsSeveral: false } one && ReferenceEquals(one, y.Single) ? true
            : null,
        _ => null,
    };
}
