using InitAnalyzer.Native.Tests.Fixes;
using InitAnalyzer.Tests.CodeFixes.Generated;
using InitAnalyzer.Tests.Verifiers;
using InitAnalyzer.Theory;
using TorchSharp.Modules;
using Xunit.Abstractions;

namespace InitAnalyzer.Native.Tests.Facts;

/// <summary>
/// Which layers a walk over a network reaches: the analyzer's answer beside TorchSharp's. Each program initialises with Xavier, by a walk,
/// layers that feed ReLU. INIT001 must name no layer that did not get Xavier's variance when the program ran, and INIT110 call no walk
/// vain that gave it to one.
/// </summary>
[Collection(NativeCollection.Name)]
public class ReachTests(ITestOutputHelper output)
{
    private const string AfterRegistration = "after registration";

    private const string Width = "110";

    /// <summary>A way to hold a layer.</summary>
    /// <param name="Members">Fields and properties.</param>
    /// <param name="Construction">What the constructor does first.</param>
    /// <param name="Layer">The layer, as an expression and as the analyzer names it.</param>
    /// <param name="Others">Other types.</param>
    /// <param name="Base">The base class.</param>
    /// <param name="Afterwards">What the constructor does between registration and the walk.</param>
    private sealed record Holding(
        string Members, string Layer, string Construction = "", string Others = "", string Base = "Module<Tensor, Tensor>", string Afterwards = "")
    {
        public string BaseArguments => Base == "Module<Tensor, Tensor>" ? "\"net\"" : "";
    }

    private const string New = $"Linear({Width}, {Width})";

    private const string RegisteringBase =
        """
        abstract class Base : Module<Tensor, Tensor>
        {
            protected Base() : base("base") => RegisterComponents();
        }
        """;

    private static readonly Dictionary<string, Holding> s_holdings = new()
    {
        ["field"] = new($"private readonly Linear fc = {New};", "fc"),
        ["field set in the constructor"] = new("private readonly Linear fc;", "fc", $"fc = {New};"),
        ["property"] = new($"public Linear Fc {{ get; }} = {New};", "Fc"),
        ["property set in the constructor"] = new("public Linear Fc { get; }", "Fc", $"Fc = {New};"),
        ["property with a field"] = new($"private readonly Linear fc = {New};\n    private Linear Fc => fc;", "Fc"),
        ["field of another type"] = new($"private readonly Module<Tensor, Tensor> fc = {New};", "fc"),
        ["static field"] = new($"private static readonly Linear fc = {New};", "fc"),
        ["field that is replaced"] = new($"private Linear fc = {New};", "fc", Afterwards: $"fc = {New};"),
        ["field that is replaced before"] = new($"private Linear fc = {New};", "fc", Construction: $"fc = {New};"),
        ["field set after registration"] = new("private readonly Linear fc;", "fc", Afterwards: $"fc = {New};"),
        ["register_module"] = new("private readonly Linear fc;", "fc", $"fc = {New};\n        register_module(\"layer\", fc);"),
        ["array"] = new($"private readonly Linear[] layers = [{New}];", "layers[0]"),
        ["list"] = new($"private readonly List<Linear> layers = new() {{ {New} }};", "layers[0]"),
        ["ModuleList"] = new($"private readonly ModuleList<Linear> layers = ModuleList({New});", "layers[0]"),
        ["ModuleDict"] = new($"private readonly ModuleDict<Linear> layers = ModuleDict((\"a\", {New}));", "layers[\"a\"]"),
        ["dictionary"] = new($"private readonly Dictionary<string, Linear> layers = new() {{ [\"a\"] = {New} }};", "layers[\"a\"]"),
        ["tuple"] = new($"private readonly (Linear a, Linear b) pair = ({New}, {New});", "pair.a"),
        ["Sequential"] = new($"private readonly Sequential net = Sequential({New});", "net[0]"),
        ["nested Sequential"] = new($"private readonly Sequential net = Sequential(Sequential({New}));", "((Sequential)net[0])[0]"),
        ["block"] = new("private readonly Block block = new();", "block.fc", Others: Block("RegisterComponents();")),
        ["block that does not register"] = new("private readonly Block block = new();", "block.fc", Others: Block("")),
        ["block in a Sequential"] = new("private readonly Sequential net = Sequential(new Block());", "((Block)net[0]).fc", Others: Block("RegisterComponents();")),
        ["block in a Sequential that does not register"] = new("private readonly Sequential net = Sequential(new Block());", "((Block)net[0]).fc", Others: Block("")),
        ["base that registers"] = new($"private readonly Linear fc = {New};", "fc", Others: RegisteringBase, Base: "Base"),
        ["base that registers, set in the constructor"] = new("private readonly Linear fc;", "fc", $"fc = {New};", RegisteringBase, "Base"),
        ["layer of the base"] = new(
            "",
            "fc",
            Others: $"abstract class Base : Module<Tensor, Tensor>\n{{\n    protected readonly Linear fc = {New};\n\n    protected Base() : base(\"base\") {{ }}\n}}",
            Base: "Base"),
    };

