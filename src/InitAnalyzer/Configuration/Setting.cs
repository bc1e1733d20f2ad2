namespace InitAnalyzer.Configuration;

/// <summary>One key that a user can set in <c>.editorconfig</c> or a global configuration file.</summary>
/// <param name="Key">The key.</param>
/// <param name="Accepted">What is accepted, in words.</param>
/// <param name="Default">The value that stands where nothing, or nothing readable, is set, as it would be written.</param>
/// <param name="Meaning">What the setting decides, in a sentence.</param>
/// <param name="Apply">Sets a value; null where it cannot be read.</param>
internal sealed record Setting(
    string Key,
    string Accepted,
    string Default,
    string Meaning,
    Func<RuleSettings, string, RuleSettings?> Apply);
