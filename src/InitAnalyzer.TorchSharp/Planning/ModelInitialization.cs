using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InitAnalyzer.Torch;

/// <summary>Initialises a whole model by what each of its layers feeds: <c>model.Initialize(sample, seed: 42)</c>.</summary>
/// <remarks>
/// <para>The model is run on the sample, without training mode, some times for each layer. Parameters, modes, buffers and torch's random state are as before when a plan has
/// been made, or has failed. A few samples are enough; their shape matters, their values do not.</para>
/// <para>What is not certain is left as it is, and the plan says why.</para>
/// </remarks>
public static class ModelInitialization
{
    /// <summary>Finds out what every weight layer feeds.</summary>
    /// <param name="model">The model.</param>
    /// <param name="input">A sample.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <returns>What was found.</returns>
    /// <exception cref="ArgumentException">An argument is null, or the model does not take the input.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static ModelTrace Trace(this nn.Module model, ModelInput input, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(input);
        return Tracer.Trace(model, () => input.Run(model), cancellationToken);
    }

    /// <summary>Makes a plan without carrying it out.</summary>
    /// <param name="model">The model.</param>
    /// <param name="input">A sample: a tensor, a tuple of them, or <see cref="ModelInput.FromRun"/>.</param>
    /// <param name="policy">What to do otherwise than recommended.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="ArgumentException">An argument is null, the model does not take the input, or an initializer of the policy cannot fill a weight.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static InitializationPlan PlanInitialization(this nn.Module model, ModelInput input, InitializationPolicy? policy = null, CancellationToken cancellationToken = default)
    {
        ModelTrace trace = model.Trace(input, cancellationToken);
        policy ??= new();
        Planner planner = new(policy);
        IReadOnlyList<(string Name, nn.Module Module)> modules = ModelState.AllModules(model);
        IEnumerable<TracedLayer> untraced = modules
            .Where(named => LayerWeights.Of(named.Module) is not null && trace.Layers.All(layer => !ReferenceEquals(layer.Module, named.Module)))
            .Select(static named => new TracedLayer(named.Name, named.Module, [], false, false, "its kind, or its element type, is not traced"));
        GroupNorm[] groupNorms =
        [
            .. modules.Where(named => named.Module is GroupNorm { affine: true } && policy.RuleFor(named.Name, named.Module) is null).Select(static named => (GroupNorm)named.Module),
        ];
        return new([.. trace.Layers.Concat(untraced).Select(planner.Plan)], OtherParameters(modules), groupNorms, policy.ZeroBiases);
    }

    /// <summary>Initialises a model in one line: makes a plan and carries it out. Where it fails or is cancelled, every parameter is as it was.</summary>
    /// <param name="model">The model.</param>
    /// <param name="input">A sample: a tensor, a tuple of them, or <see cref="ModelInput.FromRun"/>.</param>
    /// <param name="seed">The seed: the same one gives the same weights, on every device.</param>
    /// <param name="policy">What to do otherwise than recommended.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <returns>The plan that has been carried out, to be printed.</returns>
    /// <exception cref="ArgumentException">An argument is null, the model does not take the input, or an initializer of the policy cannot fill a weight.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static InitializationPlan Initialize(
        this nn.Module model, ModelInput input, ulong seed = 0, InitializationPolicy? policy = null, CancellationToken cancellationToken = default)
    {
        InitializationPlan plan = model.PlanInitialization(input, policy, cancellationToken);
        plan.Apply(seed, cancellationToken);
        return plan;
    }

    private static OtherParameter[] OtherParameters(IReadOnlyList<(string Name, nn.Module Module)> modules)
    {
        HashSet<IntPtr> known =
        [
            .. modules.Select(static named => LayerWeights.Of(named.Module)).OfType<LayerWeights>()
                .SelectMany(static weights => weights.Parameters).Select(static parameter => parameter.Handle),
        ];
        return
        [
            .. from named in modules
               from parameter in named.Module.named_parameters(false)
               where known.Add(parameter.parameter.Handle)
               select new OtherParameter(named.Name.Length == 0 ? parameter.name : named.Name + "." + parameter.name, named.Module.GetType().Name),
        ];
    }
}