    /// <summary>How the walk is written.</summary>
    private static readonly Dictionary<string, string> s_walks = new()
    {
        ["modules"] = "foreach (var m in modules())\n            if (m is Linear l)\n                init.xavier_uniform_(l.weight);",
        ["named_modules"] = "foreach (var (name, m) in named_modules())\n            if (m is Linear l)\n                init.xavier_uniform_(l.weight);",
        ["children"] = "foreach (var m in children())\n            if (m is Linear l)\n                init.xavier_uniform_(l.weight);",
        ["named_children"] = "foreach (var (name, m) in named_children())\n            if (m is Linear l)\n                init.xavier_uniform_(l.weight);",
        ["parameters"] = "foreach (var p in parameters())\n            if (p.dim() > 1)\n                init.xavier_uniform_(p);",
        ["named_parameters"] = "foreach (var (name, p) in named_parameters())\n            if (name.EndsWith(\"weight\"))\n                init.xavier_uniform_(p);",
        ["by name"] = "foreach (var (name, p) in named_parameters())\n            if (name == \"fc.weight\" || name == \"Fc.weight\" || name == \"layer.weight\")\n                init.xavier_uniform_(p);",
        ["by name of the module"] = "foreach (var (name, m) in named_modules())\n            if (name == \"fc\" || name == \"Fc\" || name == \"block.fc\")\n                init.xavier_uniform_(((Linear)m).weight);",
        ["by exact type"] = "foreach (var m in modules())\n            if (m.GetType() == typeof(Linear))\n                init.xavier_uniform_(((Linear)m).weight);",
        ["by name of the type"] = "foreach (var m in modules())\n            if (m.GetType().Name == \"Linear\")\n                init.xavier_uniform_(((Linear)m).weight);",
        ["by GetName"] = "foreach (var m in modules())\n            if (m.GetName() == \"Linear\")\n                init.xavier_uniform_(((Linear)m).weight);",
        ["OfType"] = "foreach (var l in modules().OfType<Linear>())\n            init.xavier_uniform_(l.weight);",
        ["Where and Cast"] = "foreach (var l in modules().Where(m => m is Linear).Cast<Linear>())\n            init.xavier_uniform_(l.weight);",
        ["another type"] = "foreach (var m in modules())\n            if (m is Conv2d l)\n                init.xavier_uniform_(l.weight);",
        ["parameters, not recursive"] = "foreach (var p in parameters(false))\n            if (p.dim() > 1)\n                init.xavier_uniform_(p);",
        ["parameters by shape"] = "foreach (var p in parameters().Where(p => p.shape.Length == 2))\n            init.xavier_uniform_(p);",
        ["apply that returns early"] = "apply(m =>\n        {\n            if (m is not Linear l) return;\n            init.xavier_uniform_(l.weight);\n        });",
        ["apply"] = "apply(m =>\n        {\n            if (m is Linear l)\n                init.xavier_uniform_(l.weight);\n        });",
    };

    /// <summary>Where it stands.</summary>
    private static readonly Dictionary<string, (string Before, string After)> s_places = new()
    {
        [AfterRegistration] = ("RegisterComponents();", ""),
        ["before registration"] = ("", "RegisterComponents();"),
        ["without registration"] = ("", ""),
        ["between two"] = ("RegisterComponents();", "RegisterComponents();"),
    };

    public static TheoryData<string> Holdings => [.. s_holdings.Keys];

    /// <summary>Holdings that meet every walk; the others meet the few that differ most.</summary>
    private static readonly string[] s_thorough = ["field", "property", "ModuleList", "Sequential", "block"];

    private static readonly string[] s_few = ["modules", "named_children", "parameters", "by name"];

