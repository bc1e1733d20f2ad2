using System.Text;
using Microsoft.CodeAnalysis;

namespace InitAnalyzer.Tests.Documentation;

/// <summary>The severity presets that <c>InitAnalyzerMode</c> chooses from, derived from the rules.</summary>
internal static class Presets
{
    /// <summary>Every mode, as users write it. The default has no file: without one, every diagnostic has its rule's own severity.</summary>
    public static readonly IReadOnlyList<string> Modes = ["none", "default", "strict", "research"];

    public static readonly IReadOnlyList<string> ModesWithFile = [.. Modes.Where(mode => mode != "default")];

    public static string FileOf(string mode) => $"nuget/presets/InitAnalyzer.{mode}.globalconfig";

    /// <summary>The severity of a rule in a mode, in the words of <c>.editorconfig</c>.</summary>
    public static string Severity(string mode, DiagnosticDescriptor descriptor) => mode switch
    {
        "none" => "none",
        "default" => Words(descriptor.DefaultSeverity),
        "strict" => descriptor.DefaultSeverity >= DiagnosticSeverity.Warning ? "error" : "warning",

        // Who studies initialisation mismatches pairs on purpose, but nobody wants another law than the one that the code names.
        "research" => descriptor.Category == "Usage" ? "warning" : "suggestion",
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "There is no such mode."),
    };

    public static string Write(string mode)
    {
        var text = new StringBuilder()
            .Append("# InitAnalyzerMode = ").Append(mode).Append('\n')
            .Append("# Generated from the rules; PresetTests compares it.\n")
            .Append("is_global = true\n\n")
            .Append("# Below every file of a user's own.\n")
            .Append("global_level = -1\n");
        foreach (var descriptor in RuleFacts.Descriptors)
        {
            text.Append('\n')
                .Append("# ").Append(RuleFacts.Title(descriptor)).Append('\n')
                .Append("dotnet_diagnostic.").Append(descriptor.Id).Append(".severity = ").Append(Severity(mode, descriptor)).Append('\n');
        }

        return text.ToString();
    }

    private static string Words(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Error => "error",
        DiagnosticSeverity.Warning => "warning",
        DiagnosticSeverity.Info => "suggestion",
        _ => "silent",
    };
}
