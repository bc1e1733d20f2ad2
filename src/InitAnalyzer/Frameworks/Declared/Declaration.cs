using System.Globalization;
using Microsoft.CodeAnalysis;

namespace InitAnalyzer.Frameworks.Declared;

/// <summary>What a user says of one symbol: by an attribute, or by a line of a file.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Role">The role, as the attribute is called.</param>
/// <param name="Values">What is said of it, by key.</param>
/// <param name="Location">Where it is said.</param>
internal sealed record Declaration(ISymbol Symbol, string Role, IReadOnlyDictionary<string, string> Values, Location Location)
{
    public string? Text(string key) => Values.TryGetValue(key, out var text) ? text : null;

    /// <summary>A number that is written; null where there is none, or the name of a parameter in its place.</summary>
    public double? Number(string key) =>
        Text(key) is { } text && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Laws.IsFinite(number) ? number : null;

    public bool Is(string key) => string.Equals(Text(key), "true", StringComparison.OrdinalIgnoreCase);
}

/// <summary>Something that a user said and that cannot be read.</summary>
/// <param name="Location">Where it is said.</param>
/// <param name="Reason">What is wrong with it.</param>
internal sealed record UnreadableDeclaration(Location Location, string Reason);
