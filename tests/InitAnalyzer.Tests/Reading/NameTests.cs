using InitAnalyzer.Tests.Verifiers;
using Xunit;

namespace InitAnalyzer.Tests.Reading;

/// <summary>
/// Which types use which is told by names. Where several types have one, a use by the other must neither hide a mismatch nor be lost.
/// </summary>
public class NameTests
{
    /// <summary>A network that does not know what it is given.</summary>
    private const string Net =
        """
        public class Net : Module<Tensor, Tensor>
        {
            private readonly Linear fc = Linear(8, 8), head = Linear(8, 1);
            private readonly Module<Tensor, Tensor> activation;
            public Net(Module<Tensor, Tensor> activation) : base("net")
            {
                this.activation = activation;
                INIT
                RegisterComponents();
            }
            public override Tensor forward(Tensor x) => head.forward(activation.forward(fc.forward(x)));
        }
        """;

    private static readonly string s_marked = Net.Replace("INIT", "{|INIT001:init.xavier_uniform_(fc.weight)|};");
    private static readonly string s_silent = Net.Replace("INIT", "init.xavier_uniform_(fc.weight);");

    [Fact]
    public Task Each_namespace_means_its_own() => Verify.Diagnostics(
        "namespace A { " + s_marked + " static class Make { static Net New() => new Net(ReLU()); } }",
        "namespace B { " + s_silent + " static class Make { static Net New() => new Net(Tanh()); } }");

    [Fact]
    public Task A_namespace_in_another_means_what_is_nearest() => Verify.Diagnostics(
        "namespace A { " + s_silent + " }",
        "namespace A.B { " + s_marked + " static class Make { static Net New() => new Net(ReLU()); } }",
        "namespace A.C { static class Make { static Net New() => new Net(Tanh()); } }");

    [Fact]
    public Task Directives_in_a_namespace_come_before_the_namespaces_around_it() => Verify.Diagnostics(
        "namespace A { " + s_silent + " }",
        "namespace B { " + s_marked + " }",
        "namespace A.C { using Net = B.Net; static class Make { static Net New() => new Net(ReLU()); } }");

    [Fact]
    public Task What_is_qualified_may_be_any() => Verify.Diagnostics(
        "namespace A { " + s_silent + " }",
        "namespace B { " + s_marked + " static class Make { static Net One() => new Net(ReLU()); static A.Net Other() => new A.Net(Tanh()); } }");

    [Fact]
    public Task What_is_qualified_counts_for_all_that_it_may_be() => Verify.Diagnostics(
        "namespace A { " + s_silent + " static class Make { static B.Net Other() => new B\n    .Net(Tanh()); static Net One() => new Net(Tanh()); } }",
        "namespace B { " + s_silent + " static class Make { static Net One() => new Net(ReLU()); } }");

    [Fact]
    public Task A_type_means_the_one_that_stands_in_it() => Verify.Diagnostics(
        "namespace A { " + s_silent + " }",
        "namespace A { class Make { Net New() => new Net(ReLU()); " + s_marked + " } }");

    [Fact]
    public Task What_a_base_type_brings_along_comes_before_the_namespace() => Verify.Diagnostics(
        "namespace A { " + s_silent + " }",
        "namespace B { public class Make { " + s_marked + " } }",
        "namespace A { class Other : B.Make { Net New() => new Net(ReLU()); } }");

    [Fact]
    public Task A_type_with_parameters_is_another() => Verify.Diagnostics(
        "namespace A { class Net<T> { Net New() => new Net(ReLU()); } } ",
        "namespace A { " + s_marked + " }");
}
