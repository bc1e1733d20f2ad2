using InitAnalyzer.CodeFixes.Frameworks.TorchSharp;

namespace InitAnalyzer.CodeFixes.Frameworks;

/// <summary>All frameworks whose calls can be rewritten.</summary>
internal static class LawWriters
{
    private static readonly ILawWriter[] s_all = [new TorchSharpWriter()];

    public static ILawWriter? For(string framework) => Array.Find(s_all, writer => writer.Framework == framework);
}
