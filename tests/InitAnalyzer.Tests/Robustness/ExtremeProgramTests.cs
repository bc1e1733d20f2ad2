using InitAnalyzer.Tests.Reading;
using Xunit;

namespace InitAnalyzer.Tests.Robustness;

/// <summary>Programs that are deep, long, or run in circles. None may throw or take forever; what is simple is still read.</summary>
public class ExtremeProgramTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private const string Fc = "private readonly Linear fc = Linear(8, 8);";
    private const string Init = "init.xavier_uniform_(fc.weight);";

    [Theory]
    [InlineData(" + x")]
    [InlineData(" * x")]
    [InlineData(" - 1")]
    public Task A_chain_of_five_thousand_operators(string link) =>
        Survives(ProgramTable.Net(Fc, Init, $"var h = fc.forward(x);\nreturn (h{Repeat(link, 5000)}).relu();"));

    [Fact]
    public Task A_chain_of_five_thousand_operators_in_a_gain() =>
        Survives(ProgramTable.Net(Fc + "\npublic double gain;", $"init.xavier_uniform_(fc.weight, 1.0{Repeat(" * gain", 5000)});", "return fc.forward(x).relu();"));

    [Fact]
    public Task Five_hundred_nested_calls() =>
        Survives(ProgramTable.Net(Fc, Init, $"return {Repeat("functional.relu(", 500)}fc.forward(x){Repeat(")", 500)};"));

    [Fact]
    public Task Five_hundred_calls_in_a_chain() =>
        Survives(ProgramTable.Net(Fc, Init, $"return fc.forward(x){Repeat(".contiguous()", 500)}.relu();"));

    [Fact]
    public Task Five_hundred_calls_of_the_users_own_nested() =>
        Survives(ProgramTable.Net(
            Fc + "\nprivate Tensor Step(Tensor t) => fc.forward(t).relu();",
            Init,
            $"return {Repeat("Step(", 500)}x{Repeat(")", 500)};"));

    [Fact]
    public Task Methods_that_call_each_other_two_hundred_deep() =>
        Survives(ProgramTable.Net(
            Fc + "\n" + string.Join("\n", Enumerable.Range(0, 200).Select(i => $"private Tensor M{i}(Tensor t) => M{i + 1}(t);")) + "\nprivate Tensor M200(Tensor t) => t.relu();",
            Init,
            "return M0(fc.forward(x));"));

    [Fact]
    public Task Methods_that_each_call_the_next_one_twice() =>
        Survives(ProgramTable.Net(
            Fc + "\n" + string.Join("\n", Enumerable.Range(0, 40).Select(i => $"private Tensor M{i}(Tensor t) => M{i + 1}(t) + M{i + 1}(t);")) + "\nprivate Tensor M40(Tensor t) => t.relu();",
            Init,
            "return M0(fc.forward(x));"));

    [Fact]
    public Task A_class_with_two_thousand_fields()
    {
        var numbers = Enumerable.Range(0, 2000).ToList();
        return Survives(ProgramTable.Net(
            string.Join("\n", numbers.Select(i => $"private readonly Linear f{i} = Linear(8, 8);")),
            string.Join("\n", numbers.Select(i => $"init.xavier_uniform_(f{i}.weight);")),
            string.Join("\n", numbers.Select(i => $"x = functional.relu(f{i}.forward(x));")) + "\nreturn x;"));
    }

    [Fact]
    public Task A_class_with_a_hundred_layers_is_read()
    {
        var numbers = Enumerable.Range(0, 100).ToList();
        return Analysis.Diagnostics(ProgramTable.Net(
            string.Join("\n", numbers.Select(i => $"private readonly Linear f{i} = Linear(8, 8);")),
            string.Join("\n", numbers.Select(i => $"{{|INIT001:init.xavier_uniform_(f{i}.weight)|}};")),
            string.Join("\n", numbers.Select(i => $"x = functional.relu(f{i}.forward(x));")) + "\nreturn x;"));
    }

    [Fact]
    public Task A_Sequential_of_a_thousand_parts() =>
        Survives(ProgramTable.Net(
            $"private readonly Sequential net = Sequential(Linear(8, 8), {string.Join(", ", Enumerable.Repeat("ReLU(), Linear(8, 8)", 500))});",
            "init.xavier_uniform_(((Linear)net[0]).weight);",
            "return net.forward(x);"));

    [Fact]
    public Task Sequentials_nested_a_hundred_deep() =>
        Survives(ProgramTable.Net(
            $"private readonly Linear fc = Linear(8, 8);\nprivate readonly Sequential net;",
            $"{Init}\nnet = {Repeat("Sequential(", 100)}fc{Repeat(")", 100)};",
            "return net.forward(x).relu();"));

    [Fact]
    public Task Conditions_in_a_row() =>
        Survives(ProgramTable.Net(
            Fc + "\npublic bool flag;",
            Init,
            "var h = fc.forward(x);\n" + Repeat("h = flag ? h.relu() : h.tanh();\nif (flag) { h = fc.forward(h); }\n", 200) + "return h;"));

    [Fact]
    public Task Ifs_nested_a_hundred_deep() =>
        Survives(ProgramTable.Net(Fc + "\npublic bool flag;", Init, Repeat("if (flag) { ", 100) + "return fc.forward(x).relu();" + Repeat(" }", 100) + "\nreturn x;"));

    [Fact]
    public Task Loops_nested_twelve_deep() =>
        Survives(ProgramTable.Net(
            Fc,
            Init,
            string.Concat(Enumerable.Range(0, 12).Select(i => $"for (var i{i} = 0; i{i} < 3; i{i}++) {{ x = x.relu(); ")) + "x = fc.forward(x);" + Repeat(" x = x.tanh(); }", 12) + "\nreturn x;"));

    [Fact]
    public Task Lambdas_nested_fifty_deep() =>
        Survives(ProgramTable.Net(
            Fc,
            Init,
            string.Concat(Enumerable.Range(0, 50).Select(i => $"Func<Tensor, Tensor> f{i} = t{i} => {{ ")) + "return fc.forward(t49).relu(); };" + string.Concat(Enumerable.Range(0, 49).Reverse().Select(i => $" return f{i + 1}(t{i}); }};")) + "\nreturn f0(x);"));

    [Fact]
    public Task Classes_derived_from_each_other_a_hundred_deep() =>
        Survives(
            ProgramTable.Net(Fc, Init, "return fc.forward(x).relu();").Replace("private readonly", "protected readonly", StringComparison.Ordinal)
            + "\nclass D0 : Net { }\n"
            + string.Join("\n", Enumerable.Range(1, 100).Select(i => $"class D{i} : D{i - 1} {{ public override Tensor forward(Tensor x) => base.forward(x); }}")));

    [Fact]
    public Task Modules_that_hold_each_other_a_hundred_deep() =>
        Survives(
            string.Join("\n", Enumerable.Range(0, 100).Select(i =>
                $$"""
                class B{{i}} : Module<Tensor, Tensor>
                {
                    private readonly B{{i + 1}} inner = new();
                    public B{{i}}() : base("b") { }
                    public override Tensor forward(Tensor x) => inner.forward(x).relu();
                }
                """))
            + "\n"
            + ProgramTable.Net(Fc, Init, "return fc.forward(x);").Replace("Net", "B100", StringComparison.Ordinal));

    [Fact]
    public Task Methods_that_call_each_other_in_a_circle() => Analysis.Diagnostics(
        """
        class Net : Module<Tensor, Tensor>
        {
            private readonly Linear fc = Linear(8, 8), head = Linear(8, 1);

            public Net() : base("net")
            {
                init.xavier_uniform_(fc.weight);
                init.xavier_uniform_(head.weight);
                Reset(3);
            }

            private void Reset(int depth)
            {
                if (depth > 0) Again(depth - 1);
            }

            private void Again(int depth) => Reset(depth);

            private Tensor Even(Tensor x, int n) => n == 0 ? x : Odd(fc.forward(x), n - 1);

            private Tensor Odd(Tensor x, int n) => n == 0 ? x : Even(x.relu(), n - 1);

            public override Tensor forward(Tensor x) => head.forward(Even(x, (int)x.shape[0]));
        }
        """);

    [Fact]
    public Task A_module_that_contains_itself() => Survives(
        """
        class Node : Module<Tensor, Tensor>
        {
            private readonly Node left = new Node(), right = new Node();
            private readonly Linear fc = Linear(8, 8);
            private Node parent;

            public Node() : base("node")
            {
                parent = this;
                parent.parent = left;
                init.xavier_uniform_(fc.weight);
                init.xavier_uniform_(left.fc.weight);
            }

            public override Tensor forward(Tensor x) => left.forward(right.forward(parent.forward(fc.forward(x))));
        }
        """);

    [Fact]
    public Task A_tree_that_is_built_to_a_depth() => Survives(
        """
        class Tree : Module<Tensor, Tensor>
        {
            private readonly Tree left, right;
            private readonly Linear fc = Linear(8, 8);

            public Tree(int depth) : base("tree")
            {
                init.xavier_uniform_(fc.weight);
                if (depth > 0)
                {
                    left = new Tree(depth - 1);
                    right = new Tree(depth - 1);
                }
            }

            public override Tensor forward(Tensor x) => left is null ? x : (left.forward(x) + right.forward(x)).relu();
        }

        static class Program
        {
            static void Main() => new Tree(64).forward(torch.randn(2, 8));
        }
        """);

    /// <summary>Nobody says how deep: each tree makes two more.</summary>
    [Fact]
    public Task A_tree_of_unknown_depth() => Survives(
        """
        class Tree : Module<Tensor, Tensor>
        {
            private readonly Tree left, right;
            private readonly Linear fc = Linear(8, 8);

            public Tree(int depth) : base("tree")
            {
                init.xavier_uniform_(fc.weight);
                if (depth > 0)
                {
                    left = new Tree(depth - 1);
                    right = new Tree(depth - 1);
                }
            }

            public override Tensor forward(Tensor x) => left is null ? fc.forward(x) : (left.forward(x) + right.forward(x)).relu();
        }
        """);

    [Fact]
    public Task Field_initialisers_in_a_circle() => Survives(
        """
        static class A
        {
            public static readonly Linear Fc = B.Fc;
            public static readonly double Gain = B.Gain;
            public static Tensor Run(Tensor x) => Fc.forward(x).relu();
        }

        static class B
        {
            public static readonly Linear Fc = A.Fc ?? Make();
            public static readonly double Gain = A.Gain * 2;

            public static Linear Make()
            {
                var fc = Linear(8, 8);
                init.xavier_uniform_(fc.weight, A.Gain);
                return fc;
            }
        }

        class C
        {
            private readonly D d = new D();
            public Linear Fc => d.Fc;
        }

        class D
        {
            private readonly C c = new C();
            public Linear Fc => c.Fc;
            public void Reset() => init.xavier_uniform_(Fc.weight);
        }
        """);

    [Fact]
    public Task Properties_and_constants_in_a_circle() => Survives(
        """
        class Net : Module<Tensor, Tensor>
        {
            private Linear A => B;
            private Linear B => A;
            private double Gain { get => Other; set => Other = value; }
            private double Other { get => Gain; set => Gain = value; }

            public Net() : base("net")
            {
                Gain = 1;
                init.xavier_uniform_(A.weight, Gain);
            }

            public override Tensor forward(Tensor x) => B.forward(x).relu();
        }
        """);

    [Fact]
    public Task Containers_that_contain_themselves() => Survives(
        """
        class Net : Module<Tensor, Tensor>
        {
            private readonly Sequential net = Sequential();
            private readonly List<object> list = new();

            public Net() : base("net")
            {
                var fc = Linear(8, 8);
                init.xavier_uniform_(fc.weight);
                net.append(fc).append(net).append(ReLU());
                list.Add(list);
                list.Add(net);
                foreach (var item in list)
                {
                    list.Add(item);
                }
            }

            public override Tensor forward(Tensor x) => net.forward(((Sequential)net[1]).forward(x));
        }
        """);

    [Fact]
    public Task Structs_that_hold_or_return_themselves() => Survives(
        """
        struct Parts
        {
            public Linear Fc;
            public Parts Inner;
            public Parts Next => this;
            public Other Other { get; set; }
        }

        struct Other
        {
            public Parts Parts;
        }

        class Net : Module<Tensor, Tensor>
        {
            private Parts parts;

            public Net() : base("net")
            {
                parts.Fc = Linear(8, 8);
                init.xavier_uniform_(parts.Next.Next.Fc.weight);
            }

            public override Tensor forward(Tensor x) => parts.Fc.forward(x).relu();
        }
        """);

    [Fact]
    public Task Generic_types_that_grow() => Survives(
        """
        class Grow<T> : Module<Tensor, Tensor>
        {
            private readonly Linear fc = Linear(8, 8);
            private readonly Grow<Grow<T>> inner;

            public Grow(int depth) : base("grow")
            {
                init.xavier_uniform_(fc.weight);
                inner = depth > 0 ? new Grow<Grow<T>>(depth - 1) : null;
            }

            public override Tensor forward(Tensor x) => (inner?.forward(x) ?? fc.forward(x)).relu();

            private static void Fill<U>(Grow<U> grow) => Fill(new Grow<List<U>>(1));
        }
        """);

    [Fact]
    public Task Lambdas_that_call_themselves() => Survives(
        """
        class Net : Module<Tensor, Tensor>
        {
            private readonly Linear fc = Linear(8, 8);
            private Func<Tensor, Tensor> self;

            public Net() : base("net")
            {
                init.xavier_uniform_(fc.weight);
                self = t => self(fc.forward(t));
                Action<Linear> fill = null;
                fill = layer => { init.xavier_uniform_(layer.weight); fill(layer); };
                fill(fc);
            }

            public override Tensor forward(Tensor x)
            {
                Tensor Local(Tensor t) => Local(self(t)).relu();
                return Local(x);
            }
        }
        """);

    [Fact]
    public Task Arguments_out_of_all_bounds() => Survives(
        """
        class Net : Module<Tensor, Tensor>
        {
            private readonly Linear zero = Linear(0, 0), negative = Linear(-1, long.MinValue), huge = Linear(long.MaxValue, long.MaxValue);
            private readonly Conv2d conv = Conv2d(0, -3, 0, groups: 0), odd = Conv2d(7, 5, (long.MaxValue, long.MaxValue), groups: 3);
            private readonly ConvTranspose2d up = ConvTranspose2d(3, 8, 0);
            private readonly LeakyReLU nan = LeakyReLU(double.NaN), infinite = LeakyReLU(double.PositiveInfinity), large = LeakyReLU(1e300);
            private readonly RReLU backwards = RReLU(0.5, 0.1);
            private readonly Softplus flat = Softplus(0), below = Softplus(-1);
            private readonly ELU elu = ELU(double.NegativeInfinity);

            public Net() : base("net")
            {
                init.xavier_uniform_(zero.weight, double.NaN);
                init.xavier_uniform_(negative.weight, double.PositiveInfinity);
                init.xavier_uniform_(huge.weight, -1e200);
                init.kaiming_normal_(conv.weight, double.NaN);
                init.kaiming_normal_(odd.weight, 1e300, (init.FanInOut)17, (init.NonlinearityType)(-5));
                init.orthogonal_(up.weight, 0);
                init.normal_(zero.weight, 0, Math.Sqrt(1.0 / zero.in_features));
                init.normal_(huge.weight, 0, 1.0 / 0);
                init.normal_(negative.weight, 0, Math.Sqrt(-1.0 / negative.weight.shape[-7]));
                init.uniform_(up.weight, 1, -1);
                init.uniform_(conv.weight, double.NegativeInfinity, double.PositiveInfinity);
                init.trunc_normal_(up.weight, double.NaN, double.NaN, double.NaN, double.NaN);
            }

            public override Tensor forward(Tensor x)
            {
                x = nan.forward(zero.forward(x));
                x = infinite.forward(negative.forward(x));
                x = large.forward(huge.forward(x));
                x = flat.forward(conv.forward(x));
                x = backwards.forward(odd.forward(x));
                x = below.forward(up.forward(x));
                return elu.forward(huge.forward(x));
            }
        }
        """);

    [Fact]
    public Task Indices_out_of_all_bounds() => Survives(
        """
        class Net : Module<Tensor, Tensor>
        {
            private readonly Sequential net = Sequential(Linear(8, 8), ReLU()), none = Sequential();
            private readonly Linear[] layers = new Linear[3], empty = { };
            private readonly Linear[,] grid = new Linear[2, 2];
            private readonly Linear[][] rows = { new[] { Linear(8, 8) } };

            public Net() : base("net")
            {
                init.xavier_uniform_(((Linear)net[5]).weight);
                init.xavier_uniform_(((Linear)net[-1]).weight);
                init.xavier_uniform_(((Linear)net[1]).weight);
                init.xavier_uniform_((net[1] as Linear).weight);
                init.xavier_uniform_(((Linear)none[0]).weight);
                init.xavier_uniform_(layers[2].weight);
                init.xavier_uniform_(layers[^9].weight);
                init.xavier_uniform_(layers[1..][0].weight);
                init.xavier_uniform_(empty[0].weight);
                init.xavier_uniform_(grid[1, 1].weight);
                init.xavier_uniform_(rows[0][0].weight);
                layers[7] = Linear(8, 8);
                layers[-1] = layers[7];
                grid[0, 0] = Linear(8, 8);
            }

            public override Tensor forward(Tensor x) => layers[7].forward(net.forward(grid[0, 0].forward(x))).relu();
        }
        """);

    [Fact]
    public Task Every_kind_of_statement_and_expression() => Survives(
        """
        class Net : Module<Tensor, Tensor>
        {
            private readonly Linear fc = Linear(8, 8);
            private event Action<Tensor> Changed;
            public Tensor this[int i] { get => fc.forward(torch.randn(i, 8)); set => init.copy_like(value); }

            public Net() : base("net") => init.xavier_uniform_(fc.weight);

            private async System.Threading.Tasks.Task<Tensor> Later(Tensor x)
            {
                await System.Threading.Tasks.Task.Yield();
                return (await System.Threading.Tasks.Task.FromResult(fc.forward(x))).relu();
            }

            private IEnumerable<Tensor> Steps(Tensor x)
            {
                yield return fc.forward(x);
                yield break;
            }

            public override Tensor forward(Tensor x)
            {
                again:
                try
                {
                    checked { x = Later(x).Result; }
                    foreach (var step in Steps(x)) { Changed?.Invoke(step); }
                    foreach (var (a, b) in new[] { (x, x) }) { x = a ?? b; }
                    var query = from t in new[] { x } where t is not null let u = t.relu() orderby u.numel() select u;
                    Span<int> numbers = stackalloc int[] { 1, 2, 3 };
                    var slice = numbers[1..^1];
                    ref var reference = ref numbers[0];
                    var anonymous = new { x, Y = default(Tensor), Z = nameof(fc) };
                    var text = $"{x:F2} {anonymous.Y?.shape[0] ?? 0,5}";
                    object boxed = x switch { { } t when t.numel() > 3 => t, null => throw new Exception(), var other => (object)other };
                    if (boxed is Tensor { IsInvalid: false } tensor and not null) x = tensor;
                    dynamic late = fc;
                    x = late.forward(x);
                    lock (fc) using (var scope = torch.NewDisposeScope()) x = x with_nothing;
                    switch (x) { case Tensor t when t.numel() == 0: goto default; case null: goto again; default: break; }
                    unsafe { int* p = null; }
                    var f = delegate(Tensor t) { return t.relu(); };
                    Func<Tensor, Tensor> g = static t => t, h = f;
                    h += g;
                    x = h(x)!;
                }
                catch (Exception exception) when (exception.Message.Length > 3)
                {
                    throw;
                }
                finally
                {
                    x = this[3];
                    this[4] = x;
                }

                return __makeref(x) is var r ? x : sizeof(int) > 3 ? typeof(Net) == null ? x : x : x;
            }
        }
        """);

    /// <summary>Types of TorchSharp's names that are not TorchSharp's shape.</summary>
    [Fact]
    public async Task A_TorchSharp_that_is_nothing_like_it()
    {
        var compilation = Analysis.Compile(
            """
            namespace TorchSharp
            {
                public static class torch
                {
                    public struct Tensor { }
                    public static class nn
                    {
                        public interface Module { }
                        public enum init { xavier_uniform_ }
                        public delegate void functional(int relu);
                    }
                }
            }

            class Net
            {
                void xavier_uniform_() => xavier_uniform_();
                object x = TorchSharp.torch.nn.init.xavier_uniform_;
            }
            """);
        Assert.Empty(await Analysis.Run(compilation.RemoveAllReferences().AddReferences(Verifiers.References.Net80)));
    }

    [Fact]
    public async Task Without_any_reference_at_all() =>
        Assert.Empty(await Analysis.Run(Analysis.Compile("class Net { void M() { init.xavier_uniform_(fc.weight); } }").RemoveAllReferences()));

    private static async Task Survives(string source) =>
        await Analysis.Run(Analysis.Compile(Verifiers.Verify.Usings + source)).WaitAsync(Patience, CancellationToken.None);

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}
