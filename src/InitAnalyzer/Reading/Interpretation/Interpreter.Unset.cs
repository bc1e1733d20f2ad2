using InitAnalyzer.Frameworks;
using InitAnalyzer.Reading.Source;
using InitAnalyzer.Reading.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace InitAnalyzer.Reading.Interpretation;

/// <content>
/// Modules whose weight and bias the framework leaves unset, and whether anything may set them: whoever gets at a
/// parameter, be it to read it, counts as one who does.
/// </content>
internal sealed partial class Interpreter
{
    private readonly HashSet<AbstractObject> touched = [];

    /// <summary>Whether parameters were filled of which it is not known whose they are.</summary>
    private bool mayTouchAny;

    /// <summary>The modules whose parameters the framework leaves unset; each with whether anything may set them.</summary>
    public IEnumerable<(FrameworkModule Module, bool MayBeSet)> UnsetModules => allocated
        .OfType<FrameworkModule>()
        .Where(module => module.IsUnset != false)
        .Select(module => (module, mayTouchAny || module.IsUnset is null || touched.Contains(module)));

    private static bool? IsUnset(Framework framework, NormalisationConcept normalisation, IReadOnlyList<Argument> arguments) =>
        framework.HasQuirks && normalisation.Unset is { } parameter
            ? ArgumentOf(arguments, parameter) is ConstantValue { Constant: bool holds } ? holds : null
            : false;

    private void TouchAll() => mayTouchAny = true;

    /// <summary>Somebody gets at the parameters of a module.</summary>
    private void Touch(Value owner)
    {
        switch (owner)
        {
            case ObjectsValue objects:
                touched.UnionWith(objects.Objects);
                break;
            case WeightValue { Owner: { } module }:
                touched.Add(module);
                break;
        }
    }

    /// <summary>A tensor is filled.</summary>
    private void TouchFilled(Value tensor)
    {
        switch (tensor)
        {
            case WeightValue { MayBeUnknown: false, Owner: { } module }:
                touched.Add(module);
                break;

            // Of several weight layers, or made by hand: not of a module that is asked about.
            case WeightValue { MayBeUnknown: false, Layers.IsEmpty: false } or FreshTensorValue:
            case ObjectsValue { MayBeUnknown: false } objects when objects.Objects.All(item => item is TensorObject):
            case TensorValue flowing when !flowing.Outputs.IsEmpty || !flowing.Activations.IsEmpty:
                break;
            default:
                TouchAll();
                break;
        }
    }

    /// <summary>Values go where they are not followed. The framework itself, and the library, set no parameters; loading is looked for elsewhere.</summary>
    private void TouchEscaping(IMethodSymbol method, Value? receiver, IReadOnlyList<Argument> arguments)
    {
        var isLibrary = IsOfLibrary(method);
        var values = arguments.Select(argument => argument.Value);
        values = receiver is null ? values : values.Prepend(receiver);
        if (!isLibrary)
        {
            TouchEscaping(values);
        }
        else if (values.OfType<FunctionValue>().Any(MaySet))
        {
            TouchAll();
        }
    }

    /// <summary>Whether a method is one of the framework, or of .NET.</summary>
    private bool IsOfLibrary(IMethodSymbol method)
    {
        var assembly = method.ContainingAssembly;
        return assembly.Name is "mscorlib" or "netstandard" || assembly.Name.StartsWith("System", StringComparison.Ordinal)
            || frameworks.Any(framework => SymbolEqualityComparer.Default.Equals(framework.Assembly, assembly));
    }

    private void TouchEscaping(IEnumerable<Value> values)
    {
        if (values.Any(value => LeadsToParameters(value, 0)))
        {
            TouchAll();
        }
    }

    private bool LeadsToParameters(Value value, int depth) => value switch
    {
        WeightValue or FunctionValue => true,
        TupleValue tuple => depth < 4 && tuple.Items.Any(item => LeadsToParameters(item, depth + 1)),
        ObjectsValue objects => objects.Objects.Any(item => item switch
        {
            InstanceObject or FrameworkModule => true,
            SequenceObject => depth < 4 && (ContentsOf(item) is not { } contents || (contents.Any is { } any && LeadsToParameters(any, depth + 1))),
            _ => false,
        }),
        _ => false,
    };

    /// <summary>Whether a function that is handed to the library may set a parameter: it calls something that works in place, assigns, or calls on.</summary>
    private bool MaySet(FunctionValue function)
    {
        if (function.Body is not { } body)
        {
            return Find(function.Method, out _) is null or Initializes;
        }

        return body.Syntax.DescendantNodesAndSelf().Any(node => node switch
        {
            AssignmentExpressionSyntax => true,
            SimpleNameSyntax name when name.Identifier.ValueText.EndsWith("_", StringComparison.Ordinal) => true,
            InvocationExpressionSyntax call => body.SemanticModel?.GetSymbolInfo(call, cancellationToken).Symbol is not IMethodSymbol method
                || IsInSource(method)
                || method.ContainingAssembly.Name is var assembly && !assembly.StartsWith("System", StringComparison.Ordinal)
                    && !frameworks.Any(framework => framework.Assembly?.Name == assembly),
            _ => false,
        });
    }
}
