using InitAnalyzer.Model;
using InitAnalyzer.Theory;

namespace InitAnalyzer.Frameworks;

/// <summary>What a member of a framework means; the same few words for every framework.</summary>
internal abstract record Concept;

/// <summary>A function that makes a module.</summary>
internal sealed record MakesModule(ModuleConcept Module) : Concept;

/// <summary>A function, or an instance method or property of a tensor, that does at once what a module does when called.</summary>
/// <param name="Module">What is done to the first tensor operand.</param>
/// <param name="IsInPlace">Whether the operand itself is changed.</param>
/// <param name="IsNew">Whether the result is always a tensor of its own, never the operand or a view of it.</param>
internal sealed record AppliesModule(ModuleConcept Module, bool IsInPlace = false, bool IsNew = false) : Concept;

/// <summary>Passes tensors through a module: <c>forward</c>, <c>call</c>.</summary>
/// <param name="Input">The one parameter that takes what passes, a tensor or several; null where all of them do.</param>
internal sealed record CallsModule(string? Input = null) : Concept;

/// <summary>Makes an object that stands for the law of weights, to be handed to what makes the layer.</summary>
internal sealed record MakesInitializer(Initializer Initializer) : Concept;

/// <summary>Makes an object that holds arguments of what it is handed to.</summary>
internal sealed record MakesArguments : Concept;

/// <summary>A property or field of such an object: an argument.</summary>
/// <param name="Parameter">The parameter that it stands for.</param>
internal sealed record SetsArgument(string Parameter) : Concept;

/// <summary>The parts of a container, as a list that can be set and added to.</summary>
internal sealed record HoldsParts : Concept;

/// <summary>Adds a part to the end of a container, and returns the container.</summary>
/// <param name="Parameter">The parameter that takes the part.</param>
internal sealed record AddsPart(string Parameter) : Concept;

/// <summary>Makes a part and adds it to the end of the container that it is called on, which it returns.</summary>
internal sealed record AppendsModule(ModuleConcept Module) : Concept;

/// <summary>Makes a tensor that enters a network.</summary>
/// <param name="Shape">The parameter that gives its shape, without the batch.</param>
internal sealed record MakesInput(string Shape) : Concept;

/// <summary>Does what leaves a module's parts, and the laws of its weights, as they are: compiling, training, printing.</summary>
internal sealed record LeavesModule : Concept;

/// <summary>Finds an activation by its name.</summary>
/// <param name="Name">The parameter that takes the name.</param>
internal sealed record FindsActivation(string Name) : Concept;

/// <summary>The weight or the bias of a layer.</summary>
/// <param name="Role">Which of them.</param>
/// <param name="Rank">Its number of dimensions, where every layer that has it has the same.</param>
internal sealed record ReadsParameter(ParameterRole Role, int? Rank = null) : Concept;

/// <summary>The sizes of a weight tensor.</summary>
internal sealed record ReadsShape : Concept;

/// <summary>A layer's own fan-in or fan-out: its number of inputs or outputs, where no kernel multiplies it.</summary>
internal sealed record ReadsFan(FanPart Part) : Concept;

/// <summary>Computes (fan-in, fan-out) of a weight.</summary>
internal sealed record ComputesFans : Concept;

/// <summary>Computes the gain of a named activation.</summary>
/// <param name="Nonlinearity">The parameter that names the activation.</param>
/// <param name="Parameter">The parameter that gives its slope.</param>
/// <param name="Gain">The activation and its gain, from the values of both.</param>
internal sealed record ComputesGain(
    string Nonlinearity,
    string Parameter,
    Func<int, double, (Activation Activation, double Gain)?> Gain) : Concept;

/// <summary>Fills a weight with a law.</summary>
internal sealed record Initializes(Initializer Initializer) : Concept;

/// <summary>Registers what a module's fields hold as its parts.</summary>
internal sealed record RegistersFields : Concept;

/// <summary>Registers one part of a module.</summary>
/// <param name="NameParameter">The parameter that takes its name.</param>
/// <param name="PartParameter">The parameter that takes the part.</param>
internal sealed record RegistersPart(string NameParameter, string PartParameter) : Concept;

/// <summary>Lists a module's registered parts.</summary>
/// <param name="IsDeep">Whether parts of parts are listed too.</param>
/// <param name="IsNamed">Whether each comes as (name, part).</param>
/// <param name="OfParameters">Whether it lists parameters instead of modules.</param>
/// <param name="DepthParameter">The parameter, if any, that says whether parts of parts are listed.</param>
internal sealed record EnumeratesParts(
    bool IsDeep = false, bool IsNamed = false, bool OfParameters = false, string? DepthParameter = null) : Concept;

/// <summary>Calls a function with every part of a module, and with itself.</summary>
internal sealed record AppliesFunction : Concept;

/// <summary>The name of a module: that of its type, for the framework's own.</summary>
internal sealed record ReadsName : Concept;

/// <summary>The number of dimensions of a tensor.</summary>
internal sealed record ReadsRank : Concept;

/// <summary>Says whether a parameter needs a gradient, by an argument or by the value that is assigned; returns the parameter.</summary>
/// <param name="Value">The parameter of the method that says so.</param>
internal sealed record SetsGradient(string Value) : Concept;

/// <summary>Turns the recording of gradients on or off, until what it returns is disposed of.</summary>
/// <param name="Parameter">The parameter that says which; null where it is always the same.</param>
/// <param name="WhenTrue">Whether they are recorded where the parameter is true.</param>
/// <param name="WhenFalse">Whether they are recorded where it is false; null where that depends on what was before.</param>
internal sealed record SwitchesGradients(string? Parameter, bool? WhenTrue, bool? WhenFalse = null) : Concept;

/// <summary>Makes a parameter out of a tensor.</summary>
internal sealed record MakesParameter : Concept;

/// <summary>Makes a tensor of given sizes; matters where it becomes a parameter.</summary>
/// <param name="Distribution">What its elements are drawn from; null where it is filled in another way.</param>
/// <param name="Mean">The parameter that gives the mean, if one does.</param>
/// <param name="Deviation">The parameter that gives the standard deviation, if one does.</param>
internal sealed record MakesTensor(Distribution? Distribution = null, string? Mean = null, string? Deviation = null) : Concept;

/// <summary>Returns its receiver or first argument unchanged: a module moved to a device, a value handed to another scope.</summary>
/// <param name="IsDetached">Whether it needs no gradient, whatever its operand does.</param>
internal sealed record ReturnsOperand(bool IsDetached = false) : Concept;

/// <summary>Returns its first argument unchanged, whatever it is called on: a scope that hands a value on.</summary>
internal sealed record ReturnsArgument : Concept;

/// <summary>Which parameter of a layer.</summary>
internal enum ParameterRole
{
    Weight,
    Bias,
}
