using InitAnalyzer.Frameworks.Declared;
using Microsoft.CodeAnalysis;

namespace InitAnalyzer.Rules;

/// <summary>What a user says of a layer, an activation or an initializer cannot be read.</summary>
internal static class INIT902_DeclarationCannotBeRead
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        "INIT902",
        "A declaration cannot be read",
        "This declaration has no effect: {0}",
        RuleDescriptor.Usage,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A line of an *.initanalyzer.txt file, or an attribute of InitAnalyzer.Annotations, says something of a symbol that is not understood, so that it has no effect.",
        helpLinkUri: RuleDescriptor.HelpLink("INIT902"));

    public static Diagnostic ToDiagnostic(UnreadableDeclaration declaration) => Diagnostic.Create(Descriptor, declaration.Location, declaration.Reason);
}
