using InitAnalyzer.Model;
using InitAnalyzer.Reading.Source;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace InitAnalyzer.Reading;

/// <summary>
/// Finds the blanket initialisations that hang on a test of a type that no module of the walked networks has: all
/// readings of the type, and of what uses it, agree on that.
/// </summary>
internal sealed class UnmatchedInitialisations(SourceIndex index, Entries entries)
{
    private static readonly Dictionary<SyntaxNode, MatchlessTest> Nothing = [];

    /// <summary>Those of some initializer calls of a type that hang on such a test.</summary>
    public IReadOnlyDictionary<SyntaxNode, MatchlessTest> Of(
        INamedTypeSymbol type,
        IReadOnlyCollection<SyntaxNode> initializers,
        CancellationToken cancellationToken)
    {
        var hanging = initializers.Select(call => (Call: call, Tests: TestsAround(call).ToList())).Where(item => item.Tests.Count > 0).ToList();
        if (hanging.Count == 0 || (!index.IsEntry(type) && !type.IsStatic && !type.IsAbstract))
        {
            return Nothing;
        }

        // The cheap question first: most tests are passed when their own type is read. A static class by itself is given nothing.
        var alone = type.IsStatic ? EntryReading.Nothing : entries.Of(type, cancellationToken);
        var executed = alone.TypeTests.ToList();
        var tests = MatchlessIn(executed);
        if (!alone.IsWhole || !IsOpen())
        {
            return Nothing;
        }

        foreach (var user in entries.UsersOf(type, cancellationToken).OrderBy(user => user.Length))
        {
            // A function of a static class by itself is given nothing that is known.
            var reading = entries.Of(user, cancellationToken);
            var isItself = type.IsStatic && SymbolEqualityComparer.Default.Equals(user.Type, type);
            executed.AddRange(reading.TypeTests.Where(test => !(test.IsOfUnknown && isItself)));
            tests = MatchlessIn(executed);
            if (!reading.IsWhole || !IsOpen())
            {
                return Nothing;
            }
        }

        var found = new Dictionary<SyntaxNode, MatchlessTest>();
        var reported = new HashSet<SyntaxNode>();
        foreach (var (call, around) in hanging.OrderBy(item => item.Call.SyntaxTree.FilePath, StringComparer.Ordinal).ThenBy(item => item.Call.SpanStart))
        {
            // One report for a test, whatever hangs on it.
            if (around.Select(FailedIn).FirstOrDefault(test => test is not null) is { } failed && reported.Add(failed.Node))
            {
                found[call] = new MatchlessTest(failed.Node.GetLocation(), failed.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat), failed.Walk);
            }
        }

        return found;

        // Whether something hangs on a test that nothing passed so far.
        bool IsOpen()
        {
            var nodes = new HashSet<SyntaxNode>(executed.Select(test => test.Node));
            return hanging.Any(item => item.Tests.Any(condition => Fails(condition, node => !nodes.Contains(node) || tests.ContainsKey(node))));
        }

        TypeTest? FailedIn(SyntaxNode condition)
        {
            TypeTest? first = null;
            return Fails(condition, node => tests.TryGetValue(node, out var test) && (first ??= test) is not null) ? first : null;
        }
    }

    /// <summary>The tests that were executed, and that nothing passed.</summary>
    private static Dictionary<SyntaxNode, TypeTest> MatchlessIn(IEnumerable<TypeTest> tests) =>
        tests
            .GroupBy(test => test.Node)
            .Where(group => group.All(test => test is { MayMatch: false, IsOfOthers: false }))
            .ToDictionary(group => group.Key, group => group.First());

    /// <summary>The conditions under which a call is executed, as far as they are patterns and types.</summary>
    private static IEnumerable<SyntaxNode> TestsAround(SyntaxNode call)
    {
        for (var node = call; node.Parent is { } parent && node is not MemberDeclarationSyntax; node = parent)
        {
            switch (parent)
            {
                case IfStatementSyntax branch when branch.Statement == node:
                    yield return branch.Condition;
                    break;
                case ConditionalExpressionSyntax conditional when conditional.WhenTrue == node:
                    yield return conditional.Condition;
                    break;
                case SwitchSectionSyntax section when node is StatementSyntax:
                    yield return section;
                    break;
                case SwitchExpressionArmSyntax arm when arm.Expression == node:
                    yield return arm.Pattern;
                    break;
                case CommonForEachStatementSyntax loop when loop.Statement == node:
                    yield return loop.Expression;
                    break;
                case BlockSyntax block:
                    foreach (var skip in block.Statements.TakeWhile(statement => statement != node).OfType<IfStatementSyntax>().Where(Leaves))
                    {
                        yield return skip;
                    }

                    break;
            }
        }
    }

    private static bool Leaves(IfStatementSyntax branch)
    {
        var statement = branch.Statement is BlockSyntax { Statements: { Count: 1 } only } ? only[0] : branch.Statement;
        return branch.Else is null && statement is ContinueStatementSyntax or ReturnStatementSyntax;
    }

    /// <summary>Whether a condition never holds, where some tests never do.</summary>
    private static bool Fails(SyntaxNode condition, Func<SyntaxNode, bool> isMatchless) => condition switch
    {
        ParenthesizedExpressionSyntax parenthesized => Fails(parenthesized.Expression, isMatchless),
        ParenthesizedPatternSyntax parenthesized => Fails(parenthesized.Pattern, isMatchless),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression } both => Fails(both.Left, isMatchless) || Fails(both.Right, isMatchless),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalOrExpression } either => Fails(either.Left, isMatchless) && Fails(either.Right, isMatchless),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.IsExpression } test => isMatchless(test),
        IsPatternExpressionSyntax test => Fails(test.Pattern, isMatchless),
        BinaryPatternSyntax { RawKind: (int)SyntaxKind.AndPattern } both => Fails(both.Left, isMatchless) || Fails(both.Right, isMatchless),
        BinaryPatternSyntax either => Fails(either.Left, isMatchless) && Fails(either.Right, isMatchless),
        DeclarationPatternSyntax or RecursivePatternSyntax or TypePatternSyntax or ConstantPatternSyntax => isMatchless(condition),
        SwitchSectionSyntax section => section.Labels.All(label => label is CasePatternSwitchLabelSyntax { Pattern: var pattern } && Fails(pattern, isMatchless)),

        // if (m is not Linear l) continue;
        IfStatementSyntax { Condition: IsPatternExpressionSyntax { Pattern: UnaryPatternSyntax { Pattern: var pattern } } } => Fails(pattern, isMatchless),

        // A chain of calls in which one keeps nothing but modules of a type.
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: var name } member } call =>
            (name is GenericNameSyntax && isMatchless(call)) || Fails(member.Expression, isMatchless),
        _ => false,
    };
}
