using InitAnalyzer.Frameworks;
using InitAnalyzer.Model;
using InitAnalyzer.Reading.Values;
using InitAnalyzer.Theory;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace InitAnalyzer.Reading.Interpretation;

/// <content>Initializer calls: which weights they fill, with which law.</content>
internal sealed partial class Interpreter
{
    private Value Initialise(Framework framework, Initializer initializer, IInvocationOperation invocation, Value? receiver, IReadOnlyList<Argument> arguments)
    {
        initialiserRuns++;
        var target = initializer.Tensor is { } parameter ? ArgumentOf(arguments, parameter) : receiver;
        Note(framework, initializer, invocation, target ?? Value.Unknown);
        if (initializer.NeedsNoGradient)
        {
            NoteGradientFill(framework, invocation, receiver);
        }

        // What a tensor made by hand is filled with, it will have as a parameter.
        var made = target is FreshTensorValue { Tensor: { } tensor }
            ? AsWeight(ObjectsValue.Of(tensor))
            : AsWeight(target);
        NoteFill(initializer, invocation, made ?? target ?? Value.Unknown);
        TouchFilled(target ?? Value.Unknown);
        if (target is WeightValue { Role: ParameterRole.Bias } bias && (bias.IsView || !initializer.Law(new CallArguments(arguments)).IsZero))
        {
            changedBiases.UnionWith(bias.Layers);
        }

        if (made is not { } weight)
        {
            if (target is FreshTensorValue or TensorValue)
            {
                OtherCalls.Add(invocation.Syntax);
            }

            // The fill of a tensor that is no known weight: what it was, it is no more.
            return initializer.Tensor is null && target is TensorValue ? TensorValue.Opaque : target ?? Value.Unknown;
        }

        if (weight.Role != ParameterRole.Weight || (weight.Layers.IsEmpty && !weight.MayBeUnknown)
            || (weight is { Rank: 1, Layers.IsEmpty: false, MayBeUnknown: false } && weight.Layers.All(layer => layer is TensorObject)))
        {
            OtherCalls.Add(invocation.Syntax);
            return target!;
        }

        if (weight.IsView || weight.MayBeUnknown || weight.Layers.Any(IsInQuestion))
        {
            // A part of the weight is filled, or all of it in another shape, or perhaps the weight of another layer, or none.
            Forget(weight);
            return target!;
        }

        var law = initializer.Law(new CallArguments(arguments));
        var isCertain = weight.Layers.Length == 1;
        foreach (var layer in weight.Layers)
        {
            var reportNode = ReportNodeFor(layer, invocation.Syntax);
            var key = (invocation.Syntax, path, layer);
            if (!initialisations.TryGetValue(key, out var initialisation))
            {
                var name = isCertain ? WrittenName(invocation, initializer) : null;
                initialisations[key] = initialisation = new Initialisation(
                    invocation.Syntax,
                    reportNode,
                    framework,
                    initializer,
                    name,
                    initialisations.Count,
                    isAlternative: weight.Layers.Length > 1);
            }

            initialisation.Gives(For(layer, law));
            state = state?.WithLaw(layer, initialisation, isCertain && !layer.IsSeveral);
        }

        return target!;
    }

    /// <summary>What fills a weight by ways that are not followed leaves its law unknown.</summary>
    private void Forget(WeightValue weight)
    {
        if (weight.Role == ParameterRole.Weight)
        {
            foreach (var layer in weight.Layers)
            {
                state = state?.WithoutLaw(layer);
            }
        }
        else
        {
            changedBiases.UnionWith(weight.Layers);
        }
    }

    /// <summary>A helper that is handed the layer, or its weight, is reported where it is handed over.</summary>
    private SyntaxNode ReportNodeFor(AbstractObject layer, SyntaxNode call)
    {
        var node = call;
        for (var at = frame; at is { HandedOver: { } handedOver, CallSite: { } site } && handedOver.Contains(layer); at = at.Caller)
        {
            node = site;
        }

        return node;
    }

