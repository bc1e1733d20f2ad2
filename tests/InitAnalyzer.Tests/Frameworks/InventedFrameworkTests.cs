using InitAnalyzer.Frameworks;
using InitAnalyzer.Model;
using InitAnalyzer.Tests.Rules;
using InitAnalyzer.Theory;
using Xunit;

namespace InitAnalyzer.Tests.Frameworks;

/// <summary>
/// The rules know no framework: one that exists nowhere else is declared here, by a table alone, and goes through every rule that
/// a layer with arguments can break.
/// </summary>
public class InventedFrameworkTests
{
    private const string Loom = "T:Weaving.Loom";
    private const string Yarn = "T:Weaving.Yarn";

    private static readonly FrameworkTable Weaving = new(
        "Weaving",
        Marker: Loom,
        Rows:
        [
            new(Loom, "Weave", new MakesModule(new WeightLayerConcept("Weave", LayerGeometry.Dense, "warp", "weft")
            {
                Activation = "dye",
                Initializer = "yarn",
                DefaultLaw = WeightLaw.OfScale(Distribution.Uniform, 1.0 / 3),
                HasZeroBias = true,
            })),
            Dye("Plain", "Identity"),
            Dye("Clipped", "ReLU"),
            Dye("Softened", "GELU"),
            Dye("Curled", "Tanh"),
            Dye("Squashed", "Sigmoid"),
            Dye("Stretched", "SELU"),
            new(Loom, "Clip", new MakesModule(new ActivationConcept("ReLU", ""))),
            new(Loom, "Stretch", new MakesModule(new ActivationConcept("SELU", ""))),
            new(Loom, "Comb", new MakesModule(new NormalisationConcept())),
            new(Loom, "Tear", new MakesModule(new DropoutConcept("Tear", "TearGently") { Probability = "share" })),
            new(Loom, "TearGently Fold", new MakesModule(new PassThroughConcept())),
            Law("Thick", _ => Laws.Scaled(Distribution.Normal, 2)),
            Law("Thin", _ => Laws.Scaled(Distribution.Normal, 1)),
            Law("Strong", _ => Laws.Scaled(Distribution.Normal, 12.8)),
            Law("Even", arguments => Laws.VarianceScaling(arguments, "measure", FanMode.FanOut, Distribution.Uniform)),
            Law("Spun", arguments => Laws.Normal(arguments, "centre", "spread")),
            Law("Solid", arguments => Laws.Constant(arguments, "value")),
            new("T:Weaving.Frame", ".ctor", new MakesModule(new SequentialConcept())),
            new("T:Weaving.Frame", "Tie", new AddsPart("thread")),
            new("T:Weaving.Frame", "Hang", new LeavesModule()),
            new("T:Weaving.Frame", "Pull", new CallsModule("cloth")),
            new("T:Weaving.IThread", "Pull", new CallsModule("cloth")),
        ])
    {
        ModuleType = "T:Weaving.IThread",
        TensorTypes = "T:Weaving.Cloth",
        LawForms =
        [
            new("global::Weaving.Yarn.Thick", Distribution.Normal, FanMode.FanIn, 2),
            new("global::Weaving.Yarn.Thin", Distribution.Normal, FanMode.FanIn, 1),
            new("global::Weaving.Yarn.Strong", Distribution.Normal, FanMode.FanIn, 12.8),
            new("global::Weaving.Yarn.Even({0})", Distribution.Uniform, FanMode.FanOut),
        ],
    };

    private static readonly Style Style = new(Stubs.Of("Invented"), "using Weaving;\nusing static Weaving.Loom;\n\n") { Tables = [Weaving] };

    [Theory]
    [InlineData("Weave(9, 9, {|INIT001:Yarn.Thin|}, Dye.Clipped)")]
    [InlineData("Weave(9, 9, {|INIT001:Yarn.Even(1)|}, Dye.Softened)")]
    [InlineData("Weave(9, 9, {|INIT001:Yarn.Thin|}), Fold(), Tear(0.1), Clip()")]
    [InlineData("Weave(9, 9, {|INIT002:Yarn.Thick|}, Dye.Curled)")]
    [InlineData("Weave(9, 9, {|INIT003:Yarn.Thin|}, Dye.Squashed)")]
    [InlineData("Weave(9, 9, {|INIT004:Yarn.Thick|}, Dye.Stretched)")]
    [InlineData("Weave(9, 9, {|INIT103:Yarn.Solid(1)|}, Dye.Clipped)")]
    [InlineData("Weave(9, 9, {|INIT202:Yarn.Spun(9)|}, Dye.Clipped)")]
    [InlineData("Weave(9, 9, {|INIT202:Yarn.Spun(1, centre: 1)|}, Dye.Clipped)")]
    [InlineData("Weave(9, 9, dye: Dye.Stretched), {|INIT203:Tear(0.1)|}")]
    [InlineData("Weave(9, 9), Comb(), {|INIT203:Stretch()|}")]
    public Task Reports(string threads) => Style.Diagnostics(Frame(threads));

