using InitAnalyzer.Frameworks;
using InitAnalyzer.Frameworks.TorchSharp;
using InitAnalyzer.Model;
using InitAnalyzer.Tests.Reading;
using InitAnalyzer.Theory;
using Microsoft.CodeAnalysis;
using Xunit;

namespace InitAnalyzer.Tests.Frameworks;

/// <summary>
/// The TorchSharp table against the real assembly, both ways: everything that the table names exists and has the
/// shape that its concept needs, and what the assembly offers is in the table.
/// </summary>
public class TorchSharpTableTests
{
    private static readonly Compilation Compilation = Analysis.Compile();

    private static readonly FrameworkTable Table = TorchSharpFramework.Table;

    private static readonly INamedTypeSymbol Module = Resolve(TorchSharpFramework.Module);

    private static readonly INamedTypeSymbol TensorType = Resolve(TorchSharpFramework.Tensor);

    [Fact]
    public void Every_container_is_a_type_of_TorchSharp() =>
        Assert.All(Table.Rows.Select(row => row.Container).Distinct(), id => Assert.Equal("TorchSharp", Resolve(id).ContainingAssembly.Name));

    [Fact]
    public void Marker_module_and_tensor_types_exist()
    {
        Assert.Equal("init", Resolve(Table.Marker).Name);
        Assert.Equal("Module", Resolve(Table.ModuleType!).Name);
        Assert.Equal("Tensor", Resolve(Assert.Single(Table.TensorTypes.Names)).Name);
    }

    [Fact]
    public void The_forward_method_is_what_modules_define() =>
        Assert.Contains(
            Resolve("T:TorchSharp.torch.nn.Module`2").GetMembers(Table.ForwardMethod!),
            member => member is IMethodSymbol { IsAbstract: true });

    [Fact]
    public void Every_member_exists() =>
        AssertNone(Table.Rows
            .SelectMany(row => Words.Split(row.Members).Select(member => (row.Container, member)))
            .Where(pair => !Find(pair.Container, pair.member).Any())
            .Select(pair => $"{pair.Container} {pair.member}"));

    [Fact]
    public void No_member_has_two_meanings() =>
        Assert.Empty(Table.Rows
            .SelectMany(row => Words.Split(row.Members).Select(member => (row.Container, member)))
            .GroupBy(pair => pair)
            .Where(group => group.Count() > 1)
            .Select(group => group.Key));

    [Fact]
    public void The_table_binds_to_the_assembly_as_a_whole()
    {
        var framework = Framework.TryBind(Table, Compilation);
        Assert.NotNull(framework);
        Assert.True(framework.HasQuirks);
        foreach (var row in Table.Rows)
        {
            foreach (var symbol in Words.Split(row.Members).SelectMany(member => Find(row.Container, member)))
            {
                Assert.Same(row.Quirk ?? row.Concept, framework.Find(symbol));
            }
        }
    }

    /// <summary>What is an activation with a parameter alone has that parameter; of a tensor's methods, the one that works in place is another.</summary>
    [Fact]
    public void Parameters_on_which_a_quirk_depends_exist()
    {
        var quirks = Table.Rows.Where(row => row.Quirk is not null).ToList();
        Assert.NotEmpty(quirks);
        foreach (var row in quirks.Where(row => row.Container != TorchSharpFramework.Tensor))
        {
            var activation = Assert.IsType<ActivationConcept>(row.Quirk is MakesModule makes ? makes.Module : ((AppliesModule)row.Quirk!).Module);
            Assert.All(
                Words.Split(row.Members).SelectMany(member => Find(row.Container, member)),
                symbol => Assert.Contains(activation.OnlyWith, ((IMethodSymbol)symbol).Parameters.Select(parameter => parameter.Name)));
        }
    }

    /// <summary>Modules are made by what returns modules, and each by a method of the class's own name or what contains it.</summary>
    [Fact]
    public void What_makes_a_module_returns_one()
    {
        foreach (var (row, symbol) in Symbols<MakesModule>())
        {
            var type = symbol.MethodKind == MethodKind.Constructor ? symbol.ContainingType : symbol.ReturnType;
            Assert.True(Inherits(type, Module), $"{symbol} makes no module");
            Assert.NotEqual("", row.Members);
        }
    }

