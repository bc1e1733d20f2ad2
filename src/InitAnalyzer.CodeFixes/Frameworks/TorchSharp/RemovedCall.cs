using InitAnalyzer.CodeFixes.Syntax;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace InitAnalyzer.CodeFixes.Frameworks.TorchSharp;

/// <summary>Removes a call that is a statement by itself, where nothing else happens in it.</summary>
internal static class RemovedCall
{
    public static Rewrite? Write(TorchSharpCall call, string equivalenceKey)
    {
        var arguments = call.Arguments.Select(argument => argument.Syntax.Expression).Append(call.Weight);
        if (!call.IsValueUnused
            || !arguments.All(call.IsPure)
            || call.Syntax.FirstAncestorOrSelf<ExpressionStatementSyntax>() is not { } statement
            || !RemovedStatement.CanRemove(statement))
        {
            return null;
        }

        return new Rewrite(
            $"Remove the call of {call.Function}",
            equivalenceKey,
            call.Syntax,
            editor => RemovedStatement.Remove(editor, statement));
    }
}
