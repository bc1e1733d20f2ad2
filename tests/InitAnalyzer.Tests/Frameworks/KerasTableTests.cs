using InitAnalyzer.Frameworks;
using InitAnalyzer.Frameworks.Keras;
using InitAnalyzer.Frameworks.MlNet;
using InitAnalyzer.Tests.Verifiers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace InitAnalyzer.Tests.Frameworks;

/// <summary>
/// The tables, and the stubs that the tests compile against, have the names of the real libraries. Their packages are not
/// referenced; the members of their published sources are listed beside this, with documentation IDs.
/// </summary>
public class KerasTableTests
{
    /// <summary>Members of types that the lists leave out, or list without their operators.</summary>
    private static readonly HashSet<string> Unlisted =
    [
        "T:Tensorflow.Shape .ctor", "T:Tensorflow.Shape op_Implicit", "T:Tensorflow.Tensors .ctor", "T:Tensorflow.Tensors op_Implicit",
        "T:Tensorflow.Tensor op_Addition", "T:Tensorflow.Tensor op_Multiply", "T:Tensorflow.Tensor op_Subtraction", "T:Tensorflow.Tensor op_Division",
        "T:Tensorflow.Keras.ArgsDefinition.DenseArgs .ctor", "T:Tensorflow.Keras.ArgsDefinition.Conv1DArgs .ctor", "T:Tensorflow.Keras.ArgsDefinition.Conv2DArgs .ctor",
        "T:Tensorflow.Keras.ArgsDefinition.DropoutArgs .ctor", "T:Tensorflow.Keras.ArgsDefinition.ELUArgs .ctor", "T:Tensorflow.Keras.ArgsDefinition.LeakyReLuArgs .ctor",
        "T:Tensorflow.Keras.ArgsDefinition.SequentialArgs .ctor",
        .. Words.Split("compile fit evaluate predict summary save save_weights").SelectMany(name => new[] { $"T:Tensorflow.Keras.Engine.Model {name}", $"T:Tensorflow.Keras.Engine.IModel {name}" }),
        .. Words.Split("Apply get_weights count_params build").Select(name => $"T:Tensorflow.Keras.Engine.Layer {name}"),
        "T:Tensorflow.Keras.Engine.Model Apply",
        "T:Keras.Shape .ctor", "T:Keras.Shape op_Implicit",
    ];

    [Theory]
    [InlineData("TensorFlowNet")]
    [InlineData("KerasNet")]
    public void Every_row_is_a_member_of_the_library(string name)
    {
        var members = MembersIn(name);
        var missing = TableOf(name).Rows
            .SelectMany(row => Words.Split(row.Members).Select(member => $"{row.Container} {member}"))
            .Where(member => !members.Contains(member) && !Unlisted.Contains(member))
            .Distinct();
        Assert.Empty(missing);
    }

    [Theory]
    [InlineData("TensorFlowNet")]
    [InlineData("KerasNet")]
    public void No_row_is_written_twice(string name) => Assert.Empty(TableOf(name).Rows
        .SelectMany(row => Words.Split(row.Members).Select(member => $"{row.Container} {member}"))
        .GroupBy(member => member)
        .Where(group => group.Count() > 1)
        .Select(group => group.Key));

    /// <summary>What is left out of the stubs is left out; what makes layers, laws and activations has every parameter.</summary>
    [Theory]
    [InlineData("TensorFlowNet", 30)]
    [InlineData("KerasNet", 20)]
    public void Stubs_have_the_signatures_of_the_library(string name, int least)
    {
        var facts = FactsIn(name).Select(fact => fact.Id).ToHashSet(StringComparer.Ordinal);
        var compilation = CSharpCompilation.Create("Stubs", references: References.Net80.Add(Stubs.Of(name)));
        var framework = Framework.TryBind(TableOf(name), compilation);
        Assert.NotNull(framework);
        var spoken = TypesIn(compilation.GetAssemblyOrModuleSymbol(Stubs.Of(name)) is IAssemblySymbol assembly ? assembly.GlobalNamespace : throw new InvalidOperationException())
            .SelectMany(type => type.GetMembers())
            .Where(member => member.DeclaredAccessibility == Accessibility.Public)
            .Where(member => framework.Find(member) is MakesInitializer or FindsActivation or MakesModule
            {
                Module: WeightLayerConcept or ActivationConcept or NamedActivationConcept or DropoutConcept,
            })
            .Select(member => member.GetDocumentationCommentId()!)
            .ToList();
        Assert.True(spoken.Count >= least, $"{spoken.Count} members");

        // A property of an interface is listed as such; the numbers of AlphaDropout's noise are of a type that is left out.
        Assert.DoesNotContain(spoken, id => !facts.Contains(id) && !id.Contains("AlphaDropout", StringComparison.Ordinal));
    }

