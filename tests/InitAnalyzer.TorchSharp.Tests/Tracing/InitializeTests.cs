using InitAnalyzer.Runtime;
using InitAnalyzer.Runtime.Tests;
using InitAnalyzer.Theory;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace InitAnalyzer.Torch.Tests;

/// <summary>A plan is carried out wholly or not at all, and making one changes nothing.</summary>
[Collection(NativeCollection.Name)]
public class InitializeTests
{
    private const double Normal = 3;
    private const double Uniform = 1.8;

    private static Sequential Mlp() =>
        Sequential(("a", Linear(300, 400)), ("act1", ReLU()), ("norm", BatchNorm1d(400)), ("b", Linear(400, 200)), ("act2", Tanh()), ("drop", Dropout()), ("c", Linear(200, 10, hasBias: false)));

    [NativeFact]
    public void Making_a_plan_leaves_the_model_as_it_is()
    {
        foreach (bool training in (bool[])[true, false])
        {
            using ResidualNet net = new();
            net.train(training);
            ((Module)net.named_modules().First(static named => named.name == "block1.bn1").module).train(!training);
            net.parameters().First().requires_grad = false;
            using (Tensor loss = net.call(randn(2, 3, 8, 8)).sum())
            {
                loss.backward();
            }

            using Tensor sample = randn(2, 3, 8, 8);
            string before = TensorValues.Snapshot(net);
            InitializationPlan plan = net.PlanInitialization(sample);
            Assert.Equal(before, TensorValues.Snapshot(net));
            Assert.Equal(7, plan.Layers.Count);
            Assert.Contains("block1.bn2.weight", plan.OtherParameters.Select(static parameter => parameter.Name));
        }
    }

    [NativeFact]
    public void The_weights_have_the_laws_of_the_plan_and_follow_from_the_seed()
    {
        using Sequential net = Mlp();
        InitializationPlan plan = net.Initialize(ones(4, 300), seed: 7);
        Linear a = (Linear)net[0], b = (Linear)net[3], c = (Linear)net[6];
        Statistics.HasMoments(TensorValues.Of(a.weight), 0, 2 / 300.0, Normal);
        Statistics.HasMoments(TensorValues.Of(b.weight), 0, 2 / 600.0, Normal);
        Statistics.HasMoments(TensorValues.Of(c.weight), 0, 1 / 200.0, Normal);
        Assert.All(TensorValues.Of(a.bias!), static value => Assert.Equal(0, value));
        Assert.Null(c.bias);
        Assert.Equal(["a", "b", "c"], plan.Layers.Select(static layer => layer.Name));

        // By name: the same numbers as the runtime library's, whatever else the model has.
        float[] expected = new float[300 * 400];
        Initializers.He().Fill<float>(expected, WeightShape.Linear(300, 400), new RandomStream(7, "a.weight"));
        Assert.Equal(expected, a.weight.data<float>().ToArray());
        using Sequential other = Mlp();
        other.Initialize(ones(4, 300), seed: 8);
        Assert.NotEqual(TensorValues.Of(a.weight), TensorValues.Of(((Linear)other[0]).weight));
    }

