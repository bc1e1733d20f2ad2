using InitAnalyzer.Tests.Reading;
using InitAnalyzer.Tests.Verifiers;
using Microsoft.CodeAnalysis;
using Xunit;
using static InitAnalyzer.Tests.Rules.RuleTest;

namespace InitAnalyzer.Tests.Rules;

public class INIT110_InitialisationReachesNoRegisteredLayerTests
{
    [Theory]
    [InlineData("foreach (var m in modules()) if (m is Linear l) {|INIT110:init.xavier_uniform_(l.weight)|};")]
    [InlineData("foreach (var m in this.modules()) { if (m is Linear l) { {|INIT110:init.kaiming_uniform_(l.weight)|}; init.zeros_(l.bias!); } }")]
    [InlineData("foreach (var (name, m) in named_modules()) if (m is Linear l) {|INIT110:init.xavier_uniform_(l.weight)|};")]
    [InlineData("foreach (var m in children()) switch (m) { case Linear l: {|INIT110:init.xavier_uniform_(l.weight)|}; break; }")]
    [InlineData("foreach (var (name, m) in named_children()) if (m is Linear l) {|INIT110:init.xavier_uniform_(l.weight)|};")]
    [InlineData("foreach (var p in parameters()) if (p.dim() > 1) {|INIT110:init.xavier_uniform_(p)|};")]
    [InlineData("foreach (var (name, p) in named_parameters()) if (name.EndsWith(\"weight\")) {|INIT110:init.xavier_uniform_(p)|};")]
    [InlineData("foreach (var l in modules().OfType<Linear>()) {|INIT110:init.xavier_uniform_(l.weight)|};")]
    [InlineData("modules().OfType<Linear>().ToList().ForEach(l => {|INIT110:init.xavier_uniform_(l.weight)|});")]
    [InlineData("apply(m => { if (m is Linear l) {|INIT110:init.xavier_uniform_(l.weight)|}; });")]
    [InlineData("{|INIT110:apply(InitWeights)|};")]
    [InlineData("{|INIT110:apply(Local)|}; static void Local(Module m) { if (m is Linear l) init.xavier_uniform_(l.weight); }")]
    [InlineData("Action<Module> f = m => { if (m is Linear l) init.xavier_uniform_(l.weight); }; {|INIT110:apply(f)|};")]
    [InlineData("foreach (var m in {|INIT110:modules()|}) InitWeights(m);")]
    [InlineData("if (deep) foreach (var m in modules()) if (m is Linear l) {|INIT110:init.xavier_uniform_(l.weight)|};")]
    public Task Before_the_registration(string initialisation) => Verify.Diagnostics(Net(initialisation, "RegisterComponents();"));

    [Theory]
    [InlineData("")]
    [InlineData("register_module(\"fc1\", fc1); register_module(\"fc2\", fc2);")]
    public Task Before_other_registrations_or_none(string registration) => Verify.Diagnostics(
        Net("foreach (var m in modules()) if (m is Linear l) {|INIT110:init.xavier_uniform_(l.weight)|};", registration));

    [Fact]
    public Task In_a_method_that_the_constructor_calls_too_early() => Verify.Diagnostics(
        """
        class Net : Module<Tensor, Tensor>
        {
            private readonly Module<Tensor, Tensor> net;

            public Net(int width) : base("net")
            {
                net = Sequential(("fc", Linear(4, width)), ("out", Linear(width, 1)));
                InitializeWeights();
                RegisterComponents();
            }

            private void InitializeWeights()
            {
                foreach (var m in modules())
                {
                    if (m is Linear l) { {|INIT110:init.xavier_uniform_(l.weight)|}; }
                }
            }

            public override Tensor forward(Tensor x) => net.forward(x);
        }

        static class Program
        {
            static void Main() { for (var i = 0; i < 3; i++) { var a = new Net(i); } using var b = new Net(4); using var c = new Net(5); }
        }
        """);

    [Fact]
    public Task In_a_method_of_a_type_that_never_registers() => Verify.Diagnostics(
        """
        class Net : Module<Tensor, Tensor>
        {
            private readonly Linear fc = Linear(4, 4);
            public Net() : base("net") { }
            public void Reset() { foreach (var p in parameters()) {|INIT110:init.normal_(p, 0, 0.1)|}; }
            public override Tensor forward(Tensor x) => fc.forward(x);
        }
        """);

    [Fact]
    public Task In_a_base_class_whose_heirs_register_later() => Verify.Diagnostics(
        """
        abstract class Base : Module<Tensor, Tensor>
        {
            protected Base(string name) : base(name) { {|INIT110:apply(InitWeights)|}; }
            private static void InitWeights(Module m) { if (m is Linear l) init.xavier_uniform_(l.weight); }
        }

        sealed class Net : Base
        {
            private readonly Linear fc = Linear(4, 4);
            public Net() : base("net") { RegisterComponents(); }
            public override Tensor forward(Tensor x) => fc.forward(x);
        }
        """);

