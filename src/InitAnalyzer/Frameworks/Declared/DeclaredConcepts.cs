using InitAnalyzer.Model;
using InitAnalyzer.Theory;
using Microsoft.CodeAnalysis;

namespace InitAnalyzer.Frameworks.Declared;

/// <summary>The concept that a declaration means.</summary>
internal static class DeclaredConcepts
{
    /// <summary>The concept; null, with what is wrong, where the declaration cannot be read.</summary>
    public static Concept? Of(Declaration declaration, out string? error)
    {
        error = null;
        if (declaration.Values.Keys.FirstOrDefault(key => !Roles.Keys[declaration.Role].Contains(key)) is { } unknown)
        {
            error = Roles.Keys[declaration.Role].Length == 0
                ? $"{declaration.Role} takes nothing, but '{unknown}' is given"
                : $"{declaration.Role} has no '{unknown}'; it takes {string.Join(", ", Roles.Keys[declaration.Role])}";
            return null;
        }

        switch (declaration.Role)
        {
            case Roles.WeightInitializer:
                return LawOf(declaration, out error) is { } law
                    ? new MakesInitializer(new Initializer(NameOf(declaration.Symbol), null, law)
                    {
                        HasScale = true,
                        Deviation = declaration.Number("standardDeviation") is null ? declaration.Text("standardDeviation") : null,
                    })
                    : null;
            case Roles.AddsLayer:
                return new AddsPart(declaration.Text("layer") ?? FirstParameter(declaration.Symbol));
            case Roles.CallsLayer:
                return new CallsModule(declaration.Text("input") ?? FirstParameter(declaration.Symbol));
            case Roles.LayerArguments:
                return new MakesArguments();
            case Roles.LayerArgument:
                if (declaration.Text(Roles.Name) is { } argument && Roles.Arguments.Values.Contains(argument))
                {
                    return new SetsArgument(argument);
                }

                error = $"{Roles.LayerArgument} needs one of {string.Join(", ", Roles.Arguments.Values)}";
                return null;
            default:
                return ModuleOf(declaration, out error) is { } module ? Of(declaration.Symbol, module) : null;
        }
    }

    /// <summary>A method that gives back what it is given is applied; another makes a module.</summary>
    private static Concept Of(ISymbol symbol, ModuleConcept module)
    {
        if (symbol is IMethodSymbol { MethodKind: not MethodKind.Constructor } method && module is not (WeightLayerConcept or SequentialConcept))
        {
            var operand = method.IsStatic ? method.Parameters.FirstOrDefault()?.Type : method.ContainingType;
            if (SymbolEqualityComparer.Default.Equals(operand?.OriginalDefinition, method.ReturnType.OriginalDefinition))
            {
                return new AppliesModule(module);
            }
        }

        // A builder's method gives back the builder.
        return symbol is IMethodSymbol { IsStatic: false, MethodKind: not MethodKind.Constructor } builder
            && SymbolEqualityComparer.Default.Equals(builder.ContainingType, builder.ReturnType)
            ? new AppendsModule(module)
            : new MakesModule(module);
    }

    private static ModuleConcept? ModuleOf(Declaration declaration, out string? error)
    {
        error = null;
        switch (declaration.Role)
        {
            case Roles.WeightLayer:
                return LayerOf(declaration, out error);
            case Roles.OtherLayer:
                return new OpaqueLayerConcept(NameOf(declaration.Symbol));
            case Roles.ActivationFunction:
                var name = declaration.Text(Roles.Name) ?? NameOf(declaration.Symbol);
                if (ActivationCatalog.All.FirstOrDefault(known => string.Equals(known.Name, name, StringComparison.OrdinalIgnoreCase)) is { } activation)
                {
                    return new ActivationConcept(activation.Name, declaration.Text("parameter") ?? "");
                }

                error = $"there is no activation '{name}'; there are {string.Join(", ", ActivationCatalog.All.Select(known => known.Name))}";
                return null;
            case Roles.Normalization:
                return new NormalisationConcept();
            case Roles.PassThrough:
                return new PassThroughConcept(KeepsMoments: !declaration.Is("rescales"));
            case Roles.Dropout:
                return new DropoutConcept(NameOf(declaration.Symbol), declaration.Text("alternative")) { Probability = declaration.Text("rate") ?? "rate", KeepsWidth = true };
            case Roles.Network:
                return new SequentialConcept(declaration.Text("layers")) { FeedsLayer = declaration.Is("feedsLayer") };
            default:
                throw new ArgumentOutOfRangeException(nameof(declaration), declaration.Role, "There is no such role.");
        }
    }

