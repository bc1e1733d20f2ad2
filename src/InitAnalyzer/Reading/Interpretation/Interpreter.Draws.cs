using System.Collections.Immutable;
using InitAnalyzer.Frameworks;
using InitAnalyzer.Model;
using InitAnalyzer.Reading.Values;
using InitAnalyzer.Theory;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace InitAnalyzer.Reading.Interpretation;

/// <content>Tensors made by expressions, with the laws of their elements: <c>randn(a, b) * 0.02</c>, <c>rand(a, b).sub_(0.5)</c>.</content>
internal sealed partial class Interpreter
{
    private Value MakeTensor(Framework framework, MakesTensor makes, IInvocationOperation invocation, IReadOnlyList<Argument> arguments)
    {
        var sizes = SizesOf(arguments);
        var rank = sizes?.Length ?? RankOf(arguments);
        var tensor = Allocate(invocation.Syntax, site => new TensorObject(site, rank, sizes));
        Draw(framework, tensor, invocation.Syntax, DrawOf(makes, arguments));
        var value = new FreshTensorValue(rank, tensor);
        return ArgumentOf(arguments, "requires_grad") is ConstantValue { Constant: true } ? AsParameter(value, invocation.Syntax, isTrained: true) : value;
    }

    private static Draw? DrawOf(MakesTensor makes, IReadOnlyList<Argument> arguments)
    {
        if (makes.Distribution is not { } distribution)
        {
            return null;
        }

        var draw = Model.Draw.Of(distribution);
        if (makes.Deviation is not { } deviation || makes.Mean is not { } mean)
        {
            return draw;
        }

        return ArgumentOf(arguments, mean) is { } m && ArgumentOf(arguments, deviation) is { } d && QuantityOf(m) is { } given && QuantityOf(d) is { } std
            ? draw with { Mean = given, Deviation = std }
            : null;
    }

    /// <summary>A parameter out of a tensor; the tensor is no other.</summary>
    private Value MakeParameter(SyntaxNode site, IReadOnlyList<Argument> arguments)
    {
        var data = arguments.Count > 0 ? arguments[0].Value : Value.Unknown;
        return AsParameter(data, site, isTrained: ArgumentOf(arguments, "requires_grad") is not { } asked || asked is ConstantValue { Constant: true });
    }

    private Value AsParameter(Value data, SyntaxNode site, bool isTrained)
    {
        if (AsWeight(data) is { IsView: false } known && known.Layers.All(layer => layer is TensorObject))
        {
            return data;
        }

        TensorObject parameter;
        if (data is FreshTensorValue { Tensor: { } tensor })
        {
            parameter = tensor;
        }
        else
        {
            var rank = (data as FreshTensorValue)?.Rank;
            parameter = Allocate(site, node => new TensorObject(node, rank));
            state = state?.WithoutLaw(parameter);
        }

        parameter.IsParameter = true;
        parameter.IsFrozen = !isTrained;
        return ObjectsValue.Of(parameter);
    }

    /// <summary>Arithmetic of a tensor that was just made and a number; null where it is something else.</summary>
    private Value? Compute(Framework framework, Arithmetic arithmetic, IOperation operation, IReadOnlyList<Value> operands, bool isInPlace)
    {
        var at = operands.Count > 1 && operands[0] is not FreshTensorValue ? 1 : 0;
        if (arithmetic == Arithmetic.None || operands.Count == 0 || operands[at] is not FreshTensorValue { Tensor: { } tensor } fresh)
        {
            return null;
        }

        var number = operands.Count > 1 ? QuantityOf(operands[1 - at]) : null;
        var isNumber = operands.Count <= 1 || number is not null || operands[1 - at] is ConstantValue or UnknownValue;
        if (!isNumber && !isInPlace)
        {
            return null;
        }

        // A further argument is a factor of the second operand, or a way of rounding.
        var isPlain = operation is not IInvocationOperation call
            || call.Arguments.Count(argument => argument.ArgumentKind == ArgumentKind.Explicit) <= (call.Instance is null ? 2 : 1);
        var isDrawn = IsDrawn(tensor);
        var draw = isPlain && DrawOf(tensor) is { } so ? Compute(arithmetic, so, number, isLeft: at == 0) : null;
        if (isInPlace)
        {
            Draw(framework, tensor, operation.Syntax, draw, isDrawn);
            return fresh;
        }

        // What is not known to be a number may be a tensor of more dimensions.
        var isSized = operands.Count == 1 || number is not null;
        var result = Allocate(operation.Syntax, site => new TensorObject(site, isSized ? tensor.Rank : null, isSized ? tensor.Sizes : null));
        Draw(framework, result, operation.Syntax, draw, isDrawn);
        return new FreshTensorValue(result.Rank, result);
    }

