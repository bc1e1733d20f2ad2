using InitAnalyzer.Model;
using Microsoft.CodeAnalysis;

namespace InitAnalyzer.CodeFixes.Frameworks;

/// <summary>How one framework writes a weight law.</summary>
internal interface ILawWriter
{
    /// <summary>The framework's name, as prescriptions give it.</summary>
    string Framework { get; }

    /// <summary>The rewrites of a site that carry out a prescription, the default first; none where it cannot be carried out safely.</summary>
    IEnumerable<Rewrite> Write(
        SyntaxNode site, Prescription prescription, SemanticModel model, CancellationToken cancellationToken);
}
