using System.Collections.Immutable;
using InitAnalyzer.Configuration;
using InitAnalyzer.Model;
using Microsoft.CodeAnalysis;

namespace InitAnalyzer.Rules;

/// <summary>A string names an initializer or an activation that the framework does not have.</summary>
internal sealed class INIT109_NameIsUnknown : Rule
{
    private static readonly DiagnosticDescriptor Rule = new(
        "INIT109",
        "Unknown Keras-style name",
        "{0} has no {1} '{2}'{3}; it knows {4}",
        RuleDescriptor.Usage,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "TensorFlow.NET knows four initializers by name. Every other string, 'he_normal' among them, silently becomes glorot_uniform; a string that names no activation throws.",
        helpLinkUri: RuleDescriptor.HelpLink("INIT109"));

    public override DiagnosticDescriptor Descriptor => Rule;

    public override IEnumerable<Diagnostic> Examine(TypeModel type, RuleSettings settings) =>
        type.UnknownNames.Select(name => Diagnostic.Create(
            Rule,
            name.Location,
            ImmutableArray<Location>.Empty,
            new Prescription(PrescriptionKind.KnownName, name.Framework).ToProperties(),
            name.Framework,
            name.Fallback is null ? "activation" : "initializer",
            name.Name,
            name.Fallback is { } fallback ? $" and takes {fallback} in its place" : " and throws",
            string.Join(", ", name.Known.Select(known => $"'{known}'"))));
}