    private static Draw? Compute(Arithmetic arithmetic, Draw draw, Quantity? number, bool isLeft) => (arithmetic, number) switch
    {
        (Arithmetic.Negation, _) => draw.Negated(),
        (Arithmetic.Multiplication, { } factor) => draw.Times(factor),
        (Arithmetic.Division, { } divisor) when isLeft => draw.DividedBy(divisor),
        (Arithmetic.Addition, { } term) => draw.Plus(term),
        (Arithmetic.Subtraction, { } term) => isLeft ? draw.Plus(term.Negate()) : draw.Negated().Plus(term),
        _ => null,
    };

    private static Arithmetic ArithmeticOf(ModuleConcept concept) => concept switch
    {
        AdditionConcept => Arithmetic.Addition,
        MultiplicationConcept => Arithmetic.Multiplication,
        EndConcept end => end.Arithmetic,
        _ => Arithmetic.None,
    };

    /// <summary>What a tensor is drawn from, where that is one thing and known.</summary>
    private Draw? DrawOf(TensorObject tensor) =>
        state is not null && state.Laws.TryGetValue(tensor, out var laws) && laws.Count == 1 ? laws.First().Draw : null;

    /// <summary>Whether a tensor is made by an expression that draws numbers.</summary>
    private bool IsDrawn(TensorObject tensor) =>
        state is not null && state.Laws.TryGetValue(tensor, out var laws) && laws.Count == 1 && laws.First().Initializer is null;

    /// <summary>Notes what a tensor is drawn from; null where that is not known here, though it may be where a size is.</summary>
    private void Draw(Framework framework, TensorObject tensor, SyntaxNode node, Draw? draw, bool isDrawn = false)
    {
        if (draw is null && !isDrawn)
        {
            state = state?.WithoutLaw(tensor);
            return;
        }

        var key = (node, path, (AbstractObject)tensor);
        if (!initialisations.TryGetValue(key, out var made))
        {
            initialisations[key] = made = new Initialisation(node, node, framework, initializer: null, layerName: null, initialisations.Count, isAlternative: false) { Draw = draw };
        }
        else if (draw is null ? made.Draw is not null : made.Draw?.IsSameAs(draw) != true)
        {
            // Rounds of a loop that disagree.
            made.Draw = null;
            made.Gives(InitializerLaw.Unknown);
        }

        made.Gives(draw is null ? InitializerLaw.Unknown : For(tensor, draw.ToLaw()));
        state = state?.WithLaw(tensor, made, isCertain: true);
    }

    private ImmutableArray<long>? SizesOf(IReadOnlyList<Argument> arguments)
    {
        IEnumerable<Value> given;
        if (ArgumentOf(arguments, "size") is { } size && ItemsOf(size) is { } listed)
        {
            given = listed;
        }
        else if (arguments.Count > 0 && ItemsOf(arguments[0].Value) is { } items)
        {
            given = items;
        }
        else
        {
            given = arguments.Where(IsSize).Select(argument => argument.Value);
        }

        var sizes = given.Select(Size).ToList();
        return sizes.Count > 0 && sizes.All(value => value is not null) ? sizes.Select(value => value!.Value).ToImmutableArray() : null;
    }

    private static bool IsSize(Argument argument) => argument.Parameter.Type.SpecialType is SpecialType.System_Int64 or SpecialType.System_Int32;
}