    [NativeFact]
    public void A_plan_can_be_printed_before_it_is_carried_out()
    {
        using Sequential net = Mlp();
        double[] before = TensorValues.Of(((Linear)net[0]).weight);
        InitializationPlan plan = net.PlanInitialization(ones(4, 300));
        string text = plan.ToString();
        string[] lines = text.Split('\n');
        Assert.Equal(["layer", "type", "feeds", "law", "because"], lines[0].Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        Assert.Equal(["a", "Linear", "ReLU", "He normal", "feeds ReLU"], lines[1].Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        Assert.Contains("norm.weight, norm.bias", text);
        Assert.Equal(before, TensorValues.Of(((Linear)net[0]).weight));
        plan.Apply(7);
        Assert.NotEqual(before, TensorValues.Of(((Linear)net[0]).weight));
    }

    [NativeFact]
    public void A_policy_overrides_by_name_and_type_and_keeps_what_is_loaded()
    {
        using Sequential net = Mlp();
        InitializationPolicy policy = new InitializationPolicy { Distribution = Distribution.Uniform, ZeroBiases = false, TanhGain = 5.0 / 3 }
            .Use("?", Initializers.Orthogonal())
            .Use<Linear>(Initializers.Normal(0, 3))
            .Use("b*", Initializers.LeCun(Distribution.Uniform))
            .Keep("c");
        double[] bias = TensorValues.Of(((Linear)net[0]).bias!);
        double[] kept = TensorValues.Of(((Linear)net[6]).weight);
        InitializationPlan plan = net.Initialize(ones(4, 300), 7, policy);
        Statistics.HasMoments(TensorValues.Of(((Linear)net[0]).weight), 0, 9, Normal);
        Statistics.HasMoments(TensorValues.Of(((Linear)net[3]).weight), 0, 1 / 400.0, Uniform);
        Assert.Equal(bias, TensorValues.Of(((Linear)net[0]).bias!));
        Assert.Equal(kept, TensorValues.Of(((Linear)net[6]).weight));
        Assert.Equal("the policy for 'c'", plan.Layers[2].Reason);

        InitializationPolicy loaded = new InitializationPolicy { TanhGain = 5.0 / 3 }.KeepLoaded(new Dictionary<string, bool> { ["a.bias"] = true, ["b.weight"] = false });
        InitializationPlan second = net.PlanInitialization(ones(4, 300), loaded);
        Assert.False(second.Layers[0].IsInitialized);
        Assert.Equal("its a.bias has been loaded".Replace("a.bias", "bias"), second.Layers[0].Reason);
        Assert.Equal(25 / 9.0, second.Layers[1].Initializer!.LawFor(WeightShape.Linear(2, 2)).Scale, 12);
        Assert.True(second.Layers[2].IsInitialized);
    }

    [NativeFact]
    public void What_the_policy_asks_for_in_vain_is_refused_before_anything_is_written()
    {
        using Sequential net = Mlp();
        string before = TensorValues.Snapshot(net);
        ArgumentException refused = Assert.Throws<ArgumentException>(() => net.Initialize(ones(4, 300), 7, new InitializationPolicy().Use("b", Initializers.DeltaOrthogonal())));
        Assert.Contains("'b'", refused.Message);
        Assert.Equal(before, TensorValues.Snapshot(net));
    }

    [NativeFact]
    public void A_model_that_throws_is_left_as_it_was()
    {
        foreach (int run in (int[])[1, 3, 10])
        {
            using Faulty net = new(run) { OnRun = static _ => { } };
            string before = TensorValues.Snapshot(net);
            Assert.Throws<InvalidOperationException>(() => net.Initialize(ones(3, 12), 7));
            Assert.Equal(before, TensorValues.Snapshot(net));
            Assert.Null(net.BiasOfSecond);
        }
    }

    [NativeFact]
    public void A_cancelled_call_leaves_every_parameter_as_it_was()
    {
        using CancellationTokenSource source = new();
        using Faulty net = new(int.MaxValue) { OnRun = run => { if (run == 5) { source.Cancel(); } } };
        string before = TensorValues.Snapshot(net);
        Assert.ThrowsAny<OperationCanceledException>(() => net.Initialize(ones(3, 12), 7, cancellationToken: source.Token));
        Assert.Equal(before, TensorValues.Snapshot(net));

    }

    [NativeFact]
    public void A_call_that_is_cancelled_while_it_fills_takes_back_what_it_has_filled()
    {
        using Sequential net = Sequential(("a", Linear(8, 8)), ("act", ReLU()), ("b", Linear(8, 400_000)));
        Tensor first = ((Linear)net[0]).weight, second = ((Linear)net[2]).weight;
        InitializationPlan plan = net.PlanInitialization(ones(2, 8));
        using Tensor copy = second.detach().clone();
        double[] before = TensorValues.Of(first);
        float old = (float)before[0];

        // The other thread may come too late, on a busy machine; then once more.
        bool wasCancelled = false;
        for (int attempt = 0; attempt < 50 && !wasCancelled; attempt++)
        {
            using (no_grad())
            {
                first.copy_(tensor(before, dtype: ScalarType.Float32).reshape(first.shape));
                second.copy_(copy);
            }

            using CancellationTokenSource source = new();
            using ManualResetEventSlim started = new();
            bool isOver = false;
            Thread canceller = new(() =>
            {
                started.Set();
                while (!Volatile.Read(ref isOver) && BitConverter.ToSingle(first.bytes[..4]) == old)
                {
                }

                source.Cancel();
            });
            canceller.Start();
            started.Wait();
            try
            {
                plan.Apply(7, source.Token);
            }
            catch (OperationCanceledException)
            {
                wasCancelled = true;
            }

            Volatile.Write(ref isOver, true);
            canceller.Join();
        }

        Assert.True(wasCancelled);
        Assert.Equal(before, TensorValues.Of(first));
        Assert.Equal(0, second.sub(copy).abs().max().item<float>());
    }

    [NativeFact]
    public void A_fill_that_fails_on_the_way_is_taken_back()
    {
        // He's law is beyond half precision in the second layer alone: it is refused after the first has been written.
        using Sequential net = Sequential(("a", Linear(8, 8)), ("act", ReLU()), ("b", Linear(8, 8)));
        InitializationPlan plan = net.PlanInitialization(ones(2, 8), new InitializationPolicy().Use("b", Initializers.Normal(0, 1e5)));
        net.half();
        string before = TensorValues.Snapshot(net);
        Assert.ThrowsAny<ArgumentException>(() => plan.Apply(7));
        Assert.Equal(before, TensorValues.Snapshot(net));
    }

    [NativeFact]
    public void What_GroupNorm_leaves_to_chance_is_set()
    {
        using Sequential net = Sequential(Conv2d(3, 8, 3), GroupNorm(2, 8), ReLU(), Conv2d(8, 4, 3));
        GroupNorm norm = (GroupNorm)net[1];
        using (no_grad())
        {
            norm.weight.fill_(1e30);
            norm.bias!.fill_(double.NaN);
        }

        InitializationPlan plan = net.Initialize(ones(2, 3, 8, 8), 7);
        Assert.All(TensorValues.Of(norm.weight), static value => Assert.Equal(1, value));
        Assert.All(TensorValues.Of(norm.bias!), static value => Assert.Equal(0, value));
        Assert.True(plan.Layers[0] is { IsNormalized: true, Initializer.Name: "He normal" });
    }

    [NativeFact]
    public void Other_element_types_and_kinds_are_left_and_a_model_may_be_one_layer()
    {
        using var half = Linear(8, 8, dtype: ScalarType.BFloat16);
        Assert.Contains("not traced", half.PlanInitialization(ones([2, 8], dtype: ScalarType.BFloat16)).Layers.Single().Reason);
        using var single = Linear(8, 8, dtype: ScalarType.Float64);
        Assert.Equal("output layer", single.PlanInitialization(ones([2, 8], dtype: ScalarType.Float64)).Layers.Single().Reason);
        Assert.Equal("input", Assert.Throws<ArgumentException>(() => single.PlanInitialization((ones(2, 8), ones(2, 8)))).ParamName);
    }

    [NativeFact]
    public void Fifty_sigmoids_are_seen_through()
    {
        foreach ((string name, Func<Module<Tensor, Tensor>> activation, ScalarType type) in ((string, Func<Module<Tensor, Tensor>>, ScalarType)[])
            [("Sigmoid", () => Sigmoid(), ScalarType.Float32), ("Tanh", () => Tanh(), ScalarType.Float64), ("ReLU", () => ReLU(), ScalarType.Float32)])
        {
            using Sequential net = Sequential([.. Enumerable.Range(0, 50).SelectMany(_ => (Module<Tensor, Tensor>[])[Linear(16, 16, dtype: type), activation()]), Linear(16, 2, dtype: type)]);
            ModelTrace trace = net.Trace(ones([1, 16], dtype: type));
            Assert.All(trace.Layers.Take(50), layer => Assert.Equal(name, layer.Activations.Single().ToString()));
            Assert.All(trace.Layers, static layer => Assert.Null(layer.Problem));
            Assert.Equal(Enumerable.Range(0, 51).Select(static i => (2 * i).ToString()), trace.Layers.Select(static layer => layer.Name));
        }
    }

    /// <summary>Counts its runs, and throws in one of them; its second layer has no bias.</summary>
    private sealed class Faulty : Module<Tensor, Tensor>
    {
        private readonly Linear first = Linear(12, 16), second = Linear(16, 16, hasBias: false), third = Linear(16, 2);
        private readonly int faultyRun;
        private int runs;

        public Faulty(int faultyRun)
            : base(nameof(Faulty))
        {
            this.faultyRun = faultyRun;
            RegisterComponents();
        }

        public Action<int>? OnRun { get; init; }

        public Parameter? BiasOfSecond => second.bias;

        public override Tensor forward(Tensor x)
        {
            OnRun?.Invoke(++runs);
            x = second.forward(first.forward(x).relu()).tanh();
            return runs == faultyRun ? throw new InvalidOperationException("faulty") : third.forward(x);
        }
    }
}
