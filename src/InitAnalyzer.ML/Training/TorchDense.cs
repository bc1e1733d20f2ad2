using InitAnalyzer.Runtime;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace InitAnalyzer.ML;

internal sealed class TorchDense : TorchLayer
{
    public TorchDense(int inputs, Dense layer, RandomStream random)
    {
        Activation = layer.Activation;
        float[] weights = new float[checked(inputs * layer.Units)];
        layer.Law.Fill(weights.AsSpan(), WeightShape.Linear(inputs, layer.Units), random);
        Weight = new Parameter(tensor(weights, [layer.Units, inputs]));
        Bias = new Parameter(zeros(layer.Units));
    }

    public Activation Activation { get; }

    public Parameter Weight { get; }

    public Parameter Bias { get; }

    public override IEnumerable<Parameter> Weights => [Weight];

    public override IEnumerable<Parameter> Others => [Bias];

    public override Tensor Forward(Tensor input, RandomStream? random)
    {
        // functional.hardtanh returns its input as it is, up to TorchSharp 0.107.
        Tensor sums = functional.linear(input, Weight, Bias);
        return Activation switch
        {
            Activation.Linear => sums,
            Activation.ReLU => functional.relu(sums),
            Activation.ReLU6 => functional.relu6(sums),
            Activation.LeakyReLU => functional.leaky_relu(sums, 0.01),
            Activation.ELU => functional.elu(sums, 1.0),
            Activation.SELU => functional.selu(sums),
            Activation.GELU => functional.gelu(sums),
            Activation.SiLU => functional.silu(sums),
            Activation.Mish => functional.mish(sums),
            Activation.HardSwish => functional.hardswish(sums),
            Activation.Softplus => functional.softplus(sums),
            Activation.Tanh => functional.tanh(sums),
            Activation.HardTanh => sums.clamp(-1, 1),
            Activation.Softsign => functional.softsign(sums),
            Activation.Sigmoid => functional.sigmoid(sums),
            Activation.HardSigmoid => functional.hardsigmoid(sums),
            _ => throw new InvalidOperationException("There is no such activation: " + Activation),
        };
    }
}