    [Theory]
    [InlineData("Weave(9, 9, Yarn.Thick, Dye.Clipped)")]
    [InlineData("Weave(9, 9, Yarn.Even(2), Dye.Clipped)")]
    [InlineData("Weave(9, 9, Yarn.Thin, Dye.Curled)")]
    [InlineData("Weave(9, 9, Yarn.Strong, Dye.Squashed)")]
    [InlineData("Weave(9, 9, Yarn.Thin, Dye.Stretched), TearGently(0.1)")]
    [InlineData("Weave(9, 9, Yarn.Thick, Dye.Plain)")]
    [InlineData("Weave(9, 9, Yarn.Thin), Comb(), Clip()")]
    [InlineData("Weave(9, 9, Yarn.Spun(0.5), Dye.Clipped)")]
    [InlineData("Weave(9, 9, yarn, Dye.Clipped)")]
    [InlineData("Weave(9, 9, Yarn.Thin, dye)")]
    [InlineData("Weave(9, 9, dye: Dye.Clipped)")]
    public Task Is_silent(string threads) => Style.Diagnostics(Frame(threads));

    [Fact]
    public Task Frames_that_are_tied_and_pulled() => Style.Diagnostics(
        """
        class Shop
        {
            Cloth Make(Cloth cloth)
            {
                var frame = new Frame().Tie(Weave(9, 9, {|INIT003:Yarn.Thin|}, Dye.Squashed));
                frame.Hang();
                frame.Tie(Weave(9, 9));
                var last = Weave(9, 9, Yarn.Thin, Dye.Squashed);
                return last.Pull(frame.Pull(cloth), slowly: true);
            }
        }
        """);

    [Fact]
    public async Task The_network_as_a_whole()
    {
        var source = Frame(string.Join(", ", Enumerable.Repeat("Weave(9, 9, dye: Dye.Clipped)", 6)));
        await Style.Fix(
            source.Replace("new Frame(", "{|INIT201:new Frame(").Replace("Weave(9, 9));", "Weave(9, 9))|};"),
            Frame(string.Join(", ", Enumerable.Repeat("Weave(9, 9, dye: Dye.Clipped, yarn: Yarn.Even(2))", 6))));
    }

    [Theory]
    [InlineData("Clipped", "Yarn.Thin", "Yarn.Thick", "INIT001")]
    [InlineData("Clipped", "Yarn.Even(1)", "Yarn.Even(2)", "INIT001")]
    [InlineData("Curled", "Weaving.Yarn.Thick", "Weaving.Yarn.Thin", "INIT002")]
    [InlineData("Squashed", "Yarn.Thin", "Yarn.Strong", "INIT003")]
    [InlineData("Stretched", "Yarn.Thick", "Yarn.Thin", "INIT004")]
    [InlineData("Clipped", "Yarn.Solid(0)", "Yarn.Even(2)", "INIT103")]
    [InlineData("Clipped", "Yarn.Spun(9)", "Yarn.Thick", "INIT202")]
    public Task Fixes(string dye, string written, string wanted, string id) => Style.Fix(
        Frame($"Weave(9, 9, {{|{id}:{written}|}}, Dye.{dye})"),
        Frame($"Weave(9, 9, {wanted}, Dye.{dye})"));

    [Fact]
    public Task A_gentler_tear() => Style.Fix(
        Frame("Weave(9, 9, dye: Dye.Stretched), {|INIT203:Tear(0.1)|}"),
        Frame("Weave(9, 9, dye: Dye.Stretched), TearGently(0.1)"));

    /// <summary>Nothing of it is known to the analyzer that users have.</summary>
    [Fact]
    public async Task It_is_not_a_part_of_the_analyzer() =>
        Assert.Empty(await Style.Run(Frame("Weave(9, 9, Yarn.Thin, Dye.Clipped)")));

    private static FrameworkRow Dye(string name, string activation) => new("T:Weaving.Dye", name, new MakesModule(new ActivationConcept(activation, "")));

    private static FrameworkRow Law(string name, Func<IInitializerArguments, InitializerLaw> law) =>
        new(Yarn, name, new MakesInitializer(new Initializer(name, null, law) { HasScale = true }));

    private static string Frame(string threads) =>
        $"class Shop\n{{\n    static void Open(Yarn yarn, Dye dye) {{ var frame = new Frame({threads}, Weave(9, 9)); }}\n}}\n";
}
