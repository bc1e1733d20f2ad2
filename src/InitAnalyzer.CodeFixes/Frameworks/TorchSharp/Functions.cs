using System.Collections.Immutable;
using InitAnalyzer.CodeFixes.Syntax;
using Microsoft.CodeAnalysis;

namespace InitAnalyzer.CodeFixes.Frameworks.TorchSharp;

/// <summary>The functions that are rewritten and written: <c>torch.nn.init</c> and the fills of a tensor.</summary>
internal static class Functions
{
    public const string KaimingUniform = "kaiming_uniform_";
    public const string KaimingNormal = "kaiming_normal_";
    public const string XavierUniform = "xavier_uniform_";
    public const string XavierNormal = "xavier_normal_";
    public const string GlorotUniform = "glorot_uniform_";
    public const string GlorotNormal = "glorot_normal_";
    public const string Orthogonal = "orthogonal_";
    public const string Normal = "normal_";
    public const string Uniform = "uniform_";
    public const string TruncatedNormal = "trunc_normal_";
    public const string Zeros = "zeros_";
    public const string Constant = "constant_";

    private const string InitType = "TorchSharp.torch.nn.init";
    private const string TensorType = "TorchSharp.torch.Tensor";

    private static readonly ImmutableArray<string> s_rewritten = ImmutableArray.Create(
        KaimingUniform, KaimingNormal, XavierUniform, XavierNormal, GlorotUniform, GlorotNormal, Orthogonal, Normal, Uniform, TruncatedNormal,
        "zeros_", "ones_", "constant_");

    private static readonly ImmutableArray<string> s_fills = ImmutableArray.Create(
        Normal, Uniform, "fill_", "zero_", "bernoulli_", "cauchy_", "exponential_", "geometric_", "log_normal_", "random_");

    public static bool IsInInit(ISymbol? symbol) => symbol?.ContainingType?.ToDisplayString() == InitType;

    public static bool IsInTensor(ISymbol? symbol) => symbol?.ContainingType?.ToDisplayString() == TensorType;

    /// <summary>Whether a method fills a tensor: its argument, or itself.</summary>
    public static bool IsInitializer(IMethodSymbol method) =>
        (IsInInit(method) && method.Name.EndsWith("_", StringComparison.Ordinal))
        || (IsInTensor(method) && !method.IsStatic && s_fills.Contains(method.Name));

    /// <summary>Whether calls of a method can be rewritten.</summary>
    public static bool CanRewrite(IMethodSymbol method) =>
        (IsInInit(method) && s_rewritten.Contains(method.Name))
        || (IsInTensor(method) && !method.IsStatic && method.Name is Normal or Uniform or "zero_" or "fill_");

    public static bool IsKaiming(string function) => function is KaimingUniform or KaimingNormal;

    public static bool IsGlorot(string function) => function is GlorotUniform or GlorotNormal;

    /// <summary>The parameters of a function of <c>torch.nn.init</c>; what stands before a value passed by position is filled from here.</summary>
    public static ImmutableArray<ArgumentListEditor.Parameter> ParametersInInit(string function) => function switch
    {
        KaimingUniform or KaimingNormal => Parameters(("tensor", null), ("a", "0"), ("mode", null), ("nonlinearity", null)),
        Normal => Parameters(("tensor", null), ("mean", "0"), ("std", "1"), ("generator", null)),
        Uniform => Parameters(("tensor", null), ("low", "0"), ("high", "1"), ("generator", null)),
        Zeros => Parameters(("tensor", null)),
        Constant => Parameters(("tensor", null), ("val", null)),
        _ => Parameters(("tensor", null), ("gain", "1")),
    };

    /// <summary>The parameters of a fill that is a method of the tensor.</summary>
    public static ImmutableArray<ArgumentListEditor.Parameter> ParametersInTensor(string function) => function switch
    {
        Normal => Parameters(("mean", "0"), ("std", "1"), ("generator", null)),
        _ => Parameters(("from", "0"), ("to", "1"), ("generator", null)),
    };

    private static ImmutableArray<ArgumentListEditor.Parameter> Parameters(params (string Name, string? Default)[] parameters) =>
        parameters
            .Select(parameter => new ArgumentListEditor.Parameter(
                parameter.Name, parameter.Default is { } text ? Expressions.Parse(text) : null))
            .ToImmutableArray();
}
