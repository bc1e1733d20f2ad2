using InitAnalyzer.Runtime;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace InitAnalyzer.ML;

internal sealed class TorchNormalization(int width) : TorchLayer
{
    public const double Epsilon = 1e-5;

    public Parameter Scale { get; } = new(ones(width));

    public Parameter Shift { get; } = new(zeros(width));

    public Tensor Mean { get; } = zeros(width);

    public Tensor Variance { get; } = ones(width);

    public override IEnumerable<Parameter> Others => [Scale, Shift];

    public override IEnumerable<Tensor> State => [Scale, Shift, Mean, Variance];

    public override Tensor Forward(Tensor input, RandomStream? random) =>
        functional.batch_norm(input, Mean, Variance, Scale, Shift, training: random is not null, momentum: 0.1, eps: Epsilon);
}
