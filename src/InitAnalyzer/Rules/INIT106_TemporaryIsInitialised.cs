using System.Collections.Immutable;
using InitAnalyzer.Configuration;
using InitAnalyzer.Model;
using Microsoft.CodeAnalysis;

namespace InitAnalyzer.Rules;

/// <summary>A tensor just made is filled and thrown away.</summary>
internal sealed class INIT106_TemporaryIsInitialised : InitializerCallRule
{
    private static readonly DiagnosticDescriptor Rule = new(
        "INIT106",
        "A temporary copy is initialised, not the layer",
        "{0} fills {1}, which nothing keeps: {2}",
        RuleDescriptor.Usage,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "clone(), arithmetic and the functions that make tensors give a tensor of its own. An initializer that fills it in place leaves the layer's weight as it was, and the result is thrown away.",
        helpLinkUri: RuleDescriptor.HelpLink("INIT106"));

    public override DiagnosticDescriptor Descriptor => Rule;

    protected override Diagnostic? Examine(InitializerCall call, RuleSettings settings)
    {
        if (call.Temporary is not { } temporary)
        {
            return null;
        }

        return Diagnostic.Create(
            Rule,
            call.Location,
            additionalLocations: null,
            temporary.Original is null
                ? ImmutableDictionary<string, string?>.Empty
                : new Prescription(PrescriptionKind.InitialiseOriginal, call.Framework).ToProperties(),
            call.Function,
            $"'{temporary.Text}'",
            temporary.Original is { } original ? $"'{original}' stays as it was" : "no layer is initialised");
    }
}
