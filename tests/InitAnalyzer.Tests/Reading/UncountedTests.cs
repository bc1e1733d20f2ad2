using InitAnalyzer.Tests.Verifiers;
using Xunit;

namespace InitAnalyzer.Tests.Reading;

/// <summary>Blanket initialisation of networks of which it is not known how many parts they have.</summary>
public class UncountedTests
{
    private const string Network =
        """
        class Net : Module<Tensor, Tensor>
        {
            private readonly Sequential hidden;
            private readonly Linear head = Linear(64, 10);
            public Net(int depth, bool wide) : base("net")
            {
                var layers = new List<Module<Tensor, Tensor>>();
                BUILD
                hidden = Sequential(layers);
                RegisterComponents();
                INIT
            }
            public override Tensor forward(Tensor x) => head.forward(hidden.forward(x));
        }
        """;

    private const string ReLUs = "for (var i = 0; i < depth; i++) { layers.Add(Linear(64, 64)); layers.Add(ReLU()); }";

    [Theory]
    [InlineData("foreach (var m in modules()) if (m is Linear fc) {|INIT001:init.xavier_uniform_(fc.weight)|};")]
    [InlineData("foreach (var (_, m) in named_modules()) { if (m is Linear) { var fc = (Linear)m; {|INIT001:init.xavier_uniform_(fc.weight)|}; } }")]
    [InlineData("foreach (var fc in modules().OfType<Linear>()) {|INIT001:init.xavier_uniform_(fc.weight)|};")]
    [InlineData("foreach (var fc in modules().Where(m => m is Linear).Cast<Linear>().ToList()) {|INIT001:init.xavier_uniform_(fc.weight)|};")]
    [InlineData("foreach (var fc in named_modules().Select(m => m.module).OfType<Linear>()) {|INIT001:init.xavier_uniform_(fc.weight)|};")]
    [InlineData("modules().OfType<Linear>().ToList().ForEach(fc => {|INIT001:init.xavier_uniform_(fc.weight)|});")]
    [InlineData("foreach (var m in hidden.children()) if (m is Linear fc) {|INIT001:init.xavier_uniform_(fc.weight)|};")]
    [InlineData("foreach (var m in modules()) switch (m) { case Linear fc: {|INIT001:init.xavier_uniform_(fc.weight)|}; break; }")]
    [InlineData("apply(m => { if (m is Linear fc) {|INIT001:init.xavier_uniform_(fc.weight)|}; });")]
    [InlineData("hidden.apply(m => { if (m is Linear fc) {|INIT001:init.xavier_uniform_(fc.weight)|}; });")]
    [InlineData("foreach (var p in parameters()) if (p.dim() > 1) {|INIT001:init.xavier_uniform_(p)|};")]
    public Task Each_part_that_there_may_be_is_reached(string initialisation) => VerifyNetwork(ReLUs, initialisation);

    [Theory]
    [InlineData("if (wide) layers.Add(Linear(64, 64)); layers.Add(Linear(64, 64)); layers.Add(ReLU());")]
    [InlineData("layers.Add(Linear(64, 64)); layers.Add(ReLU()); if (wide) { layers.Add(Linear(64, 64)); layers.Add(ReLU()); }")]
    [InlineData("layers.Add(Linear(64, 64)); layers.Add(ReLU()); if (wide) layers.Add(Dropout(0.5)); layers.Add(Linear(64, 64)); layers.Add(LeakyReLU(0.1));")]
    [InlineData("for (var i = 0; i < depth; i++) { layers.Add(Linear(64, 64)); layers.Add(wide ? ReLU() : GELU()); }")]
    [InlineData("for (var i = 0; i < depth; i++) { layers.Add(Linear(64, 64)); if (i < depth - 1) layers.Add(ReLU()); }")]
    public Task Parts_that_may_be_missing_hide_no_others(string building) =>
        VerifyNetwork(building, "foreach (var m in modules()) if (m is Linear fc) {|INIT001:init.xavier_uniform_(fc.weight)|};");

    [Theory]
    [InlineData("for (var i = 0; i < depth; i++) { layers.Add(Linear(64, 64)); layers.Add(Tanh()); }")]
    [InlineData("for (var i = 0; i < depth; i++) { layers.Add(Linear(64, 64)); layers.Add(BatchNorm1d(64)); layers.Add(ReLU()); }")]
    [InlineData("for (var i = 0; i < depth; i++) { layers.Add(Linear(64, 64)); if (wide) layers.Add(BatchNorm1d(64)); layers.Add(ReLU()); }")]
    [InlineData("for (var i = 0; i < depth; i++) { layers.Add(Linear(64, 64)); layers.Add(wide ? ReLU() : Tanh()); }")]
    public Task What_fits_or_may_fit_is_not_reported(string building) =>
        VerifyNetwork(building, "foreach (var m in modules()) if (m is Linear fc) init.xavier_uniform_(fc.weight);");

    [Theory]
    [InlineData("foreach (var m in modules()) if (m is Linear fc) init.kaiming_uniform_(fc.weight, nonlinearity: init.NonlinearityType.ReLU);")]
    [InlineData("foreach (var m in modules()) if (m is Linear fc) init.xavier_uniform_(fc.weight, Math.Sqrt(2));")]
    [InlineData("init.xavier_uniform_(modules().OfType<Linear>().First().weight);")]
    [InlineData("init.xavier_uniform_(modules().OfType<Linear>().Last().weight);")]
    [InlineData("init.xavier_uniform_(((Linear)hidden.children().ElementAt(depth)).weight);")]
    [InlineData("foreach (var (name, m) in named_modules()) if (name.EndsWith(\"0\") && m is Linear fc) init.xavier_uniform_(fc.weight);")]
    [InlineData("var n = 0; foreach (var fc in modules().OfType<Linear>()) { if (n++ == depth) init.xavier_uniform_(fc.weight); else init.kaiming_uniform_(fc.weight, nonlinearity: init.NonlinearityType.ReLU); }")]
    public Task What_is_right_and_what_takes_parts_by_their_number_is_not(string initialisation) => VerifyNetwork(ReLUs, initialisation);

    [Fact]
    public Task A_list_filled_from_such_a_walk_is_not_counted() => VerifyNetwork(
        ReLUs,
        """
        var found = new List<Linear>();
        foreach (var m in modules()) if (m is Linear fc) found.Add(fc);
        for (var i = 0; i < found.Count - 1; i++) init.kaiming_uniform_(found[i].weight, nonlinearity: init.NonlinearityType.ReLU);
        """);

    [Fact]
    public Task A_later_call_for_one_layer_wins() => VerifyNetwork(
        "for (var i = 0; i < depth; i++) { layers.Add(Linear(64, 64)); layers.Add(ReLU()); }",
        """
        foreach (var m in modules()) if (m is Linear fc) init.kaiming_uniform_(fc.weight, nonlinearity: init.NonlinearityType.ReLU);
        init.xavier_uniform_(head.weight);
        """);

    private static Task VerifyNetwork(string building, string initialisation) =>
        Verify.Diagnostics(Network.Replace("BUILD", building).Replace("INIT\n", initialisation + "\n"));
}
