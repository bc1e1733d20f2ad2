using InitAnalyzer.Configuration;
using Microsoft.CodeAnalysis;

namespace InitAnalyzer.Rules;

/// <summary>A setting has a value that cannot be read. It stands at no place in source: a setting has none.</summary>
internal static class INIT901_SettingCannotBeRead
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "INIT901",
        "A setting cannot be read",
        "{0} is '{1}', but {2} is accepted; the default, {3}, is used",
        RuleDescriptor.Usage,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A setting of the analyzer has a value that it does not accept, so that the default is used in its place.",
        helpLinkUri: RuleDescriptor.HelpLink("INIT901"));

    public static Diagnostic ToDiagnostic(UnreadableSetting value) =>
        Diagnostic.Create(Descriptor, Location.None, value.Setting.Key, value.Text, value.Setting.Accepted, value.Setting.Default);
}