    /// <summary>What applies a step takes the tensor that it is applied to first: as receiver, or as first parameter.</summary>
    [Fact]
    public void What_applies_a_step_takes_a_tensor_first()
    {
        // A list of tensors that are joined, or that are handled one by one.
        static bool IsManyTensors(ITypeSymbol type) =>
            type is IArrayTypeSymbol { ElementType: var element } && Inherits(element, TensorType)
            || type is INamedTypeSymbol { TypeArguments: [var argument] } && Inherits(argument, TensorType);

        var wrong = new List<string>();
        foreach (var (row, symbol) in Symbols<AppliesModule>())
        {
            if (!symbol.IsStatic)
            {
                if (row.Container != TorchSharpFramework.Tensor)
                {
                    wrong.Add(symbol.ToDisplayString());
                }

                continue;
            }

            var first = symbol.Parameters.FirstOrDefault()?.Type;
            var isOperand = first is not null && (Inherits(first, TensorType) || IsManyTensors(first));

            // A scalar may stand before an operator, a mask before where, an equation before einsum.
            var isSecondOperand = symbol.Parameters.Skip(1).Any(parameter => Inherits(parameter.Type, TensorType) || IsManyTensors(parameter.Type))
                && (symbol.MethodKind == MethodKind.UserDefinedOperator || symbol.Name == "einsum");
            if (!isOperand && !isSecondOperand)
            {
                wrong.Add(symbol.ToDisplayString());
            }
        }

        AssertNone(wrong);
    }

    /// <summary>A step gives back a tensor, or several.</summary>
    [Fact]
    public void What_applies_an_activation_returns_a_tensor()
    {
        foreach (var (_, symbol) in Symbols<AppliesModule>(concept => concept.Module is ActivationConcept or NormalisationConcept))
        {
            Assert.True(Inherits(symbol.ReturnType, TensorType), symbol.ToDisplayString());
        }
    }

    [Fact]
    public void What_is_in_place_ends_like_it()
    {
        foreach (var row in Table.Rows)
        {
            foreach (var member in Words.Split(row.Members))
            {
                if (row.Concept is AppliesModule applies)
                {
                    var looksInPlace = member.EndsWith('_');
                    if (row.Container == TorchSharpFramework.Tensor)
                    {
                        Assert.True(applies.IsInPlace == looksInPlace, $"{row.Container} {member}");
                    }
                    else if (applies.IsInPlace)
                    {
                        Assert.True(looksInPlace, $"{row.Container} {member}");
                    }
                }
            }
        }
    }

    /// <summary>A parameter that a concept names is one of some overload; a name that is misspelt would read as "not given".</summary>
    [Fact]
    public void Every_parameter_that_a_concept_names_exists()
    {
        var missing = new List<string>();
        foreach (var row in Table.Rows)
        {
            foreach (var member in Words.Split(row.Members))
            {
                var names = ParametersOf(row.Concept).ToList();
                var parameters = Find(row.Container, member)
                    .OfType<IMethodSymbol>()
                    .SelectMany(method => method.Parameters)
                    .Select(parameter => parameter.Name)
                    .ToHashSet();

                // A shape that is fixed in the module is not always a parameter of the function: prelu takes the tensor.
                if (row.Concept is AppliesModule { Module: ActivationConcept })
                {
                    continue;
                }

                missing.AddRange(names.Where(name => !parameters.Contains(name)).Select(name => $"{row.Container} {member} ({name})"));
            }
        }

        AssertNone(missing);
    }

    /// <summary>A function that takes the shape of an activation must name it as the module does, or the default is assumed.</summary>
    [Fact]
    public void Functions_name_an_activations_parameters_as_its_module_does()
    {
        var wrong = new List<string>();
        foreach (var (row, symbol) in Symbols<AppliesModule>(concept => concept.Module is ActivationConcept { Parameters.Names.Count: > 0 }))
        {
            var names = ((ActivationConcept)((AppliesModule)row.Concept).Module).Parameters.Names;
            var numbers = symbol.Parameters
                .Where(parameter => parameter.Type.SpecialType == SpecialType.System_Double || parameter.Type.Name == "Scalar")
                .Select(parameter => parameter.Name)
                .ToList();
            if (numbers.Count > 0 && !numbers.Intersect(names).Any())
            {
                wrong.Add(symbol.ToDisplayString());
            }
        }

        AssertNone(wrong);
    }

    [Fact]
    public void Every_activation_concept_is_in_the_catalogue()
    {
        foreach (var concept in Table.Rows.Select(row => row.Concept).OfType<MakesModule>().Select(makes => makes.Module).OfType<ActivationConcept>())
        {
            Assert.True(ActivationCatalog.TryCreate(concept.Name, null, out var activation), concept.Name);
            if (activation.Class != ActivationClass.Unclassified)
            {
                Assert.True((activation.Parameter is null) == (concept.Parameters.Names.Count == 0), concept.Name);
            }
        }
    }

