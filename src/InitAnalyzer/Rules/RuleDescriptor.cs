using Microsoft.CodeAnalysis;

namespace InitAnalyzer.Rules;

/// <summary>Makes descriptors that agree in category, help link and the rest.</summary>
internal static class RuleDescriptor
{
    public const string Initialization = "Initialization";
    public const string Usage = "Usage";

    private const string HelpLinkFormat = "https://github.com/init-analyzer/InitAnalyzer/blob/main/docs/rules/{0}.md";

    public static string HelpLink(string id) => string.Format(HelpLinkFormat, id);
}
