using System.Globalization;
using InitAnalyzer.CodeFixes;
using InitAnalyzer.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace InitAnalyzer.Tests.Documentation;

/// <summary>What the documentation says of rules, read from the rules themselves.</summary>
internal static class RuleFacts
{
    public static IReadOnlyList<DiagnosticDescriptor> Descriptors { get; } =
        [.. RuleCatalog.Descriptors.OrderBy(descriptor => descriptor.Id, StringComparer.Ordinal)];

    public static IReadOnlyList<string> Ids { get; } = [.. Descriptors.Select(descriptor => descriptor.Id)];

    private static HashSet<string> FixableIds { get; } =
    [
        .. typeof(InitializerCodeFixProvider).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(CodeFixProvider)) && !type.IsAbstract)
            .SelectMany(type => ((CodeFixProvider)Activator.CreateInstance(type)!).FixableDiagnosticIds),
    ];

    /// <summary>The rule that speaks of settings instead of code.</summary>
    public const string SettingRule = "INIT901";

    /// <summary>The rule that speaks of declarations, most of which stand in files beside the code.</summary>
    public const string DeclarationRule = "INIT902";

    /// <summary>Whether a rule speaks of code.</summary>
    public static bool IsAboutCode(string id) => id is not (SettingRule or DeclarationRule);

    public static string Title(DiagnosticDescriptor descriptor) => descriptor.Title.ToString(CultureInfo.InvariantCulture);

    public static string HasFix(DiagnosticDescriptor descriptor) => FixableIds.Contains(descriptor.Id) ? "yes" : "no";

    public static string PageOf(string id) => $"docs/rules/{id}.md";

    public static DiagnosticDescriptor Descriptor(string id) => Descriptors.Single(descriptor => descriptor.Id == id);
}