    [Fact]
    public void Every_activation_of_the_catalogue_can_be_made()
    {
        var made = Table.Rows.Select(row => row.Concept).OfType<MakesModule>().Select(makes => makes.Module).OfType<ActivationConcept>().Select(concept => concept.Name);
        AssertNone(ActivationCatalog.All.Select(activation => activation.Name).Except(made).Except(["Identity"]));
    }

    /// <summary>All overloads of an initializer take the tensor under the name that its concept gives.</summary>
    [Fact]
    public void Every_initializer_takes_a_tensor()
    {
        foreach (var (row, symbol) in Symbols<Initializes>())
        {
            var initializer = ((Initializes)row.Concept).Initializer;
            if (initializer.Tensor is not { } name)
            {
                Assert.False(symbol.IsStatic, symbol.ToDisplayString());
                Assert.True(Inherits(symbol.ContainingType, TensorType), symbol.ToDisplayString());
                continue;
            }

            var parameter = symbol.Parameters[0];
            Assert.Equal(name, parameter.Name);
            Assert.True(Inherits(parameter.Type, TensorType), symbol.ToDisplayString());
        }
    }

    /// <summary>
    /// Laws ask for their arguments by name; a name that no overload has would be read as unknown, and the initializer
    /// never judged.
    /// </summary>
    [Fact]
    public void Every_argument_that_a_law_asks_for_exists()
    {
        var wrong = new List<string>();
        foreach (var (row, symbol) in Symbols<Initializes>())
        {
            var initializer = ((Initializes)row.Concept).Initializer;
            var asked = new RecordingArguments();
            initializer.Law(asked);
            wrong.AddRange(asked.Names
                .Where(name => symbol.Parameters.All(parameter => parameter.Name != name))
                .Select(name => $"{symbol.ToDisplayString()} ({name})"));
            if (initializer.GeneratorParameter is { } generator && symbol.Parameters.All(parameter => parameter.Name != generator))
            {
                wrong.Add($"{symbol.ToDisplayString()} ({generator})");
            }
        }

        AssertNone(wrong);
    }

    [Fact]
    public void The_nonlinearities_have_the_values_that_the_table_reads()
    {
        var values = Resolve("T:TorchSharp.torch.nn.init.NonlinearityType")
            .GetMembers()
            .OfType<IFieldSymbol>()
            .Where(field => field.HasConstantValue)
            .ToDictionary(field => field.Name, field => (int)field.ConstantValue!);
        var named = values.ToDictionary(pair => pair.Key, pair => TorchSharpInitializers.Nonlinearity(pair.Value, 0));
        Assert.All(named, pair => Assert.NotNull(pair.Value));
        Assert.Equal("ReLU", named["ReLU"]!.Value.Activation.Name);
        Assert.Equal("LeakyReLU", named["LeakyReLU"]!.Value.Activation.Name);
        Assert.Equal("Tanh", named["Tanh"]!.Value.Activation.Name);
        Assert.Equal("Sigmoid", named["Sigmoid"]!.Value.Activation.Name);
        Assert.All(
            ["Linear", "Conv1D", "Conv2D", "Conv3D", "ConvTranspose1D", "ConvTranspose2D", "ConvTranspose3D"],
            name => Assert.Equal("Identity", named[name]!.Value.Activation.Name));
        Assert.Equal(11, values.Count);
        Assert.Null(TorchSharpInitializers.Nonlinearity(11, 0));

        // FanIn is 0, FanOut is 1.
        var modes = Resolve("T:TorchSharp.torch.nn.init.FanInOut").GetMembers().OfType<IFieldSymbol>().Where(field => field.HasConstantValue);
        Assert.Equal([("FanIn", 0), ("FanOut", 1)], modes.Select(field => (field.Name, (int)field.ConstantValue!)).Order());
    }

