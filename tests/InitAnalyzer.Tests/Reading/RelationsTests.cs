using InitAnalyzer.Frameworks;
using InitAnalyzer.Reading.Source;
using Microsoft.CodeAnalysis;
using Xunit;

namespace InitAnalyzer.Tests.Reading;

/// <summary>What members have to do with each other is kept where a change of a file leaves it as it was, and only there.</summary>
public class RelationsTests
{
    private const string Network = """
        using TorchSharp; using static TorchSharp.torch; using static TorchSharp.torch.nn;
        namespace Some
        {
            class Net : Module<Tensor, Tensor>
            {
                readonly TorchSharp.Modules.Linear first = Linear(3, 4);
                public Net() : base("net") { Helpers.Prepare(first); RegisterComponents(); }
                public override Tensor forward(Tensor x) => functional.relu(first.forward(x));
                private static int Twice(int n) => 2 * n;
            }

            class Other { public int Count = 3; }
        }
        """;

    private const string Helpers = """
        using TorchSharp;
        namespace Some
        {
            static class Helpers
            {
                public static void Prepare(TorchSharp.Modules.Linear layer) => torch.nn.init.xavier_uniform_(layer.weight);
            }
        }
        """;

    public static TheoryData<string, string, string> Harmless => new()
    {
        { "lines before", "namespace Some", "\n\n// A comment: Helpers.\nnamespace Some" },
        { "numbers", "Linear(3, 4)", "Linear(30, 40)" },
        { "a local's name", "2 * n", "n + n" },
        { "a field's value", "Count = 3", "Count = 4 + 5" },
        { "a statement without a word that is looked for", "RegisterComponents();", "RegisterComponents(); System.Console.WriteLine(1);" },
    };

    public static TheoryData<string, string, string> Telling => new()
    {
        { "another activation", "functional.relu", "functional.tanh" },
        { "no helper", "Helpers.Prepare(first); ", "" },
        { "a word of another file's", "2 * n", "Prepare(n)" },
        { "a member's name", "Twice(", "Thrice(" },
        { "a member more", "class Other {", "class Other { int More;" },
        { "a type's name", "class Other", "class Another" },
        { "a static type", "class Other { public", "static class Other { public static" },
        { "who may mention a method", "private static int Twice", "public static int Twice" },
        { "another namespace", "namespace Some", "namespace Any" },
        { "a type in another", "class Other { public int Count = 3; }", "class Other { class Inner { } public int Count = 3; }" },
        { "a base type", "class Other", "class Other : Net" },
        { "a call that is none", "Linear(3, 4)", "default!; int Linear = 3" },
        { "a method for a field", "public int Count = 3;", "public int Other() => 3;" },
        { "a qualified name", "functional.relu(", "relu(" },
    };

    [Theory]
    [MemberData(nameof(Harmless))]
    public void They_are_kept_where_a_change_tells_nothing(string change, string from, string to) =>
        Assert.True(IsKept(from, to), change);

    [Theory]
    [MemberData(nameof(Telling))]
    public void They_are_found_again_where_a_change_tells_something(string change, string from, string to) =>
        Assert.False(IsKept(from, to), change);

    [Fact]
    public void They_are_found_again_for_other_files_or_words()
    {
        var outlines = new Outlines();
        var trees = new[] { Analysis.Parse(Network, "/net.cs"), Analysis.Parse(Helpers, "/helpers.cs") };
        var first = outlines.RelationsIn(trees);
        Assert.Same(first, outlines.RelationsIn(trees));
        Assert.NotSame(first, outlines.RelationsIn(trees[..1]));
        Assert.NotSame(first, outlines.RelationsIn([.. trees, Analysis.Parse("class More;", "/more.cs")]));
        Assert.NotSame(first, outlines.RelationsIn([trees[1], trees[0]]));
    }

    /// <summary>Members are found where they stand now.</summary>
    [Fact]
    public void Places_are_those_of_the_present_files()
    {
        var outlines = new Outlines();
        var helpers = Analysis.Parse(Helpers, "/helpers.cs");
        outlines.RelationsIn([Analysis.Parse(Network, "/net.cs"), helpers]);
        var moved = Analysis.Parse("\n\n" + Network, "/net.cs");
        var compilation = Analysis.Compile([moved, helpers]);
        var index = outlines.IndexOf(compilation);
        var net = compilation.GetTypeByMetadataName("Some.Net")!;
        var members = index.MembersOf(net).Select(index.OutlineOf).ToList();
        Assert.NotEmpty(members);
        Assert.All(members, member =>
        {
            Assert.Same(moved, member.Node.SyntaxTree);
            Assert.Contains(member.Node, moved.GetRoot().DescendantNodes());
        });
        Assert.True(index.IsEntry(net));
        Assert.NotEmpty(index.MembersOf(net).SelectMany(index.InitialisingIn));
    }

    private static bool IsKept(string from, string to)
    {
        Assert.Contains(from, Network, StringComparison.Ordinal);
        var outlines = new Outlines();
        var helpers = Analysis.Parse(Helpers, "/helpers.cs");
        var before = outlines.RelationsIn([Analysis.Parse(Network, "/net.cs"), helpers]);
        return ReferenceEquals(before, outlines.RelationsIn([Analysis.Parse(Network.Replace(from, to, StringComparison.Ordinal), "/net.cs"), helpers]));
    }

    /// <summary>Outlines that are kept as long as a file is as it was.</summary>
    private sealed class Outlines
    {
        private readonly Dictionary<SyntaxTree, FileOutline> known = [];

        public Relations RelationsIn(SyntaxTree[] trees)
        {
            IndexOf(Analysis.Compile([.. trees]));
            return known[trees[0]].LastRelations!;
        }

        public SourceIndex IndexOf(Compilation compilation) =>
            SourceIndex.TryBuild(compilation, FrameworkCatalog.Bind(compilation, FrameworkCatalog.Tables), Of, CancellationToken.None)!;

        private FileOutline Of(SyntaxTree tree) => known.TryGetValue(tree, out var outline) ? outline : known[tree] = FileOutline.Of(tree);
    }
}
