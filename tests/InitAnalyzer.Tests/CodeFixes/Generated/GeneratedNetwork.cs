using InitAnalyzer.Theory;

namespace InitAnalyzer.Tests.CodeFixes.Generated;

/// <summary>A program with a known mismatch.</summary>
/// <param name="Source">The program, with its usings. It defines a static class <c>Factory</c> with a method <c>Create</c> that makes the network.</param>
/// <param name="Reported">The IDs that are due, in the order of their names.</param>
/// <param name="IsFixed">Whether the fixes must leave nothing to report; false where no one-line fix is right for all layers of a call.</param>
/// <param name="Weights">The weights of the network by the names of their parameters, and the laws they shall have after the fixes.</param>
internal sealed record GeneratedNetwork(string Source, string[] Reported, bool IsFixed, IReadOnlyList<ExpectedWeight> Weights);

/// <summary>The law that a weight shall have when the program runs.</summary>
/// <param name="Parameter">The parameter's name in <c>named_parameters()</c>.</param>
/// <param name="Law">The law over the fans as TorchSharp counts them.</param>
internal sealed record ExpectedWeight(string Parameter, WeightLaw Law);
