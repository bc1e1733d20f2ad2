using System.Collections;
using InitAnalyzer.Tests.Verifiers;
using Microsoft.CodeAnalysis;

namespace InitAnalyzer.Tests.Reading;

/// <summary>
/// Small programs by name, with markup where a diagnostic is due; a program without markup must stay silent.
/// A program is one file or several.
/// </summary>
public sealed class ProgramTable : IEnumerable<KeyValuePair<string, string[]>>
{
    private readonly Dictionary<string, string[]> programs = new(StringComparer.Ordinal);

    public IEnumerable<object[]> Names => programs.Keys.Select(name => new object[] { name });

    public void Add(string name, params string[] files) => programs.Add(name, files);

    /// <summary>Asserts that the marked diagnostics of a program, and no others, are reported.</summary>
    public Task Verify(string name)
    {
        var files = programs[name];
        var test = new Verify.AnalyzerTest(files);
        if (files.Any(HasTopLevelStatements))
        {
            test.TestState.OutputKind = OutputKind.ConsoleApplication;
        }

        return test.RunAsync();
    }

    public IEnumerator<KeyValuePair<string, string[]>> GetEnumerator() => programs.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>A module class of the usual form, from its members, its initialisation and the body of its <c>forward</c>.</summary>
    internal static string Net(string members, string init, string forward) =>
        $$"""
        class Net : Module<Tensor, Tensor>
        {
            {{Indent(members, 1)}}

            public Net() : base("net")
            {
                {{Indent(init, 2)}}
                RegisterComponents();
            }

            public override Tensor forward(Tensor x)
            {
                {{Indent(forward, 2)}}
            }
        }
        """;

    private static string Indent(string code, int levels) => code.Replace("\n", "\n" + new string(' ', 4 * levels), StringComparison.Ordinal);

    private static bool HasTopLevelStatements(string source) =>
        source.StartsWith("var ", StringComparison.Ordinal) || source.Contains("\nvar ", StringComparison.Ordinal);
}
