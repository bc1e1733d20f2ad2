using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace InitAnalyzer.CodeFixes.Syntax;

/// <summary>An argument of the call, and what becomes of it.</summary>
/// <param name="Syntax">The argument.</param>
/// <param name="Parameter">The parameter that it is for in the new call; null to remove the argument.</param>
/// <param name="Value">What to pass instead; null to leave the value.</param>
internal sealed record OldArgument(ArgumentSyntax Syntax, string? Parameter, ExpressionSyntax? Value = null);

/// <summary>An argument that the call does not have yet.</summary>
/// <param name="Parameter">The parameter's name.</param>
/// <param name="Value">What to pass.</param>
/// <param name="IsNamed">Whether to write the name even where the position would do.</param>
internal sealed record NewArgument(string Parameter, ExpressionSyntax Value, bool IsNamed = true);
