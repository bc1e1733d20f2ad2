using InitAnalyzer.CodeFixes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;

namespace InitAnalyzer.Tests.Verifiers;

/// <summary>
/// Runs the analyzer, and its fixes, over C# with markup: <c>{|INIT001:code|}</c> where a diagnostic is due.
/// Any other diagnostic fails the test.
/// </summary>
internal static class Verify
{
    /// <summary>The usings that TorchSharp programs begin with.</summary>
    public const string Usings =
        """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using TorchSharp;
        using TorchSharp.Modules;
        using static TorchSharp.torch;
        using static TorchSharp.torch.nn;


        """;

    /// <summary>Asserts that the marked diagnostics, and no others, are reported; <see cref="Usings"/> is put in front.</summary>
    public static Task Diagnostics(params string[] sources) => new AnalyzerTest(sources).RunAsync();

    /// <summary>The same under settings: lines of an <c>.editorconfig</c> for all C# files.</summary>
    public static Task DiagnosticsUnder(string settings, params string[] sources) => new AnalyzerTest(sources).Under(settings).RunAsync();

    /// <summary>Asserts the diagnostics and the source after fixing all of them; <see cref="Usings"/> is put in front of both.</summary>
    public static Task Fix(string source, string fixedSource, string? equivalenceKey = null) =>
        new FixTest(source, fixedSource, equivalenceKey).RunAsync();

    /// <summary>Sets lines of an <c>.editorconfig</c> for all C# files of a test, before and after its fixes.</summary>
    public static TTest Under<TTest>(this TTest test, string settings)
        where TTest : AnalyzerTest<DefaultVerifier>
    {
        test.TestState.AnalyzerConfigFiles.Add(("/.editorconfig", $"root = true\n\n[*.cs]\n{settings}\n"));
        return test;
    }

    internal sealed class AnalyzerTest : CSharpAnalyzerTest<InitializationAnalyzer, DefaultVerifier>
    {
        public AnalyzerTest(params string[] sources)
        {
            ReferenceAssemblies = References.None;
            TestState.AdditionalReferences.AddRange(References.Net80AndTorchSharp);
            foreach (var source in sources)
            {
                TestState.Sources.Add(Usings + source);
            }
        }

        protected override ParseOptions CreateParseOptions() => Latest((CSharpParseOptions)base.CreateParseOptions());
    }

    internal sealed class FixTest : CSharpCodeFixTest<InitializationAnalyzer, InitializerCodeFixProvider, DefaultVerifier>
    {
        public FixTest(string source, string fixedSource, string? equivalenceKey = null)
        {
            ReferenceAssemblies = References.None;
            TestState.AdditionalReferences.AddRange(References.Net80AndTorchSharp);
            TestCode = Usings + source;
            FixedCode = Usings + fixedSource;
            CodeActionEquivalenceKey = equivalenceKey;
        }

        protected override ParseOptions CreateParseOptions() => Latest((CSharpParseOptions)base.CreateParseOptions());
    }

    private static CSharpParseOptions Latest(CSharpParseOptions options) =>
        options.WithLanguageVersion(LanguageVersion.CSharp12);
}
