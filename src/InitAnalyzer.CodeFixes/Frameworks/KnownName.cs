using InitAnalyzer.CodeFixes.Syntax;
using InitAnalyzer.Frameworks;
using InitAnalyzer.Theory;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace InitAnalyzer.CodeFixes.Frameworks;

/// <summary>
/// In the place of a name that the framework does not know: the object that it means elsewhere, the name that was mistyped, or the
/// name of what is used in its place.
/// </summary>
internal static class KnownName
{
    /// <summary>The number of letters that a mistyped name may be off.</summary>
    private const int Distance = 2;

    public static IEnumerable<Rewrite> Write(FrameworkTable table, LiteralExpressionSyntax literal, SemanticModel model, CancellationToken cancellationToken)
    {
        if (table.Names is not { Fallback: { } fallback } names || literal.ContainsDirectives || ParameterOf(literal, model, cancellationToken) is not { } parameter)
        {
            yield break;
        }

        var name = literal.Token.ValueText;
        var isInitializer = names.InitializerParameters.Names.Contains(parameter);
        if (isInitializer && names.InitializerForms.TryGetValue(name, out var form)
            && ShortNames.Shorten(Expressions.Parse(form), literal, model) is { } meant
            && OwnedArgument.Replace(table, literal, meant, model, cancellationToken) is { } edit)
        {
            yield return new Rewrite($"Use {meant}", EquivalenceKeys.KnownName, literal, edit);
        }
        else if ((isInitializer ? names.Initializers.Keys : names.Activations.Keys).FirstOrDefault(known => IsMeant(known, name)) is { } typed)
        {
            yield return Named(typed, EquivalenceKeys.KnownName);
        }

        if (isInitializer)
        {
            yield return Named(fallback, EquivalenceKeys.HonestName);
        }

        Rewrite Named(string known, string key) => new(
            $"Use \"{known}\"",
            key,
            literal,
            editor => editor.ReplaceNode(literal, Expressions.Parse($"\"{known}\"").WithTriviaFrom(literal)));
    }

    private static string? ParameterOf(LiteralExpressionSyntax literal, SemanticModel model, CancellationToken cancellationToken)
    {
        if (literal.Parent is not ArgumentSyntax { Parent: ArgumentListSyntax { Parent: { } call } list } argument)
        {
            return null;
        }

        return argument.NameColon?.Name.Identifier.ValueText
            ?? (model.GetSymbolInfo(call, cancellationToken).Symbol is IMethodSymbol method && list.Arguments.IndexOf(argument) is var index && index < method.Parameters.Length
                ? method.Parameters[index].Name
                : null);
    }

    /// <summary>Whether a known name was meant; another activation, which the framework does not have, is no slip of the pen.</summary>
    private static bool IsMeant(string known, string name) =>
        string.Equals(known, name, StringComparison.OrdinalIgnoreCase)
        || (AreAlike(known, name) && !ActivationCatalog.All.Any(activation => string.Equals(activation.Name, name, StringComparison.OrdinalIgnoreCase)));

    /// <summary>Whether two names differ by a few letters that are changed, added or left out (Levenshtein 1966).</summary>
    private static bool AreAlike(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var changed = diagonal + (char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(changed, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length] <= Math.Min(Distance, a.Length / 3);
    }
}
