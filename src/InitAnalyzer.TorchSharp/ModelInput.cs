using static TorchSharp.torch;

namespace InitAnalyzer.Torch;

/// <summary>
/// What a model is run on: a tensor, a tuple of two or three (<c>model.Initialize((image, text))</c>), or, for models that want something else, a function that runs it.
/// </summary>
public sealed class ModelInput
{
    private readonly Func<nn.Module, IReadOnlyList<Tensor>> _run;

    private ModelInput(Func<nn.Module, IReadOnlyList<Tensor>> run) => _run = run;

    /// <summary>The input of a model that takes one tensor.</summary>
    /// <param name="input">The tensor.</param>
    /// <returns>The input.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="input"/> is null.</exception>
    public static ModelInput FromTensor(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new(model => model switch
        {
            nn.Module<Tensor, Tensor> module => [module.call(input)],
            nn.Module<Tensor, (Tensor, Tensor)> module => Outputs(module.call(input)),
            nn.Module<Tensor, (Tensor, Tensor, Tensor)> module => Outputs(module.call(input)),
            _ => throw Refused(model, "one tensor"),
        });
    }

    /// <summary>The input of a model that takes two tensors.</summary>
    /// <param name="inputs">The tensors.</param>
    /// <returns>The input.</returns>
    /// <exception cref="ArgumentNullException">A tensor is null.</exception>
    public static ModelInput FromTensors((Tensor First, Tensor Second) inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs.First, nameof(inputs));
        ArgumentNullException.ThrowIfNull(inputs.Second, nameof(inputs));
        return new(model => model switch
        {
            nn.Module<Tensor, Tensor, Tensor> module => [module.call(inputs.First, inputs.Second)],
            nn.Module<Tensor, Tensor, (Tensor, Tensor)> module => Outputs(module.call(inputs.First, inputs.Second)),
            nn.Module<Tensor, Tensor, (Tensor, Tensor, Tensor)> module => Outputs(module.call(inputs.First, inputs.Second)),
            _ => throw Refused(model, "two tensors"),
        });
    }

    /// <summary>The input of a model that takes three tensors.</summary>
    /// <param name="inputs">The tensors.</param>
    /// <returns>The input.</returns>
    /// <exception cref="ArgumentNullException">A tensor is null.</exception>
    public static ModelInput FromTensors((Tensor First, Tensor Second, Tensor Third) inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs.First, nameof(inputs));
        ArgumentNullException.ThrowIfNull(inputs.Second, nameof(inputs));
        ArgumentNullException.ThrowIfNull(inputs.Third, nameof(inputs));
        return new(model => model switch
        {
            nn.Module<Tensor, Tensor, Tensor, Tensor> module => [module.call(inputs.First, inputs.Second, inputs.Third)],
            nn.Module<Tensor, Tensor, Tensor, (Tensor, Tensor)> module => Outputs(module.call(inputs.First, inputs.Second, inputs.Third)),
            _ => throw Refused(model, "three tensors"),
        });
    }

    /// <summary>A function that runs the model, for any other input or output, or a method of one's own in place of <c>forward</c>.</summary>
    /// <param name="run">Runs the model and returns its outputs, those in tuples one by one: <c>() => [net.Policy(x), net.Value(x)]</c>.</param>
    /// <returns>The input.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="run"/> is null.</exception>
    public static ModelInput FromRun(Func<IReadOnlyList<Tensor>> run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return new(_ => run());
    }

    /// <summary>The input of a model that takes one tensor.</summary>
    /// <param name="input">The tensor.</param>
    public static implicit operator ModelInput(Tensor input) => FromTensor(input);

    /// <summary>The input of a model that takes two tensors.</summary>
    /// <param name="inputs">The tensors.</param>
    public static implicit operator ModelInput((Tensor First, Tensor Second) inputs) => FromTensors(inputs);

    /// <summary>The input of a model that takes three tensors.</summary>
    /// <param name="inputs">The tensors.</param>
    public static implicit operator ModelInput((Tensor First, Tensor Second, Tensor Third) inputs) => FromTensors(inputs);

    internal IReadOnlyList<Tensor> Run(nn.Module model) => _run(model);

    private static IReadOnlyList<Tensor> Outputs((Tensor First, Tensor Second) outputs) => [outputs.First, outputs.Second];

    private static IReadOnlyList<Tensor> Outputs((Tensor First, Tensor Second, Tensor Third) outputs) => [outputs.First, outputs.Second, outputs.Third];

    private static ArgumentException Refused(nn.Module model, string what) =>
        new("The model " + model.GetName() + " does not take " + what + ", or does not give tensors; ModelInput.FromRun takes a function that runs it.", "input");
}