    /// <summary>libtorch's gains (Tanh 5/3, ReLU √2, LeakyReLU √(2/(1 + a²)), the rest 1).</summary>
    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(3, 0, 1)]
    [InlineData(7, 0, 1)]
    [InlineData(8, 0, 1.6666666666666667)]
    [InlineData(9, 0, 1.4142135623730951)]
    [InlineData(10, 0, 1.4142135623730951)]
    [InlineData(10, 0.2, 1.3867504905630728)]
    [InlineData(10, 2.23606797749979, 0.5773502691896258)]
    public void The_gains_are_those_of_libtorch(int nonlinearity, double parameter, double gain) =>
        Assert.Equal(gain, TorchSharpInitializers.Nonlinearity(nonlinearity, parameter)!.Value.Gain, 12);

    /// <summary>Every factory of torch.nn is known, but for those that make no part of a network.</summary>
    [Fact]
    public void Every_factory_of_nn_is_in_the_table()
    {
        var known = MembersOf(TorchSharpFramework.NN);
        string[] exceptions =
        [
            // Containers of parameters, which are not called.
            "ParameterList", "ParameterDict",
        ];
        var missing = Resolve(TorchSharpFramework.NN)
            .GetMembers()
            .OfType<IMethodSymbol>()
            .Where(method => method is { MethodKind: MethodKind.Ordinary, DeclaredAccessibility: Accessibility.Public, IsStatic: true })
            .Where(method => Inherits(method.ReturnType, Module))

            // Losses end a network.
            .Where(method => !IsLoss(method.ReturnType))
            .Select(method => method.Name)
            .Distinct()
            .Except(known)
            .Except(exceptions);
        AssertNone(missing);
    }

    [Fact]
    public void Every_function_of_init_is_in_the_table() =>
        AssertNone(PublicMethods(Resolve(TorchSharpFramework.Init)).Except(MembersOf(TorchSharpFramework.Init)));

    /// <summary>Every function of torch.nn.functional is known, but for losses and what is no step of a network.</summary>
    [Fact]
    public void Every_function_of_functional_is_in_the_table()
    {
        string[] exceptions =
        [
            // Losses.
            "binary_cross_entropy", "binary_cross_entropy_with_logits", "cosine_embedding_loss", "cross_entropy", "ctc_loss",
            "gaussian_nll_loss", "hinge_embedding_loss", "huber_loss", "kl_div", "l1_loss", "margin_ranking_loss", "mse_loss",
            "multi_label_margin_loss", "multi_margin_loss", "multilabel_margin_loss", "multilabel_soft_margin_loss", "nll_loss", "poisson_loss",
            "poisson_nll_loss", "smooth_l1_loss", "soft_margin_loss", "triplet_margin_loss", "triplet_margin_with_distance_loss",

            // No step that a layer's output takes.
            "affine_grid", "embedding", "embedding_bag", "one_hot",
        ];
        AssertNone(PublicMethods(Resolve(TorchSharpFramework.Functional)).Except(MembersOf(TorchSharpFramework.Functional)).Except(exceptions)

            // Gradients of other functions, which the library calls itself.
            .Where(name => !name.EndsWith("_backward", StringComparison.Ordinal)));
    }

    /// <summary>An activation or step of a tensor that has a twin in place has it in the table too.</summary>
    [Theory]
    [InlineData(TorchSharpFramework.Tensor)]
    [InlineData(TorchSharpFramework.Torch)]
    [InlineData(TorchSharpFramework.Special)]
    public void Every_twin_in_place_is_in_the_table(string container)
    {
        var type = Resolve(container);
        var known = MembersOf(container);
        var missing = Table.Rows
            .Where(row => row.Container == container && row.Concept is AppliesModule)
            .SelectMany(row => Words.Split(row.Members))
            .Where(member => !member.EndsWith('_') && type.GetMembers(member + "_").Any(twin => twin.DeclaredAccessibility == Accessibility.Public))
            .Select(member => member + "_")
            .Except(known);
        AssertNone(missing);
    }

    /// <summary>An activation that exists as a function exists in the table wherever the assembly offers the same name.</summary>
    [Fact]
    public void Every_activation_is_known_in_every_place_that_offers_its_name()
    {
        var names = Table.Rows
            .Where(row => row.Container == TorchSharpFramework.Functional && row.Concept is AppliesModule { Module: ActivationConcept })
            .SelectMany(row => Words.Split(row.Members))
            .Append("expit")
            .Append("log_sigmoid")
            .ToList();
        var missing = new List<string>();
        foreach (var container in new[] { TorchSharpFramework.Torch, TorchSharpFramework.Special, TorchSharpFramework.Tensor })
        {
            var known = MembersOf(container);
            missing.AddRange(PublicMethods(Resolve(container))
                .Where(name => names.Contains(name.TrimEnd('_')) && !known.Contains(name))
                .Select(name => $"{container} {name}"));
        }

        AssertNone(missing);
    }

    /// <summary>What fills a tensor at random or with constants changes a weight.</summary>
    [Fact]
    public void Every_fill_of_a_tensor_is_in_the_table()
    {
        string[] fills =
        [
            "bernoulli_", "cauchy_", "copy_", "exponential_", "fill_", "geometric_", "log_normal_", "normal_", "random_", "uniform_", "zero_",
        ];
        var known = Table.Rows
            .Where(row => row.Container == TorchSharpFramework.Tensor && row.Concept is Initializes)
            .SelectMany(row => Words.Split(row.Members));
        AssertNone(fills.Intersect(PublicMethods(TensorType)).Except(known));
    }

    /// <summary>Every module class with a weight of its own gives it to the reader, or is read as a layer of another kind.</summary>
    [Fact]
    public void Every_weight_of_a_weight_layer_is_read()
    {
        foreach (var (_, symbol) in Symbols<MakesModule>(concept => concept.Module is WeightLayerConcept))
        {
            var readers = Table.Rows
                .Where(row => row.Concept is ReadsParameter { Role: ParameterRole.Weight } && Inherits(symbol.ReturnType, Resolve(row.Container)))
                .SelectMany(row => Words.Split(row.Members));
            Assert.Contains("weight", readers);
        }
    }

    private static void AssertNone(IEnumerable<string> items) => Assert.True(!items.Any(), string.Join("\n", items.Order(StringComparer.Ordinal)));

    private static INamedTypeSymbol Resolve(string id)
    {
        var symbol = DocumentationCommentId.GetFirstSymbolForDeclarationId(id, Compilation);
        Assert.True(symbol is INamedTypeSymbol, $"{id} is no type");
        return (INamedTypeSymbol)symbol;
    }

    /// <summary>The public members of a name, declared in the type or inherited.</summary>
    private static IEnumerable<ISymbol> Find(string container, string member)
    {
        for (var type = Resolve(container); type is not null; type = type.BaseType)
        {
            var found = (member == "this[]" ? type.GetMembers().Where(symbol => symbol is IPropertySymbol { IsIndexer: true }) : type.GetMembers(member))
                // A module's own code calls what is protected: the registration, a container's constructor.
                .Where(symbol => symbol.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected)
                .ToList();
            if (found.Count > 0)
            {
                return found;
            }

            if (member == ".ctor")
            {
                break;
            }
        }

        return [];
    }

    private static IEnumerable<(FrameworkRow Row, IMethodSymbol Symbol)> Symbols<TConcept>(Func<TConcept, bool>? predicate = null)
        where TConcept : Concept
    {
        var symbols = Table.Rows
            .Where(row => row.Concept is TConcept concept && (predicate is null || predicate(concept)))
            .SelectMany(row => Words.Split(row.Members).SelectMany(member => Find(row.Container, member)).OfType<IMethodSymbol>().Select(symbol => (row, symbol)))
            .ToList();
        Assert.NotEmpty(symbols);
        return symbols;
    }

    private static IEnumerable<string> ParametersOf(Concept concept) => concept switch
    {
        MakesModule { Module: WeightLayerConcept layer } => new[] { layer.Inputs, layer.Outputs, layer.Kernel, layer.Groups }.OfType<string>(),
        MakesModule { Module: ActivationConcept activation } => activation.Parameters.Names,
        ComputesGain gain => [gain.Nonlinearity, gain.Parameter],
        Initializes { Initializer: var initializer } => new[] { initializer.Tensor, initializer.GeneratorParameter }.OfType<string>(),
        _ => [],
    };

    private static HashSet<string> MembersOf(string container) =>
        [.. Table.Rows.Where(row => row.Container == container).SelectMany(row => Words.Split(row.Members))];

    private static IEnumerable<string> PublicMethods(INamedTypeSymbol type) =>
        type.GetMembers()
            .OfType<IMethodSymbol>()
            .Where(method => method is { MethodKind: MethodKind.Ordinary, DeclaredAccessibility: Accessibility.Public })
            .Select(method => method.Name)
            .Distinct();

    private static bool Inherits(ITypeSymbol type, INamedTypeSymbol ancestor)
    {
        for (ITypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, ancestor))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsLoss(ITypeSymbol type)
    {
        for (ITypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (current.Name is "Loss" or "WeightedLoss" || current.Name.EndsWith("Loss", StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Gives every argument a plain value, and notes which were asked for.</summary>
    private sealed class RecordingArguments : IInitializerArguments
    {
        public HashSet<string> Names { get; } = new(StringComparer.Ordinal);

        public bool IsWritten(string parameter)
        {
            Names.Add(parameter);
            return false;
        }

        public Quantity? Number(string parameter)
        {
            Names.Add(parameter);
            return new Quantity(1);
        }

        public string? Text(string parameter)
        {
            Names.Add(parameter);
            return null;
        }

        // LeakyReLU, for which the slope is asked too.
        public int? Enum(string parameter)
        {
            Names.Add(parameter);
            return parameter == "nonlinearity" ? 10 : 0;
        }
    }
}