    /// <summary>The walks after registration, and one walk in every place.</summary>
    [NativeTheory]
    [MemberData(nameof(Holdings))]
    public async Task No_layer_is_named_that_is_not_reached(string holding)
    {
        var cases = (s_thorough.Contains(holding) ? [.. s_walks.Keys] : s_few).Select(walk => (Walk: walk, Place: AfterRegistration))
            .Concat(s_places.Keys.Select(place => (Walk: "modules", Place: place)))
            .Distinct()
            .ToList();

        // All in one program, each in a namespace of its own.
        var source = Verify.Usings + string.Concat(cases.Select((item, i) => Program(s_holdings[holding], i, s_walks[item.Walk], s_places[item.Place])));
        var session = await FixSession.Open(source);
        using var program = LoadedProgram.Load(session.Compilation);
        for (var i = 0; i < cases.Count; i++)
        {
            var (from, to) = (source.IndexOf(NamespaceOf(i), StringComparison.Ordinal), source.IndexOf(NamespaceOf(i + 1), StringComparison.Ordinal));
            var end = to < 0 ? source.Length : to;
            var isReached = IsReached(program, i);
            var (isNamed, isCalledVain) = (Reports("INIT001"), Reports("INIT110"));
            var what = $"{holding}, {cases[i].Walk}, {cases[i].Place}";
            output.WriteLine(
                $"{what}: {(isReached ? "reached" : "not reached")}, {(isNamed ? "named" : "not named")}{(isCalledVain ? ", called vain" : "")}{(isReached == isNamed ? "" : " (!)")}");
            Assert.True(isReached || !isNamed, $"INIT001 on a layer that the walk does not reach: {what}\n{source[from..end]}");
            Assert.True(!isReached || !isCalledVain, $"INIT110 on a walk that reaches the layer: {what}\n{source[from..end]}");

            bool Reports(string id) => session.Diagnostics.Any(diagnostic =>
                diagnostic.Id == id && diagnostic.Location.SourceSpan.Start >= from && diagnostic.Location.SourceSpan.Start < end);

            // Silence is allowed, but if it were the rule, this test would be empty.
            Assert.True(isNamed || !isReached || holding != "field" || cases[i].Walk == "by GetName", $"No INIT001 on a layer that the walk reaches: {what}");
        }
    }

    /// <summary>Whether the layer has Xavier's variance, or still that of the default.</summary>
    private static bool IsReached(LoadedProgram program, int index)
    {
        using var network = program.Create(NamespaceOf(index) + ".Net");
        using var weight = ((Linear)network.GetType().GetProperty("Subject")!.GetValue(network)!).weight!;
        var fans = Fans.FromShape(weight.shape, WeightLayout.OutputsFirst);
        var scale = WeightStatistics.Of(weight).Variance * fans.In;
        Assert.True(Math.Abs(scale - 1) < 0.1 || Math.Abs(scale - (1.0 / 3)) < 0.05, $"neither Xavier nor the default, but c = {scale}");
        return scale > 0.6;
    }

    private static string NamespaceOf(int index) => $"Program{index:D3}";

    private static string Program(Holding holding, int index, string walk, (string Before, string After) place) =>
        $$"""
        namespace {{NamespaceOf(index)}}
        {
        {{holding.Others}}

        class Net : {{holding.Base}}
        {
            {{holding.Members}}

            public Net() : base({{holding.BaseArguments}})
            {
                {{holding.Construction}}
                {{place.Before}}
                {{holding.Afterwards}}
                {{walk}}
                {{place.After}}
            }

            public object Subject => {{holding.Layer}};

            public override Tensor forward(Tensor x) => functional.relu({{Call(holding.Layer)}});
        }
        }


        """;

    private static string Call(string layer) =>
        layer.StartsWith("net[0]", StringComparison.Ordinal) || layer.Contains("net[0])", StringComparison.Ordinal) ? "net.call(x)"
        : layer.StartsWith("block", StringComparison.Ordinal) ? "block.call(x)"
        : layer + ".call(x)";

    private static string Block(string registration) =>
        $$"""
        class Block : Module<Tensor, Tensor>
        {
            public readonly Linear fc = {{New}};

            public Block() : base("block")
            {
                {{registration}}
            }

            public override Tensor forward(Tensor x) => fc.call(x);
        }
        """;
}
