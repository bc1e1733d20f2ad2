using InitAnalyzer.Reading.Values;
using Microsoft.CodeAnalysis;

namespace InitAnalyzer.Reading.Interpretation;

/// <summary>A parameter of a call, and what is passed for it.</summary>
internal readonly record struct Argument(IParameterSymbol Parameter, Value Value)
{
    /// <summary>The expression that is passed; null for the parameter's default.</summary>
    public SyntaxNode? Syntax { get; init; }

    /// <summary>For what an object holds that is passed: the member that holds it, and the parameter that this stands for.</summary>
    public HeldArgument? Held { get; init; }

    /// <summary>The name of the parameter.</summary>
    public string Name => Held?.Parameter ?? Parameter.Name;

    /// <summary>The declared type of what is passed.</summary>
    public ITypeSymbol Type => Held?.Member switch
    {
        IPropertySymbol property => property.Type,
        IFieldSymbol variable => variable.Type,
        _ => Parameter.Type,
    };
}

/// <summary>A member of an object that is passed, and the parameter that it stands for.</summary>
internal sealed record HeldArgument(ISymbol Member, string Parameter);
