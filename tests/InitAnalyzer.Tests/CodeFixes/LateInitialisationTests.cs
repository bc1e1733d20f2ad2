using InitAnalyzer.Tests.Verifiers;
using Xunit;

namespace InitAnalyzer.Tests.CodeFixes;

/// <summary>A blanket initialisation that runs too early moves behind the registration, and nothing else changes.</summary>
public class LateInitialisationTests
{
    private const string He = "init.kaiming_uniform_(l.weight, nonlinearity: init.NonlinearityType.ReLU)";

    [Fact]
    public Task A_loop_moves_with_its_comments() => Fix(
        $$"""
        fc1 = Linear(4, 8);

                // He, for ReLU
                foreach (var m in modules())
                {
                    if (m is Linear l) // every layer
                    {
                        {|INIT110:{{He}}|};
                    }
                }

                fc2 = Linear(8, 2);

                // known from here on
                RegisterComponents(); // done
        """,
        $$"""
        fc1 = Linear(4, 8);

                fc2 = Linear(8, 2);

                // known from here on
                RegisterComponents(); // done

                // He, for ReLU
                foreach (var m in modules())
                {
                    if (m is Linear l) // every layer
                    {
                        {{He}};
                    }
                }
        """);

    [Theory]
    [InlineData("{|INIT110:apply(InitWeights)|};", "apply(InitWeights);")]
    [InlineData("if (deep) foreach (var m in modules()) if (m is Linear l) {|INIT110:init.zeros_(l.bias)|};", "if (deep) foreach (var m in modules()) if (m is Linear l) init.zeros_(l.bias);")]
    [InlineData("apply(m => { if (m is Linear l) {|INIT110:init.zeros_(l.bias)|}; });", "apply(m => { if (m is Linear l) init.zeros_(l.bias); });")]
    public Task Other_walks(string before, string after) =>
        Fix($"{before}\n        RegisterComponents();", $"RegisterComponents();\n        {after}");

    [Fact]
    public Task Several_walks_keep_their_order() => Fix(
        """
        foreach (var m in modules()) if (m is Linear l) {|INIT110:init.zeros_(l.bias)|};
                register_buffer("b", zeros(2));
                {|INIT110:apply(InitWeights)|};
                register_module("fc1", fc1);
                register_module("fc2", fc2);
                this.to(CPU);
        """,
        """
        register_buffer("b", zeros(2));
                register_module("fc1", fc1);
                register_module("fc2", fc2);
                foreach (var m in modules()) if (m is Linear l) init.zeros_(l.bias);
                apply(InitWeights);
                this.to(CPU);
        """);

    [Fact]
    public Task The_call_of_a_method_moves() => Fix(
        "Reset();\n        RegisterComponents();",
        "RegisterComponents();\n        Reset();",
        "private void Reset()\n    {\n        foreach (var m in modules()) if (m is Linear l) {|INIT110:init.zeros_(l.bias)|};\n    }",
        "private void Reset()\n    {\n        foreach (var m in modules()) if (m is Linear l) init.zeros_(l.bias);\n    }");

    [Theory]
    [InlineData("{|INIT110:apply(InitWeights)|};")] // never registered
    [InlineData("{|INIT110:apply(InitWeights)|}; init.zeros_(fc1.bias); RegisterComponents();")] // would overwrite what is set now
    [InlineData("{|INIT110:apply(InitWeights)|}; load(\"x\"); RegisterComponents();")]
    [InlineData("if (deep) { {|INIT110:apply(InitWeights)|}; fc1 = Linear(4, 4); } RegisterComponents();")]
    [InlineData("if (deep) {|INIT110:apply(InitWeights)|}; deep = false; RegisterComponents();")]
    [InlineData("{|INIT110:apply(InitWeights)|}; if (deep) { RegisterComponents(); }")]
    [InlineData("if (deep) { {|INIT110:apply(InitWeights)|}; return; } RegisterComponents();")]
    [InlineData("{|INIT110:apply(InitWeights)|};\n#if DEBUG\n#endif\nRegisterComponents();")]
    public Task Not_where_more_would_change(string constructor) => Fix(constructor, constructor.Replace("{|INIT110:", "").Replace("|}", ""), isFixed: false);

    private static Task Fix(string before, string after, string method = "", string? fixedMethod = null, bool isFixed = true)
    {
        var source = Net(before, method);
        return Verify.Fix(source, isFixed ? Net(after, fixedMethod ?? method) : source);
    }

    private static string Net(string constructor, string method) =>
        $$"""
        class Net : Module<Tensor, Tensor>
        {
            private readonly Linear fc1 = Linear(4, 8);
            private readonly Linear fc2 = Linear(8, 2);

            public Net(bool deep) : base("net")
            {
                {{constructor}}
            }

            {{method}}

            private static void InitWeights(Module m)
            {
                if (m is Linear l) {{He}};
            }

            public override Tensor forward(Tensor x) => fc2.forward(functional.relu(fc1.forward(x)));
        }
        """;
}
