using InitAnalyzer.Reading.Values;
using Microsoft.CodeAnalysis;

namespace InitAnalyzer.Reading.Interpretation;

/// <summary>A parameter of a call, and what is passed for it.</summary>
internal readonly record struct Argument(IParameterSymbol Parameter, Value Value);
