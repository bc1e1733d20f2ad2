using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace InitAnalyzer.CodeFixes.Syntax;

/// <summary>
/// Rewrites an argument list for another parameter list, leaving what stays where and how it stands: names, line breaks
/// and comments. First decides which arguments there are and which carry names, then lays them out.
/// </summary>
internal sealed class ArgumentListEditor
{
    private readonly ArgumentListSyntax _list;
    private readonly ImmutableArray<Parameter> _parameters;

    /// <param name="list">The argument list as it is.</param>
    /// <param name="parameters">The parameters of the function that will be called.</param>
    public ArgumentListEditor(ArgumentListSyntax list, ImmutableArray<Parameter> parameters)
    {
        _list = list;
        _parameters = parameters;
    }

    /// <summary>A parameter of the function that will be called.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Default">What to pass where a later argument goes by position; null where it has no default.</param>
    internal sealed record Parameter(string Name, ExpressionSyntax? Default);

    /// <summary>Makes the new list.</summary>
    /// <param name="old">Every argument of the list, in its order.</param>
    /// <param name="added">Arguments to add.</param>
    /// <returns>Null where the arguments cannot be put in order.</returns>
    public ArgumentListSyntax? Edit(IReadOnlyList<OldArgument> old, IReadOnlyList<NewArgument> added)
    {
        var layout = new ArgumentListLayout(_list);
        var pending = added.OrderBy(argument => Ordinal(argument.Parameter)).ToList();
        var inOrder = true;
        for (var i = 0; i < old.Count; i++)
        {
            var argument = old[i];
            if (argument.Parameter is null)
            {
                layout.Remove(i);
                continue;
            }

            var ordinal = Ordinal(argument.Parameter);
            var byPosition = argument.Syntax.NameColon is null;
            AddPending(before: ordinal, mustGoByPosition: byPosition);
            if (byPosition && !inOrder)
            {
                return null;
            }

            // A value passed by position keeps the ones before it: they are filled with their defaults.
            while (byPosition && layout.Count < ordinal)
            {
                if (_parameters[layout.Count].Default is not { } filler)
                {
                    return null;
                }

                layout.Add(SyntaxFactory.Argument(filler));
            }

            if (byPosition && layout.Count > ordinal)
            {
                return null;
            }

            inOrder &= layout.Count == ordinal;
            layout.Keep(i, Convert(argument));
        }

        AddPending(before: _parameters.Length, mustGoByPosition: false);
        return layout.ToArgumentList();

        void AddPending(int before, bool mustGoByPosition)
        {
            while (pending.Count > 0 && Ordinal(pending[0].Parameter) < before)
            {
                var next = pending[0];
                pending.RemoveAt(0);
                var byPosition = inOrder && layout.Count == Ordinal(next.Parameter)
                    && (mustGoByPosition || !next.IsNamed);
                inOrder &= layout.Count == Ordinal(next.Parameter);
                layout.Add(byPosition ? SyntaxFactory.Argument(next.Value) : Expressions.NamedArgument(next.Parameter, next.Value));
            }
        }
    }

    private int Ordinal(string parameter)
    {
        for (var i = 0; i < _parameters.Length; i++)
        {
            if (_parameters[i].Name == parameter)
            {
                return i;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(parameter), parameter, "The function has no such parameter.");
    }

    private static ArgumentSyntax Convert(OldArgument argument)
    {
        var result = argument.Syntax;
        if (argument.Value is { } value)
        {
            result = result.WithExpression(value.WithTriviaFrom(result.Expression));
        }

        if (result.NameColon is { Name: { } name } && name.Identifier.ValueText != argument.Parameter)
        {
            result = result.ReplaceNode(name, Expressions.Name(argument.Parameter!).WithTriviaFrom(name));
        }

        return result;
    }
}
