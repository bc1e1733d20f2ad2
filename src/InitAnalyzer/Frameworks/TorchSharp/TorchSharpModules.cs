using InitAnalyzer.Theory;
using static InitAnalyzer.Frameworks.TorchSharp.TorchSharpFramework;

namespace InitAnalyzer.Frameworks.TorchSharp;

/// <summary>Modules themselves: containers, calls, moves between devices; parameters made by hand.</summary>
internal static class TorchSharpModules
{
    private const string Extensions = "T:TorchSharp.ModuleExtensionMethods";

    public static readonly FrameworkRow[] Rows =
    [
        new(NN, "Sequential", new MakesModule(new SequentialConcept())),
        new(NN, "ModuleList", new MakesModule(new ModuleCollectionConcept())),
        new(NN, "ModuleDict", new MakesModule(new ModuleCollectionConcept(IsKeyed: true))),

        new("T:TorchSharp.Modules.Sequential", ".ctor", new MakesModule(new SequentialConcept())),
        new("T:TorchSharp.Modules.ModuleList`1", ".ctor", new MakesModule(new ModuleCollectionConcept())),
        new("T:TorchSharp.Modules.ModuleDict`1", ".ctor", new MakesModule(new ModuleCollectionConcept(IsKeyed: true))),

        .. ModuleTypes("T:TorchSharp.torch.nn.Module`{0}", "forward call"),
        .. ModuleTypes("T:TorchSharp.torch.nn.IModule`{0}", "call"),

        new(Module, "RegisterComponents", new RegistersFields()),
        new(Module, "register_module add_module", new RegistersPart("name", "submodule")),
        new(Module, "register_parameter", new RegistersPart("name", "param")),
        new(Module, "children", new EnumeratesParts()),
        new(Module, "named_children", new EnumeratesParts(IsNamed: true)),
        new(Module, "modules", new EnumeratesParts(IsDeep: true)),
        new(Module, "named_modules", new EnumeratesParts(IsDeep: true, IsNamed: true)),
        new(Module, "parameters", new EnumeratesParts(IsDeep: true, OfParameters: true, DepthParameter: "recurse")),
        new(Module, "named_parameters", new EnumeratesParts(IsDeep: true, IsNamed: true, OfParameters: true, DepthParameter: "recurse")),
        new(Module, "apply", new AppliesFunction()),
        new(Module, "GetName", new ReadsName()),

        new(Extensions, "to cpu cuda half bfloat16 float double", new ReturnsOperand()),
        new("T:TorchSharp.DisposeScope", "Attach Detach MoveToOuter MoveToOther", new ReturnsArgument()),

        new(NN, "Parameter", new MakesParameter()),
        new("T:TorchSharp.TensorExtensionMethods", "AsParameter", new MakesParameter()),
        new("T:TorchSharp.Modules.Parameter", ".ctor", new MakesParameter()),
        new(Torch, "empty zeros ones full empty_like zeros_like ones_like rand_like randn_like full_like", new MakesTensor()),
        new(Torch, "rand", new MakesTensor(Distribution.Uniform)),
        new(Torch, "randn", new MakesTensor(Distribution.Normal)),
        new(Torch, "normal", new MakesTensor(Distribution.Normal, "mean", "std")),
        new(Tensor, "empty_like zeros_like ones_like rand_like randn_like full_like", new MakesTensor()),
        new(Tensor, "detach detach_ alias", new ReturnsOperand(IsDetached: true)),
        new(Tensor, "requires_grad requires_grad_ with_requires_grad", new SetsGradient("requires_grad")),
        new(Torch, "no_grad", new SwitchesGradients(null, false)),
        new(Torch, "enable_grad", new SwitchesGradients("enabled", true, false)),
        new(Torch, "set_grad_enabled", new SwitchesGradients("mode", true, false)),
        new(Torch, "inference_mode", new SwitchesGradients("mode", false)),
        new(Tensor, "dim ndim Dimensions", new ReadsRank()),
        new(Tensor, "shape size", new ReadsShape()),
    ];

    private static IEnumerable<FrameworkRow> ModuleTypes(string format, string members)
    {
        for (var arity = 2; arity <= 7; arity++)
        {
            yield return new FrameworkRow(string.Format(format, arity), members, new CallsModule());
        }
    }
}
