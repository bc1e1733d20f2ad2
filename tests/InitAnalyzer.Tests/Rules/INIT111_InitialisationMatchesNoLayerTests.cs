using InitAnalyzer.Tests.Verifiers;
using Microsoft.CodeAnalysis;
using Xunit;
using static InitAnalyzer.Tests.Rules.RuleTest;

namespace InitAnalyzer.Tests.Rules;

public class INIT111_InitialisationMatchesNoLayerTests
{
    private const string Due = "{|INIT111:init.normal_(c.weight, 0, 0.02)|}";
    private const string Fine = "init.normal_(c.weight, 0, 0.02)";

    /// <summary>A network of transposed convolutions and a normalisation.</summary>
    [Theory]
    [InlineData($"foreach (var m in modules()) if (m is Conv2d c) {Due};")]
    [InlineData($"foreach (var m in modules()) if (m is Conv2d) {{ var c = (Conv2d)m; {Due}; }}")]
    [InlineData($"foreach (var (name, m) in named_modules()) {{ if (m is Conv2d c && c.bias is null) {{ {Due}; }} }}")]
    [InlineData($"foreach (var m in children()) switch (m) {{ case Conv2d c: {Due}; break; case BatchNorm2d b: init.ones_(b.weight); break; }}")]
    [InlineData($"foreach (var m in modules()) {{ if (m is not Conv2d c) continue; {Due}; }}")]
    [InlineData($"foreach (var c in modules().OfType<Conv2d>()) {Due};")]
    [InlineData($"foreach (var c in modules().ToList().OfType<Conv2d>().ToArray()) {Due};")]
    [InlineData($"apply(m => {{ if (m is Conv2d c) {Due}; }});")]
    [InlineData($"apply(Init); static void Init(Module m) {{ if (m is Conv2d c) {Due}; else if (m is BatchNorm2d b) init.ones_(b.weight); }}")]
    [InlineData("foreach (var m in modules()) if (m is Conv2d || m is Linear) foreach (var p in m.parameters()) {|INIT111:init.normal_(p, 0, 0.02)|};")]
    [InlineData("foreach (var m in modules()) _ = m switch { Linear l => {|INIT111:init.zeros_(l.weight)|}, BatchNorm2d b => init.ones_(b.weight), _ => null };")]
    [InlineData("Reset(this); static void Reset(Module n) { foreach (var m in n.modules()) if (m is Linear l) {|INIT111:init.zeros_(l.bias)|}; }")]
    [InlineData("foreach (var m in modules()) if (m is ConvTranspose2d c) init.normal_(c.weight, 0, 0.02);")]
    [InlineData("foreach (var m in modules()) if (m is Conv2d || m is ConvTranspose2d) foreach (var p in m.parameters()) init.normal_(p, 0, 0.02);")]
    [InlineData($"foreach (var m in modules()) if (m is Module c0 && Chance(c0) is Conv2d c) {Fine};")]
    [InlineData($"foreach (var m in modules().Append(Chance(this))) if (m is Conv2d c) {Fine};")]
    [InlineData("foreach (var m in modules()) if (m is Convolution c) init.normal_(c.weight, 0, 0.02);")]
    [InlineData("foreach (var m in new Module[] { up }) Single(m);")]
    public Task Over_known_modules(string walk) => Verify.Diagnostics(Generator(walk));

