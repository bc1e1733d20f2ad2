using InitAnalyzer.CodeFixes.Syntax;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace InitAnalyzer.CodeFixes.Frameworks.TorchSharp;

/// <summary>
/// Moves a blanket initialisation behind the registration of the layers, both of them statements of one constructor. As
/// it stands it does nothing, so whatever lies between them never depended on it.
/// </summary>
internal static class LateInitialisation
{
    public static Rewrite? Write(SyntaxNode site, SemanticModel model, CancellationToken cancellationToken)
    {
        if (InitialisationOf(site, model, cancellationToken) is not { Parent: BlockSyntax block } initialisation)
        {
            return null;
        }

        var from = block.Statements.IndexOf(initialisation);
        var to = block.Statements.LastIndexOf(statement => Registers(statement, model, cancellationToken));
        if (to < from
            || block.ContainsDirectives
            || !StandsFree(initialisation, block.Statements.Skip(from + 1), model)
            || !block.Statements.Skip(from + 1).Take(to - from - 1).All(statement => MayRunBefore(statement, model, cancellationToken)))
        {
            return null;
        }

        var registration = block.Statements[to];
        return new Rewrite(
            $"Initialise after {NameOf(registration)}",
            EquivalenceKeys.MoveBehindRegistration,
            site,
            editor =>
            {
                // What was moved behind the same statement before must stay before.
                var moved = editor.GetChangedRoot().GetCurrentNode(registration) is null ? initialisation : initialisation;
                editor.InsertAfter(registration, moved);
                editor.RemoveNode(initialisation, SyntaxRemoveOptions.KeepNoTrivia);
            });
    }
}
