namespace InitAnalyzer.CodeFixes.Frameworks.TorchSharp;

/// <summary>Sets a bias to zero, in the place of an initializer that cannot fill it.</summary>
internal static class ZeroedBias
{
    public static Rewrite? Write(TorchSharpCall call) =>
        new CallRewriter(call).ToInit(Functions.Zeros) is { } replacement
            ? Rewrite.Replace($"Use {Functions.Zeros} for the bias", EquivalenceKeys.ZeroBias, call.Syntax, replacement)
            : null;
}