    [Theory]
    [InlineData("private readonly Module<Tensor, Tensor> body;", "Module<Tensor, Tensor> given", "body = given;")]
    [InlineData("private readonly TransformerEncoderLayer body;", "int n", "body = TransformerEncoderLayer(n, n, n, 0.1);")]
    [InlineData("private readonly Module<Tensor, Tensor> body;", "bool plain", "body = plain ? ReLU() : Conv2d(3, 3, 3);")]
    [InlineData("private Module<Tensor, Tensor> body;", "bool plain", "if (!plain) body = Sequential(Conv2d(3, 3, 3), ReLU());")]
    [InlineData("private readonly Module<Tensor, Tensor> body;", "string path", "body = (Module<Tensor, Tensor>)Activator.CreateInstance(Type.GetType(path));")]
    [InlineData("private readonly Sequential body;", "int n", "body = Sequential(new Inner());")]
    public Task Silent_where_there_may_be_others(string field, string parameter, string set) => Verify.Diagnostics(
        $$"""
        class Net : Module<Tensor, Tensor>
        {
            private readonly ConvTranspose2d up = ConvTranspose2d(8, 4, 3);
            {{field}}

            public Net({{parameter}}) : base("net")
            {
                {{set}}
                RegisterComponents();
                foreach (var m in modules()) if (m is Conv2d c) init.normal_(c.weight, 0, 0.02);
            }

            public override Tensor forward(Tensor x) => up.forward(x);
        }

        class Inner : Module<Tensor, Tensor>
        {
            private readonly Conv2d conv = Conv2d(3, 3, 3);

            public Inner() : base("inner") { }

            public override Tensor forward(Tensor x) => conv.forward(x);
        }
        """);

    [Fact]
    public Task A_helper_serves_several_networks() => Verify.Diagnostics(
        """
        static class Weights
        {
            public static void Init(Module m)
            {
                switch (m)
                {
                    case Linear l:
                        init.zeros_(l.bias);
                        break;
                    case Conv2d c:
                        init.zeros_(c.bias);
                        break;
                    case Conv1d c:
                        {|INIT111:init.zeros_(c.bias)|};
                        init.ones_(c.weight);
                        break;
                }
            }
        }

        class A : Module<Tensor, Tensor>
        {
            private readonly Linear fc = Linear(2, 2);

            public A() : base("a") { RegisterComponents(); apply(Weights.Init); }

            public override Tensor forward(Tensor x) => fc.forward(x);
        }

        class B : Module<Tensor, Tensor>
        {
            private readonly Conv2d conv = Conv2d(2, 2, 3);

            public B() : base("b") { RegisterComponents(); apply(Weights.Init); }

            public override Tensor forward(Tensor x) => conv.forward(x);
        }
        """);

    [Fact]
    public Task A_method_that_may_run_after_others_have_added_layers() => Verify.Diagnostics(
        """
        class Net : Module<Tensor, Tensor>
        {
            private readonly Linear fc = Linear(2, 2);
            private Module<Tensor, Tensor> head;

            public Net() : base("net") { }

            public void Build() { head = Conv2d(2, 2, 3); RegisterComponents(); }

            public void Init() { foreach (var m in modules()) if (m is Conv2d c) init.zeros_(c.weight); }

            public override Tensor forward(Tensor x) => head.forward(fc.forward(x));
        }

        class Derived : Base
        {
            private readonly Conv2d conv = Conv2d(2, 2, 3);

            public Derived() { RegisterComponents(); Init(); }

            public override Tensor forward(Tensor x) => conv.forward(x);
        }

        class Base : Module<Tensor, Tensor>
        {
            private readonly Linear fc = Linear(2, 2);

            public Base() : base("base") { }

            protected void Init() { foreach (var m in modules()) if (m is Conv2d c) init.zeros_(c.bias); }

            public override Tensor forward(Tensor x) => fc.forward(x);
        }
        """);

