using InitAnalyzer.Tests.Verifiers;
using Xunit;

namespace InitAnalyzer.Tests.Reading;

/// <summary>Initialisations that reach many layers at once; each layer is judged, and the call is reported once.</summary>
public class BlanketTests
{
    [Theory]
    [InlineData("foreach (var m in modules()) if (m is Linear l) {|INIT001:init.xavier_uniform_(l.weight)|};")]
    [InlineData("foreach (var m in this.modules()) { if (m is not Linear l) continue; {|INIT001:init.xavier_uniform_(l.weight)|}; }")]
    [InlineData("foreach (var (name, m) in named_modules()) { if (m is Linear l) { {|INIT001:init.xavier_uniform_(l.weight)|}; } }")]
    [InlineData("foreach (var m in children()) { switch (m) { case Linear l: {|INIT001:init.xavier_uniform_(l.weight)|}; break; case Conv2d c: {|INIT111:init.xavier_uniform_(c.weight)|}; break; } }")]
    [InlineData("foreach (var (n, m) in named_children()) { var l = m as Linear; if (l != null) {|INIT001:init.xavier_uniform_(l.weight)|}; }")]
    [InlineData("foreach (var l in modules().OfType<Linear>()) {|INIT001:init.xavier_uniform_(l.weight)|};")]
    [InlineData("foreach (var l in modules().Where(m => m is Linear).Cast<Linear>()) {|INIT001:init.xavier_uniform_(l.weight)|};")]
    [InlineData("foreach (var m in modules()) if (m.GetType() == typeof(Linear)) {|INIT001:init.xavier_uniform_(((Linear)m).weight)|};")]
    [InlineData("foreach (var m in modules()) if (m.GetType().Name.Contains(\"Lin\")) {|INIT001:init.xavier_uniform_(((Linear)m).weight)|};")]
    [InlineData("apply(m => { if (m is Linear l) {|INIT001:init.xavier_uniform_(l.weight)|}; });")]
    [InlineData("apply(Init); static void Init(Module m) { if (m is Linear l) {|INIT001:init.xavier_uniform_(l.weight)|}; }")]
    [InlineData("foreach (var p in parameters()) if (p.dim() > 1) {|INIT001:init.xavier_uniform_(p)|};")]
    [InlineData("foreach (var (n, p) in named_parameters()) if (n.EndsWith(\"weight\") && p.dim() > 1) {|INIT001:init.xavier_uniform_(p)|};")]
    [InlineData("foreach (var l in new[] { fc1, fc2 }) {|INIT001:init.xavier_uniform_(l.weight)|};")]
    [InlineData("foreach (var l in new List<Linear> { fc1, fc2 }) {|INIT001:init.xavier_uniform_(l.weight)|};")]
    [InlineData("for (int i = 0; i < layers.Count; i++) {|INIT001:init.xavier_uniform_(layers[i].weight)|};")]
    public Task Layers_that_feed_a_rectifier_are_reported_at_the_call(string initialisation) => Verify.Diagnostics(Net(initialisation));

    [Theory]
    [InlineData("foreach (var m in modules()) if (m is Linear l) init.kaiming_uniform_(l.weight);")]
    [InlineData("foreach (var m in modules()) if (m is Conv2d c) {|INIT111:init.xavier_uniform_(c.weight)|};")]
    [InlineData("foreach (var m in modules()) if (m is Linear l) init.xavier_uniform_(l.weight); init.kaiming_normal_(fc1.weight); init.kaiming_normal_(fc2.weight);")]
    [InlineData("foreach (var m in modules()) if (m is Linear l && l.bias is not null) init.zeros_(l.bias);")]
    [InlineData("foreach (var p in parameters(false)) init.xavier_uniform_(p);")]
    [InlineData("foreach (var (n, p) in named_parameters(recurse: false)) init.xavier_uniform_(p);")]
    [InlineData("foreach (var p in parameters(DateTime.Now.Year < 2000)) init.xavier_uniform_(p);")]
    public Task Layers_that_fit_are_not_reported(string initialisation) => Verify.Diagnostics(Net(initialisation));

