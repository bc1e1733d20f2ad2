using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace InitAnalyzer.CodeFixes.Syntax;

/// <summary>
/// The line breaks, indentation and comments of an argument list. A comment behind a comma belongs to the argument before it if
/// it ends the line, and to the one after it if not. Arguments are kept or removed in their order; one that is added takes the place
/// of one that was removed before it, or is laid out like its neighbour.
/// </summary>
internal sealed class ArgumentListLayout
{
    private readonly ArgumentListSyntax _list;
    private readonly Slot[] _old;
    private readonly SyntaxTriviaList _beforeClose;
    private readonly List<Slot> _new = [];
    private readonly Queue<Slot> _vacated = new();

    public ArgumentListLayout(ArgumentListSyntax list)
    {
        _list = list;
        _old = new Slot[list.Arguments.Count];
        var gap = Space;
        for (var i = 0; i < _old.Length; i++)
        {
            var argument = list.Arguments[i];
            var trailing = argument.GetTrailingTrivia();
            SyntaxTriviaList beforeComma = default, lineEnd = default, nextGap = Space;
            if (i < _old.Length - 1)
            {
                var comma = list.Arguments.GetSeparator(i);
                beforeComma = comma.LeadingTrivia;
                if (EndsLine(comma.TrailingTrivia))
                {
                    lineEnd = comma.TrailingTrivia;
                }
                else
                {
                    nextGap = comma.TrailingTrivia;
                }
            }
            else if (EndsLine(trailing))
            {
                // The closing parenthesis stands on a line of its own, and shall stay there.
                _beforeClose = EndOfLineOnly(trailing);
                lineEnd = trailing;
                trailing = default;
            }
            else if (trailing.Count > 0 && trailing.Last() is var last && last.IsKind(SyntaxKind.WhitespaceTrivia))
            {
                _beforeClose = SyntaxFactory.TriviaList(last);
                trailing = trailing.RemoveAt(trailing.Count - 1);
            }

            _old[i] = new Slot(argument.WithoutTrivia(), gap, argument.GetLeadingTrivia(), trailing, beforeComma, lineEnd);
            gap = nextGap;
        }
    }

    private static SyntaxTriviaList Space => SyntaxFactory.TriviaList(SyntaxFactory.Space);

    /// <summary>How many arguments the new list has so far.</summary>
    public int Count => _new.Count;

    public void Keep(int index, ArgumentSyntax argument)
    {
        _vacated.Clear();
        _new.Add(_old[index] with { Argument = argument.WithoutTrivia() });
    }

    public void Remove(int index) => _vacated.Enqueue(_old[index]);

    public void Add(ArgumentSyntax argument)
    {
        if (_vacated.Count > 0)
        {
            var place = _vacated.Dequeue();
            _new.Add(new Slot(
                argument,
                WhitespaceOnly(place.Gap),
                WhitespaceOnly(place.Leading),
                default,
                default,
                EndOfLineOnly(place.LineEnd)));
            return;
        }

        // With one argument a line, the next line; otherwise behind the last one.
        var last = _new.Count - 1;
        if (last >= 1 && EndsLine(_new[last - 1].LineEnd))
        {
            var previous = _new[last];
            if (!EndsLine(previous.LineEnd))
            {
                _new[last] = previous with { LineEnd = EndOfLineOnly(_new[last - 1].LineEnd) };
            }

            _new.Add(new Slot(argument, Space, WhitespaceOnly(previous.Leading), default, default, default));
        }
        else
        {
            _new.Add(new Slot(argument, Space, default, default, default, default));
        }
    }

    public ArgumentListSyntax ToArgumentList()
    {
        var nodes = new List<ArgumentSyntax>();
        var commas = new List<SyntaxToken>();
        var close = _list.CloseParenToken;
        for (var i = 0; i < _new.Count; i++)
        {
            var slot = _new[i];
            var trailing = slot.Trailing;
            if (i == _new.Count - 1)
            {
                if (EndsLine(trailing) && !HasComment(trailing))
                {
                    trailing = default;
                }

                if (HasComment(slot.LineEnd))
                {
                    trailing = trailing.AddRange(slot.LineEnd);
                    if (!EndsLine(_beforeClose))
                    {
                        close = close.WithLeadingTrivia(WhitespaceOnly(_old[_old.Length - 1].Leading));
                    }
                }
                else
                {
                    trailing = trailing.AddRange(_beforeClose);
                }
            }
            else
            {
                var gap = EndsLine(slot.LineEnd) ? slot.LineEnd : _new[i + 1].Gap;
                commas.Add(SyntaxFactory.Token(slot.BeforeComma, SyntaxKind.CommaToken, gap));
            }

            // Where a line of its own was given up, the indentation goes with it.
            var startsLine = EndsLine(i == 0 ? _list.OpenParenToken.TrailingTrivia : _new[i - 1].LineEnd);
            var leading = startsLine || HasComment(slot.Leading) ? slot.Leading : default;
            if (i == 0 && HasComment(slot.Gap))
            {
                leading = slot.Gap.AddRange(leading);
            }

            nodes.Add(slot.Argument.WithLeadingTrivia(leading).WithTrailingTrivia(trailing));
        }

        return _list
            .WithArguments(SyntaxFactory.SeparatedList(nodes, commas))
            .WithCloseParenToken(close);
    }

    private static bool EndsLine(SyntaxTriviaList trivia) => trivia.Any(SyntaxKind.EndOfLineTrivia);

    private static bool HasComment(SyntaxTriviaList trivia) =>
        trivia.Any(SyntaxKind.SingleLineCommentTrivia) || trivia.Any(SyntaxKind.MultiLineCommentTrivia);

    private static SyntaxTriviaList WhitespaceOnly(SyntaxTriviaList trivia) =>
        SyntaxFactory.TriviaList(trivia.Where(item => item.IsKind(SyntaxKind.WhitespaceTrivia)).Take(1));

    private static SyntaxTriviaList EndOfLineOnly(SyntaxTriviaList trivia) =>
        SyntaxFactory.TriviaList(trivia.Where(item => item.IsKind(SyntaxKind.EndOfLineTrivia)).Take(1));

    /// <summary>An argument and what stands around it.</summary>
    /// <param name="Argument">The argument without trivia around it.</param>
    /// <param name="Gap">What stands between the comma before it and the argument, on one line.</param>
    /// <param name="Leading">Indentation, and comments on lines above.</param>
    /// <param name="Trailing">What stands behind the argument.</param>
    /// <param name="BeforeComma">What stands before the comma behind it, on the comma's line, where that is another.</param>
    /// <param name="LineEnd">What stands behind that comma, if the line ends there.</param>
    private sealed record Slot(
        ArgumentSyntax Argument,
        SyntaxTriviaList Gap,
        SyntaxTriviaList Leading,
        SyntaxTriviaList Trailing,
        SyntaxTriviaList BeforeComma,
        SyntaxTriviaList LineEnd);
}
