using Microsoft.CodeAnalysis;

namespace InitAnalyzer.Reading.Values;

/// <summary>An object that holds arguments of what it is handed to.</summary>
internal sealed class ArgumentsObject(SyntaxNode creation, INamedTypeSymbol type) : AbstractObject(creation, type)
{
    /// <summary>The members that are set, with the parameters that they stand for and what they were last set to.</summary>
    public Dictionary<ISymbol, (string Parameter, SyntaxNode? Syntax)> Members { get; } = new(SymbolEqualityComparer.Default);
}
