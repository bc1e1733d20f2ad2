using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace InitAnalyzer.Reading.Source;

/// <summary>Names as they stand in calls.</summary>
internal static class CallNames
{
    /// <summary>The name of what is called, whatever stands before it; empty where it has none.</summary>
    public static string CalledName(this InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax member => member.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
        _ => "",
    };
}
