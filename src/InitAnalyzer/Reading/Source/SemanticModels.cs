using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace InitAnalyzer.Reading.Source;

/// <summary>
/// The semantic models of a compilation, one for each file. To ask one for what stands in a method makes the compiler
/// bind the method and then follow what in it may be null, which costs as much again and tells nothing of layers.
/// </summary>
internal sealed class SemanticModels(Compilation compilation)
{
    /// <summary>The compiler's models that leave that out; null for a compiler before 4.10, which has none.</summary>
    private static readonly Func<Compilation, SyntaxTree, SemanticModel>? WithoutNullability = FindWithoutNullability();

    private readonly ConcurrentDictionary<SyntaxTree, SemanticModel> models = new();

    public SemanticModel this[SyntaxTree tree] => models.GetOrAdd(tree, Create);

    // Of what an analyzer is given, no single context's model can follow calls from one type into another. The
    // compilation hands out the driver's own, which are shared with other analyzers, but which the driver drops when it is
    // done with a file; kept here, none is bound twice.
#pragma warning disable RS1030
    private SemanticModel Create(SyntaxTree tree) =>
        WithoutNullability is { } create && FollowsNullability(tree) ? create(compilation, tree) : compilation.GetSemanticModel(tree);
#pragma warning restore RS1030

    private bool FollowsNullability(SyntaxTree tree) =>
        compilation.Options.NullableContextOptions != NullableContextOptions.Disable
        || (tree.GetRoot().ContainsDirectives && tree.GetText().ToString().IndexOf("#nullable", StringComparison.Ordinal) >= 0);

    /// <summary>
    /// The method is newer than the compiler that this is built for, and marked as experimental: it is looked up, and done without where it is missing.
    /// </summary>
    private static Func<Compilation, SyntaxTree, SemanticModel>? FindWithoutNullability()
    {
        const string option = "DisableNullableAnalysis";
        foreach (var method in typeof(Compilation).GetMethods(BindingFlags.Public | BindingFlags.Instance))
        {
            if (method.Name == nameof(Compilation.GetSemanticModel)
                && method.GetParameters() is [{ ParameterType: var first }, { ParameterType: { IsEnum: true, Name: "SemanticModelOptions" } options }]
                && first == typeof(SyntaxTree)
                && Enum.IsDefined(options, option))
            {
                var value = Enum.Parse(options, option);
                return (compilation, tree) => (SemanticModel)method.Invoke(compilation, [tree, value])!;
            }
        }

        return null;
    }
}
