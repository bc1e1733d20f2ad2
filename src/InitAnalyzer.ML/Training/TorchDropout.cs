using InitAnalyzer.Runtime;
using static TorchSharp.torch;

namespace InitAnalyzer.ML;

/// <summary>Dropout from a stream of its own: torch's generator is one for the process, and whoever else draws from it would change the result.</summary>
internal sealed class TorchDropout(double rate) : TorchLayer
{
    public override Tensor Forward(Tensor input, RandomStream? random)
    {
        if (rate == 0 || random is not { } stream)
        {
            return input;
        }

        float[] mask = new float[input.numel()];
        stream.FillUniform(mask.AsSpan());
        float kept = (float)(1 / (1 - rate));
        foreach (ref float value in mask.AsSpan())
        {
            value = value >= rate ? kept : 0;
        }

        return input * tensor(mask, input.shape);
    }
}
