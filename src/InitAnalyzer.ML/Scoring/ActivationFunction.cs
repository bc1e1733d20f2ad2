using System.Numerics.Tensors;

namespace InitAnalyzer.ML;

/// <summary>The activations in plain .NET: those of every day on vectors, the others by the formulas of the theory.</summary>
internal static class ActivationFunction
{
    public static void Apply(Activation activation, Span<float> values)
    {
        switch (activation)
        {
            case Activation.Linear:
                break;
            case Activation.ReLU:
                TensorPrimitives.Max(values, 0f, values);
                break;
            case Activation.Tanh:
                TensorPrimitives.Tanh(values, values);
                break;
            case Activation.Sigmoid:
                TensorPrimitives.Sigmoid(values, values);
                break;
            default:
                Theory.Activation theory = activation.InTheory();
                foreach (ref float value in values)
                {
                    // The formulas are for numbers; what is none stays none.
                    value = float.IsNaN(value) ? value : (float)theory.Evaluate(value);
                }

                break;
        }
    }
}
