namespace InitAnalyzer.Frameworks.TorchSharp;

/// <summary>TorchSharp, as a table.</summary>
internal static class TorchSharpFramework
{
    public const string Name = "TorchSharp";

    public const string NN = "T:TorchSharp.torch.nn";
    public const string Functional = "T:TorchSharp.torch.nn.functional";
    public const string Init = "T:TorchSharp.torch.nn.init";
    public const string Torch = "T:TorchSharp.torch";
    public const string Special = "T:TorchSharp.torch.special";
    public const string Tensor = "T:TorchSharp.torch.Tensor";
    public const string Module = "T:TorchSharp.torch.nn.Module";

    public static readonly FrameworkTable Table = new(
        Name,
        Marker: Init,
        Rows:
        [
            .. TorchSharpLayers.Rows,
            .. TorchSharpActivations.Rows,
            .. TorchSharpSteps.Rows,
            .. TorchSharpInitializers.Rows,
            .. TorchSharpModules.Rows,
        ])
    {
        ModuleType = Module,
        TensorTypes = Tensor,
        ForwardMethod = "forward",
        LastQuirkyVersion = TorchSharpInitializers.LastQuirkyVersion,
    };
}