    /// <summary>TorchSharp registers a property's field, which the compiler has named.</summary>
    [Theory]
    [InlineData("foreach (var (n, m) in named_modules()) if (n == \"Fc\") init.xavier_uniform_(((Linear)m).weight);")]
    [InlineData("foreach (var (n, m) in named_modules()) if (n.Contains(\"Fc\")) {|INIT001:init.xavier_uniform_(((Linear)m).weight)|};")]
    public Task A_property_is_not_registered_by_its_own_name(string initialisation) => Verify.Diagnostics(
        $$"""
        class Net : Module<Tensor, Tensor>
        {
            private Linear Fc { get; } = Linear(4, 8);

            public Net() : base("net")
            {
                RegisterComponents();
                {{initialisation}}
            }

            public override Tensor forward(Tensor x) => Fc.forward(x).relu();
        }
        """);

    [Fact]
    public Task An_initialisation_before_the_registration_reaches_nothing() => Verify.Diagnostics(
        Net("", "foreach (var m in modules()) if (m is Linear l) {|INIT110:init.xavier_uniform_(l.weight)|};"));

    [Fact]
    public Task The_message_names_the_layers_that_mismatch_and_no_others()
    {
        var test = new Verify.AnalyzerTest(
            """
            class Net : Module<Tensor, Tensor>
            {
                private readonly Linear fc1 = Linear(4, 8), fc2 = Linear(8, 8), head = Linear(8, 2);
                public Net() : base("net")
                {
                    RegisterComponents();
                    foreach (var m in modules()) if (m is Linear l) {|#0:init.xavier_uniform_(l.weight)|};
                }
                public override Tensor forward(Tensor x) => head.forward(fc2.forward(fc1.forward(x).relu()).relu());
            }
            """);
        test.ExpectedDiagnostics.Add(new Microsoft.CodeAnalysis.Testing.DiagnosticResult("INIT001", Microsoft.CodeAnalysis.DiagnosticSeverity.Warning)
            .WithLocation(0)
            .WithOptions(Microsoft.CodeAnalysis.Testing.DiagnosticOptions.IgnoreAdditionalLocations)
            .WithMessage("'fc1', 'fc2' feed ReLU, but xavier_uniform_ gives Var(w) = 1/fan_avg; ReLU wants He, 2/fan (forward multiplier 0.5 a layer, origin slope multiplier 0)"));
        return test.RunAsync();
    }

    [Fact]
    public Task A_base_class_and_code_outside_reach_the_same_layers() => Verify.Diagnostics(
        """
        abstract class Base : Module<Tensor, Tensor>
        {
            protected Base() : base("b") { }
            protected void InitWeights() { foreach (var m in modules()) if (m is Linear l) {|INIT001:init.xavier_uniform_(l.weight)|}; }
        }

        class Derived : Base
        {
            private readonly Linear fc = Linear(4, 8);
            public Derived() { RegisterComponents(); InitWeights(); }
            public override Tensor forward(Tensor x) => fc.forward(x).relu();
        }

        class Plain : Module<Tensor, Tensor>
        {
            public readonly Derived inner = new Derived();
            private readonly Linear fc = Linear(4, 8);
            public Plain() : base("p") { RegisterComponents(); }
            public override Tensor forward(Tensor x) => fc.forward(x).relu();
        }

        static class Program
        {
            static void Run()
            {
                var net = new Plain();
                foreach (var m in net.modules()) if (m is Linear l) {|INIT001:init.xavier_uniform_(l.weight)|};
            }
        }
        """);

    private static string Net(string initialisation, string beforeRegistration = "") =>
        $$"""
        class Net : Module<Tensor, Tensor>
        {
            private readonly Linear fc1, fc2, head;
            private readonly List<Linear> layers = new();

            public Net() : base("net")
            {
                fc1 = Linear(4, 8);
                fc2 = Linear(8, 8);
                head = Linear(8, 2);
                layers.Add(fc1);
                layers.Add(fc2);
                {{beforeRegistration}}
                RegisterComponents();
                {{initialisation}}
            }

            public override Tensor forward(Tensor x)
            {
                x = functional.relu(fc1.forward(x));
                x = functional.relu(fc2.forward(x));
                return head.forward(x);
            }
        }
        """;
}