    [Theory]
    [InlineData("parameters().Select(p => {|INIT111:init.normal_(p, 0, 0.02)|});")]
    [InlineData("_ = parameters().Select(p => {|INIT111:init.normal_(p, 0, 0.02)|});")]
    [InlineData("var filled = parameters().Select(p => {|INIT111:init.normal_(p, 0, 0.02)|});")]
    [InlineData("parameters().Where(p => p.dim() == 1).Select(p => { return {|INIT111:p.fill_(0)|}; }).Where(p => true);")]
    [InlineData("modules().OfType<ConvTranspose2d>().Select(c => {|INIT111:init.zeros_(c.bias)|});")]
    [InlineData("parameters().Select(p => init.normal_(p, 0, 0.02)).ToList();")]
    [InlineData("foreach (var p in parameters().Select(p => init.normal_(p, 0, 0.02))) { }")]
    [InlineData("var filled = parameters().Select(p => init.normal_(p, 0, 0.02)); Console.WriteLine(filled.Count());")]
    [InlineData("parameters().ToList().ForEach(p => init.normal_(p, 0, 0.02));")]
    [InlineData("Console.WriteLine(parameters().Select(p => init.normal_(p, 0, 0.02)).First());")]
    [InlineData("parameters().All(p => init.normal_(p, 0, 0.02) is not null);")]
    public Task In_queries(string query) => Verify.Diagnostics(Generator(query));

    [Fact]
    public async Task Says_why_nothing_matches()
    {
        var diagnostic = await Single(Generator("foreach (var m in modules()) if (m is Conv2d c) init.normal_(c.weight, 0, 0.02);"), "INIT111");
        Assert.Equal(DiagnosticSeverity.Info, diagnostic.Severity);
        Assert.Equal("normal_ never runs, because none of the modules that modules() visits is a Conv2d", Message(diagnostic));
        Assert.Equal("init.normal_(c.weight, 0, 0.02)", TextAt(diagnostic.Location));
        Assert.Equal(["Conv2d c"], AdditionalTexts(diagnostic));
    }

    [Fact]
    public async Task Says_why_nothing_runs()
    {
        var diagnostic = await Single(Generator("parameters().Select(p => init.normal_(p, 0, 0.02));"), "INIT111");
        Assert.Equal(DiagnosticSeverity.Warning, diagnostic.Severity);
        Assert.Equal("normal_ never runs, because Select does nothing until its result is enumerated, and nothing enumerates it", Message(diagnostic));
        Assert.Equal(["parameters().Select(p => init.normal_(p, 0, 0.02))"], AdditionalTexts(diagnostic));
    }

    [Fact]
    public Task A_query_becomes_a_loop() => Verify.Fix(
        Generator("// all of them\n        parameters().Select(p => {|INIT111:init.constant_(p, 0.1)|}); // small"),
        Generator("// all of them\n        foreach (var p in parameters())\n        {\n            init.constant_(p, 0.1);\n        } // small"));

    [Theory]
    [InlineData("_ = parameters().Select(p => {|INIT111:init.zeros_(p)|});")]
    [InlineData("parameters().Select(p => {|INIT111:init.kaiming_uniform_(p)|});")]
    [InlineData("parameters().Select(p => {|INIT111:p.zero_()|});")]
    [InlineData("parameters().Select((p, i) => {|INIT111:init.constant_(p, i)|});")]
    [InlineData("parameters().Select(p => {|INIT111:init.zeros_(p)|}).Where(p => true);")]
    public Task No_loop_that_does_more_or_says_other(string query) => Verify.Fix(Generator(query), Generator(query));

    private static string Generator(string then) =>
        $$"""
        class Generator : Module<Tensor, Tensor>
        {
            private readonly ConvTranspose2d up = ConvTranspose2d(8, 4, 3);
            private readonly BatchNorm2d norm = BatchNorm2d(4);
            private readonly Sequential rest = Sequential(("up", ConvTranspose2d(4, 3, 3)), ("act", Tanh()));

            public Generator() : base("generator")
            {
                RegisterComponents();
                {{then}}
            }

            private static Module Chance(Module module) => (Module)Activator.CreateInstance(Type.GetType(module.GetName()));

            private static void Single(Module module)
            {
                if (module is Conv2d c) init.normal_(c.weight, 0, 0.02);
            }

            public override Tensor forward(Tensor x) => rest.forward(norm.forward(up.forward(x)));
        }
        """;
}
