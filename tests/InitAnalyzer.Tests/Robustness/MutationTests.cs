using System.Globalization;
using InitAnalyzer.Tests.Reading;
using InitAnalyzer.Tests.Verifiers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;
using Xunit.Sdk;

namespace InitAnalyzer.Tests.Robustness;

/// <summary>
/// The analyzer never throws: over the programs of all tests, cut off, and with tokens taken out, doubled, exchanged
/// and shuffled. The mutations are drawn from fixed seeds, so a failure comes back.
/// </summary>
public class MutationTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public Task Truncated() => Survives(
        (source, random) => source[..random.Next(Verify.Usings.Length, source.Length)],
        mutations: 5);

    /// <summary>Cut within the class: what was typed so far, and the braces that an editor adds.</summary>
    [Fact]
    public Task Truncated_and_closed() => Survives(
        (source, random) =>
        {
            var typed = source[..random.Next(Verify.Usings.Length, source.Length)];
            return typed + new string('}', typed.Count(letter => letter == '{') - typed.Count(letter => letter == '}') is > 0 and var open ? open : 0);
        },
        mutations: 4);

    [Fact]
    public Task Tokens_deleted() => Survives(
        (source, random) => Edit(source, random, (tokens, at) => tokens.RemoveAt(at)),
        mutations: 4);

    [Fact]
    public Task Tokens_duplicated() => Survives(
        (source, random) => Edit(source, random, (tokens, at) => tokens.Insert(at, tokens[at])),
        mutations: 3);

    [Fact]
    public Task Tokens_exchanged() => Survives(
        (source, random) => Edit(source, random, (tokens, at) =>
        {
            var other = random.Next(tokens.Count);
            (tokens[at], tokens[other]) = (tokens[other], tokens[at]);
        }),
        mutations: 4);

    [Fact]
    public Task Neighbouring_tokens_shuffled() => Survives(
        (source, random) => Edit(source, random, (tokens, at) =>
        {
            var window = tokens.GetRange(at, Math.Min(12, tokens.Count - at)).ToArray();
            random.Shuffle(window);
            tokens.RemoveRange(at, window.Length);
            tokens.InsertRange(at, window);
        }),
        mutations: 3);

    /// <summary>Statements stay whole, but their order does not.</summary>
    [Fact]
    public Task Lines_shuffled() => Survives(
        (source, random) =>
        {
            var lines = source[Verify.Usings.Length..].Split('\n');
            random.Shuffle(lines);
            return Verify.Usings + string.Join('\n', lines);
        },
        mutations: 2);

    /// <summary>A name in another one's place binds, and means something else.</summary>
    [Fact]
    public Task Names_exchanged() => Survives(
        (source, random) => Edit(source, random, (tokens, _) =>
        {
            var names = Enumerable.Range(0, tokens.Count).Where(i => SyntaxFacts.IsValidIdentifier(tokens[i].Trim())).ToArray();
            if (names.Length > 1)
            {
                tokens[random.GetItems(names, 1)[0]] = tokens[random.GetItems(names, 1)[0]];
            }
        }),
        mutations: 5);

    private static async Task Survives(Func<string, Random, string> mutate, int mutations)
    {
        var cases = TestSources.Programs.SelectMany((program, i) =>
            Enumerable.Range(0, mutations).Select(round => (program, Seed: (i * 1009) + (round * 31) + 7)));
        await Parallel.ForEachAsync(cases, async (item, _) =>
        {
            var mutated = mutate(item.program, new Random(item.Seed));
            try
            {
                await Analysis.Run(Analysis.Compile(mutated)).WaitAsync(Patience, CancellationToken.None);
            }
            catch (Exception exception)
            {
                throw new XunitException(string.Create(CultureInfo.InvariantCulture, $"seed {item.Seed}: {exception}\n{mutated}"), exception);
            }
        });
    }

    /// <summary>Does something to one to four of the tokens that follow the usings.</summary>
    private static string Edit(string source, Random random, Action<List<string>, int> edit)
    {
        var tokens = CSharpSyntaxTree
            .ParseText(source[Verify.Usings.Length..])
            .GetRoot()
            .DescendantTokens()
            .Where(token => token.Span.Length > 0)
            .Select(token => token.ToFullString())
            .ToList();
        for (var i = random.Next(1, 5); i > 0 && tokens.Count > 1; i--)
        {
            edit(tokens, random.Next(tokens.Count));
        }

        return Verify.Usings + string.Concat(tokens);
    }
}
