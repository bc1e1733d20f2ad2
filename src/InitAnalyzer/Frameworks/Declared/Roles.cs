namespace InitAnalyzer.Frameworks.Declared;

/// <summary>The roles that a user can give a symbol, and what can be said with each.</summary>
internal static class Roles
{
    public const string Namespace = "InitAnalyzer.Annotations";

    public const string WeightLayer = "WeightLayer";
    public const string OtherLayer = "OtherLayer";
    public const string ActivationFunction = "ActivationFunction";
    public const string WeightInitializer = "WeightInitializer";
    public const string Normalization = "Normalization";
    public const string PassThrough = "PassThrough";
    public const string Dropout = "Dropout";
    public const string Network = "Network";
    public const string AddsLayer = "AddsLayer";
    public const string CallsLayer = "CallsLayer";
    public const string LayerArguments = "LayerArguments";
    public const string LayerArgument = "LayerArgument";

    /// <summary>The key of what a line or an attribute says without one.</summary>
    public const string Name = "name";

    /// <summary>The keys of each role.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Keys = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        [WeightLayer] = Words.Split("inputs outputs kernel groups bias activation initializer biasInitializer layout dimensions defaultScale defaultFan defaultDistribution defaultIsRecommended biasIsZero"),
        [OtherLayer] = [],
        [ActivationFunction] = [Name, "parameter"],
        [WeightInitializer] = Words.Split("scale gain fan distribution standardDeviation mean bound low high value"),
        [Normalization] = [],
        [PassThrough] = ["rescales"],
        [Dropout] = ["rate", "alternative"],
        [Network] = ["layers", "feedsLayer"],
        [AddsLayer] = ["layer"],
        [CallsLayer] = ["input"],
        [LayerArguments] = [],
        [LayerArgument] = [Name],
    };

    /// <summary>Attributes of parameters and properties: the key of the layer that each stands for.</summary>
    public static readonly IReadOnlyDictionary<string, string> Arguments = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["InputsParameter"] = "inputs",
        ["OutputsParameter"] = "outputs",
        ["KernelParameter"] = "kernel",
        ["GroupsParameter"] = "groups",
        ["BiasParameter"] = "bias",
        ["ActivationParameter"] = "activation",
        ["InitializerParameter"] = "initializer",
        ["BiasInitializerParameter"] = "biasInitializer",
    };
}
