using InitAnalyzer.Configuration;
using InitAnalyzer.Model;
using Microsoft.CodeAnalysis;

namespace InitAnalyzer.Rules;

/// <summary>The framework's initializer is broken in the referenced version.</summary>
internal sealed class INIT105_InitializerDoesNotDoWhatItsNameSays : InitializerCallRule
{
    private static readonly DiagnosticDescriptor Rule = new(
        "INIT105",
        "This TorchSharp initializer does not do what its name says",
        "{0} {1}",
        RuleDescriptor.Usage,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Up to TorchSharp 0.107, trunc_normal_ multiplies by the mean and adds the standard deviation, xavier_normal_ and glorot_normal_ draw from the uniform distribution, and the generator argument is ignored.",
        helpLinkUri: RuleDescriptor.HelpLink("INIT105"));

    public override DiagnosticDescriptor Descriptor => Rule;

    protected override Diagnostic? Examine(InitializerCall call, RuleSettings settings)
    {
        if (call.IsHandedOver || call.OverwrittenBy is not null || Describe(call.Quirk) is not { } finding)
        {
            return null;
        }

        return Diagnostic.Create(
            Rule,
            call.Location,
            finding.Severity,
            additionalLocations: null,
            new Prescription(finding.Fix, call.Framework, Distribution: settings.Distribution ?? Theory.Distribution.Normal).ToProperties(),
            call.Function,
            finding.Text);
    }

    private static (string Text, DiagnosticSeverity Severity, PrescriptionKind Fix)? Describe(InitializerQuirk quirk)
    {
        if ((quirk & InitializerQuirk.TruncatedNormalIsConstant) != 0)
        {
            return (
                "multiplies by the mean and adds the standard deviation: with mean 0 every weight becomes the same constant",
                DiagnosticSeverity.Warning,
                PrescriptionKind.ReplaceTruncatedNormal);
        }

        if ((quirk & InitializerQuirk.NormalIsUniform) != 0)
        {
            return (
                "draws from the uniform distribution, not from the normal one",
                DiagnosticSeverity.Info,
                PrescriptionKind.ReplaceXavierNormal);
        }

        if ((quirk & InitializerQuirk.GeneratorIsIgnored) != 0)
        {
            return (
                "ignores the generator it is given and draws from the global random stream",
                DiagnosticSeverity.Info,
                PrescriptionKind.DropGenerator);
        }

        return null;
    }
}
