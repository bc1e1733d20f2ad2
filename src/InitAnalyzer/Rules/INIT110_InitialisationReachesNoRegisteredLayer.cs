using InitAnalyzer.Configuration;
using InitAnalyzer.Model;
using Microsoft.CodeAnalysis;

namespace InitAnalyzer.Rules;

/// <summary>A blanket initialisation walks over a module before its layers are registered, or where they never are: it runs over nothing.</summary>
internal sealed class INIT110_InitialisationReachesNoRegisteredLayer : Rule
{
    private const int NamedLayers = 3;

    private static readonly DiagnosticDescriptor Rule = new(
        "INIT110",
        "The initialisation reaches no registered layer",
        "{0} runs over nothing, because {1}: {2} the framework's default initialisation",
        RuleDescriptor.Usage,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "modules(), children(), parameters(), their named forms and apply() know the registered parts of a module alone. Before RegisterComponents() or register_module() there are none.",
        helpLinkUri: RuleDescriptor.HelpLink("INIT110"));

    public override DiagnosticDescriptor Descriptor => Rule;

    public override IEnumerable<Diagnostic> Examine(TypeModel type, RuleSettings settings) => type.Walks.Select(walk => Diagnostic.Create(
        Rule,
        walk.Location,
        new[] { walk.Walk, walk.Registration }.OfType<Location>().Where(location => location != walk.Location),
        walk.Reach == WalkReach.BeforeRegistration
            ? new Prescription(PrescriptionKind.MoveBehindRegistration, walk.Framework).ToProperties()
            : null,
        walk.Function + "()",
        walk.Reach == WalkReach.BeforeRegistration ? "the layers are registered only later" : "the layers are never registered",
        Describe(walk.Layers)));

    private static string Describe(EquatableArray<string> layers)
    {
        var names = string.Join(", ", layers.Take(NamedLayers).Select(name => $"'{name}'"));
        return layers.Count == 1 ? names + " keeps"
            : layers.Count <= NamedLayers ? names + " keep"
            : $"{names} and {layers.Count - NamedLayers} more keep";
    }
}