    /// <summary>
    /// The law as this layer takes it: a fan that it was written with must be the layer's own, be it by reference or as
    /// a number that was divided by.
    /// </summary>
    public static InitializerLaw For(AbstractObject layer, InitializerLaw law)
    {
        var known = layer switch
        {
            FrameworkModule module => module.Fans,
            TensorObject tensor => tensor.NominalFans,
            _ => null,
        };
        if (law.FanOf is { } fan && !ReferenceEquals(fan.Layer, layer))
        {
            return InitializerLaw.Unknown;
        }

        if (law is { Divisors: { } written, RootDivisors: null, Law: { Mean: 0, Distribution: Distribution.Normal } number } && known is { } sizes
            && Variances.OfRoot(Math.Sqrt(number.VarianceFor(sizes)), written, sizes) is { } ofRoot)
        {
            return InitializerLaw.Unknown with { OfRoot = ofRoot };
        }

        law = law with { Divisors = null };
        if (!law.IsFixedScale || law.Law is not { Mean: 0 } absolute || law.RootDivisors is not { } divisors || known is not { } fans)
        {
            return law with { RootDivisors = null };
        }

        var variance = absolute.VarianceFor(fans);
        if (double.IsInfinity(variance * (fans.In + fans.Out)))
        {
            return InitializerLaw.Unknown;
        }

        WeightLaw? relative =
            divisors.Contains(fans.In) ? WeightLaw.OfScale(absolute.Distribution, variance * fans.In, FanMode.FanIn)
            : divisors.Contains(fans.Out) ? WeightLaw.OfScale(absolute.Distribution, variance * fans.Out, FanMode.FanOut)
            : divisors.Contains(fans.In + fans.Out) ? WeightLaw.OfScale(absolute.Distribution, variance * fans.Average, FanMode.FanAverage)
            : null;
        return relative is null ? law with { RootDivisors = null } : new InitializerLaw(relative);
    }

    /// <summary>The layer as the call names it: <c>fc1</c> of <c>fc1.weight</c>, <c>net[0]</c> of <c>((Linear)net[0]).weight</c>.</summary>
    private static string? WrittenName(IInvocationOperation invocation, Initializer initializer)
    {
        return TensorOf(invocation, initializer) is IPropertyReferenceOperation { Instance: { } layer } ? WrittenName(layer) : null;
    }

    /// <summary>What is filled, as it stands in source.</summary>
    private static IOperation? TensorOf(IInvocationOperation invocation, Initializer initializer)
    {
        var tensor = initializer.Tensor is null
            ? invocation.Instance
            : invocation.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == initializer.Tensor)?.Value;
        return tensor is null ? null : Strip(tensor);
    }

    private static string? WrittenName(IOperation operation)
    {
        var current = Strip(operation);
        switch (current)
        {
            case IFieldReferenceOperation or IPropertyReferenceOperation { Property.IsIndexer: false }:
                return WithoutThis(current.Syntax);

            // A loop's variable, a pattern's variable or a parameter names no layer of its own; a container's index does.
            case IPropertyReferenceOperation { Instance: IFieldReferenceOperation or ILocalReferenceOperation } indexer:
                return WithoutThis(indexer.Syntax);
            case IArrayElementReferenceOperation { ArrayReference: IFieldReferenceOperation or ILocalReferenceOperation } element:
                return WithoutThis(element.Syntax);
            default:
                return null;
        }

        static string WithoutThis(SyntaxNode node) =>
            node is MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } member ? member.Name.ToString() : node.ToString();
    }

    /// <summary>The arguments of one call, as far as they are known.</summary>
    private sealed class CallArguments(IReadOnlyList<Argument> values) : IInitializerArguments
    {
        public bool IsWritten(string parameter) => FindArgument(values, parameter) is { Syntax: not null };

        public Quantity? Number(string parameter) => ArgumentOf(values, parameter) is { } value ? QuantityOf(value) : null;

        public int? Enum(string parameter) => EnumOf(ArgumentOf(values, parameter));

        public string? Text(string parameter) => (ArgumentOf(values, parameter) as ConstantValue)?.Constant as string;
    }
}
