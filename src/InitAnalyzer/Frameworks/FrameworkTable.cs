namespace InitAnalyzer.Frameworks;

/// <summary>
/// A framework as a table: which member means what. Readers and rules know concepts only; adding a framework is
/// writing one of these.
/// </summary>
/// <param name="Name">The framework's name, as prescriptions carry it.</param>
/// <param name="Marker">The documentation ID of a type whose presence means that the framework is referenced.</param>
/// <param name="ModuleType">The documentation ID of the base type of all modules.</param>
/// <param name="TensorType">The documentation ID of the tensor type.</param>
/// <param name="ForwardMethod">The method that a user's module defines.</param>
/// <param name="Rows">Members and their meanings.</param>
/// <param name="LastQuirkyVersion">The last assembly version that has the quirks of the initializers.</param>
internal sealed record FrameworkTable(
    string Name,
    string Marker,
    string ModuleType,
    string TensorType,
    string ForwardMethod,
    IReadOnlyList<FrameworkRow> Rows,
    Version LastQuirkyVersion);

/// <summary>One or more members of a type, all overloads, and what they mean.</summary>
/// <param name="Container">The documentation ID of the type, such as <c>T:TorchSharp.torch.nn</c>.</param>
/// <param name="Members">Member names separated by white space; <c>this[]</c> is an indexer.</param>
/// <param name="Concept">What they mean.</param>
internal sealed record FrameworkRow(string Container, string Members, Concept Concept);
