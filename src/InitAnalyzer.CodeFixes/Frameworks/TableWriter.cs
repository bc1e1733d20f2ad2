using InitAnalyzer.CodeFixes.Syntax;
using InitAnalyzer.Frameworks;
using InitAnalyzer.Model;
using InitAnalyzer.Theory;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace InitAnalyzer.CodeFixes.Frameworks;

/// <summary>Writes laws as arguments of what makes a layer, in the forms that the framework's table lists.</summary>
internal sealed class TableWriter(FrameworkTable table) : ILawWriter
{
    public string Framework => table.Name;

    public IEnumerable<Rewrite> Write(
        SyntaxNode site, Prescription prescription, SemanticModel model, CancellationToken cancellationToken)
    {
        switch (prescription.Kind)
        {
            case PrescriptionKind.RecommendedLaw when prescription.Activation is { } activation && site is ExpressionSyntax argument:
                return WrittenLaw.Replace(table, argument, activation, prescription, model, cancellationToken) is { } replaced ? [replaced] : [];
            case PrescriptionKind.TakeRoot when site is ExpressionSyntax deviating:
                return TakenRoot.Write(table, deviating, model, cancellationToken) is { } root ? [root] : [];
            case PrescriptionKind.InitialiseLayers:
                return WrittenLaw.Add(table, site, prescription, model, cancellationToken) is { } added ? [added] : [];
            case PrescriptionKind.KnownName when site is LiteralExpressionSyntax name:
                return KnownName.Write(table, name, model, cancellationToken);
            case PrescriptionKind.SelfNormalisingDropout when site is ExpressionSyntax dropout:
                return RenamedLayer.Write(table, dropout, model, cancellationToken) is { } renamed ? [renamed] : [];
            default:
                return [];
        }
    }
}
