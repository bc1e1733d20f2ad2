using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace InitAnalyzer.Configuration;

/// <summary>A value that cannot be read.</summary>
internal sealed record UnreadableSetting(Setting Setting, string Text);

/// <summary>The settings of one compilation: each file may have its own.</summary>
internal sealed class SettingsReader(AnalyzerConfigOptionsProvider provider)
{
    private readonly ConcurrentDictionary<SyntaxTree, RuleSettings> settings = new();

    /// <summary>What is set for a file; defaults stand in for what is not set or cannot be read.</summary>
    public RuleSettings For(SyntaxTree tree) => settings.GetOrAdd(tree, Read);

    /// <summary>The values that cannot be read, each once, with the first of some files that it is set for.</summary>
    public IEnumerable<(SyntaxTree Tree, UnreadableSetting Value)> Unreadable(IEnumerable<SyntaxTree> trees, CancellationToken cancellationToken)
    {
        var seen = new HashSet<UnreadableSetting>();
        foreach (var tree in trees)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var (setting, text) in Written(tree))
            {
                var value = new UnreadableSetting(setting, text);
                if (setting.Apply(RuleSettings.Default, text) is null && seen.Add(value))
                {
                    yield return (tree, value);
                }
            }
        }
    }

    private RuleSettings Read(SyntaxTree tree)
    {
        var read = RuleSettings.Default;
        foreach (var (setting, text) in Written(tree))
        {
            read = setting.Apply(read, text) ?? read;
        }

        return read;
    }

    private IEnumerable<(Setting Setting, string Text)> Written(SyntaxTree tree)
    {
        var options = provider.GetOptions(tree);
        foreach (var setting in SettingCatalog.All)
        {
            if (options.TryGetValue(setting.Key, out var text))
            {
                yield return (setting, text.Trim());
            }
        }
    }
}