    private static WeightLayerConcept? LayerOf(Declaration declaration, out string? error)
    {
        LayerGeometry? geometry = declaration.Text("layout")?.ToLowerInvariant() switch
        {
            null or "dense" => LayerGeometry.Dense,
            "convolution" => LayerGeometry.Convolution,
            "transposed" => LayerGeometry.TransposedConvolution,
            "other" => LayerGeometry.Other,
            _ => null,
        };
        if (geometry is not { } layout)
        {
            error = $"'{declaration.Text("layout")}' is no layout; there are dense, convolution, transposed and other";
            return null;
        }

        if (!TryFan(declaration.Text("defaultFan"), out var fan, out error) || !TryDistribution(declaration.Text("defaultDistribution"), out var distribution, out error))
        {
            return null;
        }

        if (declaration.Text("defaultScale") is { } scale && declaration.Number("defaultScale") is not >= 0)
        {
            error = $"'{scale}' is no scale";
            return null;
        }

        if (declaration.Text("dimensions") is { } written && declaration.Number("dimensions") is not (1 or 2 or 3))
        {
            error = $"'{written}' is no number of dimensions; there are kernels of 1, 2 and 3";
            return null;
        }

        return new WeightLayerConcept(
            NameOf(declaration.Symbol),
            layout,
            declaration.Text("inputs"),
            declaration.Text("outputs") ?? "outputs",
            declaration.Text("kernel") ?? "kernel",
            declaration.Text("groups"),
            declaration.Number("dimensions") is { } dimensions ? (int)dimensions : null)
        {
            Bias = declaration.Text("bias"),
            Activation = declaration.Text("activation") ?? "activation",
            Initializer = declaration.Text("initializer") ?? "initializer",
            BiasInitializer = declaration.Text("biasInitializer") ?? "biasInitializer",
            HasZeroBias = declaration.Is("biasIsZero"),
            DefaultLaw = declaration.Number("defaultScale") is { } c ? WeightLaw.OfScale(distribution, c, fan) : null,
            DefaultsToRecommended = declaration.Is("defaultIsRecommended"),
        };
    }

    private static Func<IInitializerArguments, InitializerLaw>? LawOf(Declaration declaration, out string? error)
    {
        if (!TryFan(declaration.Text("fan"), out var fan, out error) || !TryDistribution(declaration.Text("distribution"), out var distribution, out error))
        {
            return null;
        }

        if (declaration.Text("scale") is not null)
        {
            return arguments => Value(declaration, "scale", arguments) is { IsConstant: true, Coefficient: var c } ? Laws.Scaled(distribution, c, fan) : InitializerLaw.Unknown;
        }

        if (declaration.Text("gain") is not null)
        {
            return arguments => Value(declaration, "gain", arguments) is { IsConstant: true, Coefficient: var gain } ? Laws.Scaled(distribution, gain * gain, fan) : InitializerLaw.Unknown;
        }

        if (declaration.Text("standardDeviation") is not null)
        {
            return arguments => (declaration.Text("mean") is null ? new Quantity(0) : Value(declaration, "mean", arguments)) is { IsConstant: true } mean
                && Value(declaration, "standardDeviation", arguments) is { } deviation
                ? InitializerLaw.OfDeviation(distribution, mean.Coefficient, deviation)
                : InitializerLaw.Unknown;
        }

        if (declaration.Text("bound") is not null)
        {
            return arguments => Value(declaration, "bound", arguments) is { } bound ? Laws.Between(bound.Negate(), bound) : InitializerLaw.Unknown;
        }

        if (declaration.Text("low") is not null && declaration.Text("high") is not null)
        {
            return arguments => Value(declaration, "low", arguments) is { } low && Value(declaration, "high", arguments) is { } high
                ? Laws.Between(low, high)
                : InitializerLaw.Unknown;
        }

        if (declaration.Text("value") is not null)
        {
            return arguments => Value(declaration, "value", arguments) is { IsConstant: true, Coefficient: 0 } ? Laws.Zero : Laws.Of(Distribution.Constant);
        }

        error = $"{Roles.WeightInitializer} needs a scale, a gain, a standardDeviation, a bound, low and high, or a value";
        return null;
    }

    /// <summary>A number that is written, or what is passed for the parameter of that name.</summary>
    private static Quantity? Value(Declaration declaration, string key, IInitializerArguments arguments) =>
        declaration.Number(key) is { } number ? new Quantity(number) : arguments.Number(declaration.Text(key)!);

    public static bool TryFan(string? text, out FanMode fan, out string? error)
    {
        error = null;
        fan = text?.ToLowerInvariant() switch
        {
            null or "in" => FanMode.FanIn,
            "out" => FanMode.FanOut,
            "average" => FanMode.FanAverage,
            _ => (FanMode)(-1),
        };
        error = fan < 0 ? $"'{text}' is no fan; there are in, out and average" : null;
        return error is null;
    }

    public static bool TryDistribution(string? text, out Distribution distribution, out string? error)
    {
        distribution = text?.ToLowerInvariant() switch
        {
            null or "normal" => Distribution.Normal,
            "uniform" => Distribution.Uniform,
            "truncatednormal" => Distribution.TruncatedNormal,
            "orthogonal" => Distribution.Orthogonal,
            _ => (Distribution)(-1),
        };
        error = distribution < 0 ? $"'{text}' is no distribution; there are normal, uniform, truncatedNormal and orthogonal" : null;
        return error is null;
    }

    private static string FirstParameter(ISymbol symbol) => (symbol as IMethodSymbol)?.Parameters.FirstOrDefault()?.Name ?? "";

    private static string NameOf(ISymbol symbol) => symbol is IMethodSymbol { MethodKind: MethodKind.Constructor } ? symbol.ContainingType.Name : symbol.Name;
}