    [Theory]
    [InlineData("", "RegisterComponents(); apply(InitWeights);")]
    [InlineData("", "RegisterComponents(); foreach (var m in modules()) if (m is Linear l) init.kaiming_uniform_(l.weight, nonlinearity: init.NonlinearityType.ReLU);")]
    [InlineData("register_module(\"fc1\", fc1); apply(InitWeights);", "RegisterComponents();")]
    [InlineData("if (deep) RegisterComponents(); apply(InitWeights);", "RegisterComponents();")]
    [InlineData("Register(); apply(InitWeights);", "")]
    [InlineData("foreach (var p in parameters()) p.requires_grad_(false);", "RegisterComponents();")]
    [InlineData("foreach (var m in modules()) m.train();", "RegisterComponents();")]
    [InlineData("foreach (var l in new[] { fc1, fc2 }) init.kaiming_uniform_(l.weight, nonlinearity: init.NonlinearityType.ReLU);", "RegisterComponents();")]
    [InlineData("var all = modules();", "RegisterComponents(); foreach (var m in all) if (m is Linear l) init.kaiming_uniform_(l.weight, nonlinearity: init.NonlinearityType.ReLU);")]
    [InlineData("Action later = () => apply(InitWeights);", "RegisterComponents(); later();")]
    [InlineData("apply(m => { if (m is Net n) init.kaiming_uniform_(n.fc1.weight, nonlinearity: init.NonlinearityType.ReLU); });", "RegisterComponents();")]
    [InlineData("register_parameter(\"w\", Parameter(zeros(2, 2))); foreach (var p in parameters()) init.normal_(p);", "RegisterComponents();")]
    [InlineData("register_parameter(\"w\", fc1.weight); foreach (var p in parameters()) init.normal_(p);", "RegisterComponents();")]
    public Task Silent_where_something_is_reached_or_nothing_initialised(string before, string registration) =>
        Verify.Diagnostics(Net(before, registration));

    [Theory]
    [InlineData("class Net : Module<Tensor, Tensor> { public Net() : base(\"n\") { foreach (var m in modules()) if (m is Linear l) init.zeros_(l.bias); RegisterComponents(); } public override Tensor forward(Tensor x) => x; } class Other { Linear l = Linear(2, 2); }")]
    [InlineData("class Net : Sequential { public Net() : base((\"a\", Linear(2, 2)), (\"b\", ReLU())) { foreach (var m in modules()) if (m is Linear l) init.kaiming_uniform_(l.weight, nonlinearity: init.NonlinearityType.ReLU); RegisterComponents(); } }")]
    [InlineData("class Base : Module<Tensor, Tensor> { protected Linear fc = Linear(2, 2); public Base() : base(\"n\") { RegisterComponents(); } public override Tensor forward(Tensor x) => fc.forward(x); } class Net : Base { public Net() { foreach (var m in modules()) if (m is Linear l) init.zeros_(l.bias); } }")]
    [InlineData("class Base : Module<Tensor, Tensor> { protected Linear fc = Linear(2, 2); public Base() : base(\"n\") { } public void Init() { foreach (var m in modules()) if (m is Linear l) init.zeros_(l.bias); } public override Tensor forward(Tensor x) => fc.forward(x); } class Net : Base { public Net() { RegisterComponents(); Init(); } }")]
    [InlineData("class Net : Module<Tensor, Tensor> { Linear fc; public Net() : base(\"n\") { } public void Build() { fc = Linear(2, 2); RegisterComponents(); } public void Init() { foreach (var m in modules()) if (m is Linear l) init.zeros_(l.bias); } public override Tensor forward(Tensor x) => fc.forward(x); }")]
    [InlineData("class Net : Module<Tensor, Tensor> { public Linear fc = Linear(2, 2); public Net() : base(\"n\") { } public void Init() { foreach (var m in modules()) if (m is Linear l) init.zeros_(l.bias); } public override Tensor forward(Tensor x) => fc.forward(x); } static class Maker { static Net Make() { var n = new Net(); n.register_module(\"fc\", n.fc); n.Init(); return n; } }")]
    [InlineData("class Net : Module<Tensor, Tensor> { Linear fc = Linear(2, 2); public Net() : base(\"n\") { Init(); RegisterComponents(); } public void Reset() => Init(); void Init() { foreach (var m in modules()) if (m is Linear l) init.zeros_(l.bias); } public override Tensor forward(Tensor x) => fc.forward(x); }")]
    public Task Silent_in_these_types(string source) => Verify.Diagnostics(source);

    [Fact]
    public async Task The_message_names_the_walk_and_the_layers()
    {
        var diagnostic = await Single(Net("foreach (var m in modules()) if (m is Linear l) init.xavier_uniform_(l.weight);", "RegisterComponents();"), "INIT110");
        Assert.Equal(DiagnosticSeverity.Warning, diagnostic.Severity);
        Assert.Equal("modules() runs over nothing, because the layers are registered only later: 'fc1', 'fc2' keep the framework's default initialisation", Message(diagnostic));
        Assert.Equal("init.xavier_uniform_(l.weight)", TextAt(diagnostic.Location));
        Assert.Equal(["modules()", "RegisterComponents()"], AdditionalTexts(diagnostic));
    }

    [Fact]
    public async Task The_message_of_a_type_that_never_registers()
    {
        var diagnostic = await Single(Net("apply(InitWeights);", "").Replace("private void Register() => RegisterComponents();", ""), "INIT110");
        Assert.Equal("apply() runs over nothing, because the layers are never registered: 'fc1', 'fc2' keep the framework's default initialisation", Message(diagnostic));
        Assert.Empty(diagnostic.AdditionalLocations);
    }

    private static string Net(string initialisation, string registration) =>
        $$"""
        class Net : Module<Tensor, Tensor>
        {
            private readonly Linear fc1, fc2;

            public Net(bool deep) : base("net")
            {
                fc1 = Linear(4, 8);
                fc2 = Linear(8, 2);
                {{initialisation}}
                {{registration}}
            }

            private void Register() => RegisterComponents();

            private static void InitWeights(Module m)
            {
                if (m is Linear l)
                {
                    init.kaiming_uniform_(l.weight, nonlinearity: init.NonlinearityType.ReLU);
                }
            }

            public override Tensor forward(Tensor x) => fc2.forward(functional.relu(fc1.forward(x)));
        }
        """;
}
