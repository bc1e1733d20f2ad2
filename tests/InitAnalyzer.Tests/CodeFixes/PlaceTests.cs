using InitAnalyzer.Model;
using InitAnalyzer.Theory;
using Xunit;
using static InitAnalyzer.Tests.CodeFixes.FixRunner;

namespace InitAnalyzer.Tests.CodeFixes;

/// <summary>Calls stand in many places; names must bind in each of them, and the value must be used where it was.</summary>
public class PlaceTests
{
    [Theory]
    [InlineData("class C { Tensor w = [|init.xavier_normal_(empty(2, 2))|]; }", "class C { Tensor w = init.kaiming_normal_(empty(2, 2), nonlinearity: init.NonlinearityType.ReLU); }")]
    [InlineData("class C { static readonly Action<Tensor> Init = w => [|init.xavier_normal_(w)|]; }", "class C { static readonly Action<Tensor> Init = w => init.kaiming_normal_(w, nonlinearity: init.NonlinearityType.ReLU); }")]
    [InlineData("class C { C(Module m) { m.apply(x => { if (x is Linear l) [|init.xavier_normal_(l.weight)|]; }); } }", "class C { C(Module m) { m.apply(x => { if (x is Linear l) init.kaiming_normal_(l.weight, nonlinearity: init.NonlinearityType.ReLU); }); } }")]
    [InlineData("class C { C(Module m) { switch (m) { case Linear { weight: var w }: [|init.xavier_normal_(w)|]; break; } } }", "class C { C(Module m) { switch (m) { case Linear { weight: var w }: init.kaiming_normal_(w, nonlinearity: init.NonlinearityType.ReLU); break; } } }")]
    [InlineData("class C { C(Tensor w) : this([|init.xavier_normal_(w)|], 0) { } C(Tensor w, int i) { } }", "class C { C(Tensor w) : this(init.kaiming_normal_(w, nonlinearity: init.NonlinearityType.ReLU), 0) { } C(Tensor w, int i) { } }")]
    [InlineData("class C { Tensor F(Linear l) => l.weight is { } w ? [|init.xavier_normal_(w)|] : null; }", "class C { Tensor F(Linear l) => l.weight is { } w ? init.kaiming_normal_(w, nonlinearity: init.NonlinearityType.ReLU) : null; }")]
    public async Task The_law_is_written_in_place(string before, string after) =>
        Assert.Equal(after, await Apply(before, Recommend("ReLU", Distribution.Normal)));

    [Theory]
    [InlineData("class C { C(Module m, Generator g) { m.apply(x => { if (x is Linear l) [|init.normal_(l.weight, 0, 1, g)|]; }); } }", "class C { C(Module m, Generator g) { m.apply(x => { if (x is Linear l) l.weight.detach().normal_(0, 1, g); }); } }")]
    [InlineData("class C { C(Tensor w, Generator g) => [|init.normal_(w, 0, 1, g)|]; }", "class C { C(Tensor w, Generator g) => w.detach().normal_(0, 1, g); }")]
    [InlineData("class C { Tensor F(Tensor w, Generator g) => [|init.normal_(w, 0, 1, g)|]; }", "class C { Tensor F(Tensor w, Generator g) => init.normal_(w, 0, 1); }")]
    [InlineData("class C { static readonly Func<Tensor, Tensor> Init = w => [|init.normal_(w, 0, 1, null)|]; }", "class C { static readonly Func<Tensor, Tensor> Init = w => init.normal_(w, 0, 1); }")]
    [InlineData("class C { Tensor this[Generator g] => [|init.normal_(empty(2, 2), 0, 1, g)|]; }", "class C { Tensor this[Generator g] => init.normal_(empty(2, 2), 0, 1); }")]
    [InlineData("class C { Generator g; Tensor w; int P { set => [|init.normal_(w, 0, 1, g)|]; } }", "class C { Generator g; Tensor w; int P { set => w.detach().normal_(0, 1, g); } }")]
    public async Task The_tensor_is_filled_where_nothing_uses_the_value(string before, string after) =>
        Assert.Equal(after, await Apply(before, Prescribe(PrescriptionKind.DropGenerator)));
}