    /// <summary>The parameters by which the table speaks of layers are those of every overload that has any.</summary>
    [Theory]
    [InlineData("TensorFlowNet")]
    [InlineData("KerasNet")]
    public void Parameters_of_layers_have_these_names(string name)
    {
        var facts = FactsIn(name);
        foreach (var row in TableOf(name).Rows)
        {
            if (row is not { Concept: MakesModule { Module: WeightLayerConcept layer } })
            {
                continue;
            }

            var member = row.Members == ".ctor" ? "#ctor" : row.Members;
            var signatures = facts
                .Where(fact => fact.Id.StartsWith($"M:{row.Container[2..]}.{member}(", StringComparison.Ordinal) && !fact.Signature.Contains("Args args", StringComparison.Ordinal))
                .Select(fact => fact.Signature)
                .ToList();
            Assert.All(signatures, signature => Assert.Contains($" {layer.Outputs}", signature, StringComparison.Ordinal));
            if (signatures.Count > 0)
            {
                Assert.Contains(signatures, signature => signature.Contains($" {layer.Initializer}=", StringComparison.Ordinal) && signature.Contains($" {layer.Activation}=", StringComparison.Ordinal));
            }
        }
    }

    /// <summary>Every parameter that takes the name of an initializer is known to take one.</summary>
    [Fact]
    public void Names_go_to_these_parameters()
    {
        var names = TensorFlowNetFramework.Table.Names!;
        var parameters = FactsIn("TensorFlowNet")
            .Where(fact => fact.Id.StartsWith("M:Tensorflow.Keras.Layers.ILayersApi.", StringComparison.Ordinal))
            .SelectMany(fact => fact.Signature.Split(['(', ',', ')']))
            .Select(parameter => parameter.Trim().Split('=')[0])
            .Where(parameter => parameter.StartsWith("string ", StringComparison.Ordinal))
            .Select(parameter => parameter["string ".Length..])
            .ToHashSet(StringComparer.Ordinal);
        Assert.Equal(
            parameters.Where(parameter => parameter.EndsWith("_initializer", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
            names.InitializerParameters.Names.Order(StringComparer.Ordinal));
        Assert.Equal(
            parameters.Where(parameter => parameter.EndsWith("activation", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
            names.ActivationParameters.Names.Order(StringComparer.Ordinal));
    }

    /// <summary>What a law is written with exists, for every form of every framework that writes by its table.</summary>
    [Theory]
    [InlineData("TensorFlowNet")]
    [InlineData("KerasNet")]
    [InlineData("MlNet")]
    public void Laws_are_written_with_what_there_is(string name)
    {
        var table = TableOf(name);
        var forms = table.LawForms.Where(form => !form.IsName).Select(form => form.Text.Replace("{0}", "2").Replace("{1}", "2"))
            .Concat(table.Names?.ActivationForms.Values ?? [])
            .Concat(table.Names?.InitializerForms.Values ?? [])
            .ToList();
        Assert.NotEmpty(forms);
        var source = "class Forms { object[] all = { " + string.Join(", ", forms) + " }; }";
        var compilation = CSharpCompilation.Create(
            "Forms",
            [CSharpSyntaxTree.ParseText(source)],
            References.Net80.Add(Stubs.Of(name)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
    }

    private static FrameworkTable TableOf(string name) => name switch
    {
        "TensorFlowNet" => TensorFlowNetFramework.Table,
        "KerasNet" => KerasNetFramework.Table,
        "MlNet" => MlNetFramework.Table,
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };

    /// <summary>Container and name of every member in the list; arguments of generic types and methods are counted, as in the tables.</summary>
    private static HashSet<string> MembersIn(string name) =>
    [
        .. FactsIn(name).Select(fact =>
        {
            var member = fact.Id.Split('(', '~')[0][2..];
            var dot = member.LastIndexOf('.');
            return $"T:{member[..dot]} {member[(dot + 1)..].Replace('#', '.').Split('`')[0]}";
        }),
    ];

    private static List<(string Id, string Signature)> FactsIn(string name)
    {
        using var stream = typeof(KerasTableTests).Assembly.GetManifestResourceStream("Frameworks.Facts." + name);
        Assert.NotNull(stream);
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')).Select(cells => (cells[0], cells[1]))];
    }

    private static IEnumerable<INamedTypeSymbol> TypesIn(INamespaceOrTypeSymbol container)
    {
        foreach (var member in container.GetMembers().OfType<INamespaceOrTypeSymbol>())
        {
            if (member is INamedTypeSymbol type)
            {
                yield return type;
            }

            foreach (var inner in TypesIn(member))
            {
                yield return inner;
            }
        }
    }
}
