using System.Reflection;
using System.Runtime.ExceptionServices;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis.CSharp;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InitAnalyzer.Native.Tests.Fixes;

/// <summary>A program, compiled into memory and loaded beside the tests, on the same TorchSharp.</summary>
internal sealed class LoadedProgram : IDisposable
{
    private readonly AssemblyLoadContext _context = new("program", isCollectible: true);
    private readonly Assembly _assembly;

    private LoadedProgram(Stream image) => _assembly = _context.LoadFromStream(image);

    public static LoadedProgram Load(CSharpCompilation compilation)
    {
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
        image.Position = 0;
        return new LoadedProgram(image);
    }

    /// <summary>Makes the network: with <c>Factory.Create()</c>, or else as a <c>new Net()</c>.</summary>
    public nn.Module Create() => _assembly.GetType("Factory") is { } factory
        ? Run(() => factory.GetMethod("Create")!.Invoke(null, null)!)
        : Create("Net");

    /// <summary>Makes a network of a class.</summary>
    public nn.Module Create(string type) => Run(() => Activator.CreateInstance(_assembly.GetType(type, throwOnError: true)!)!);

    /// <summary>Runs the program under a fixed random seed. What it throws comes out as it is.</summary>
    private static nn.Module Run(Func<object> create)
    {
        random.manual_seed(20);
        try
        {
            return (nn.Module)create();
        }
        catch (TargetInvocationException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerException!);
            throw;
        }
    }

    /// <summary>A parameter by its name in <c>named_parameters()</c>.</summary>
    public static Parameter ParameterOf(nn.Module network, string name)
    {
        var found = network.named_parameters().Where(named => named.name == name).Select(named => named.parameter).ToList();
        Assert.True(found.Count == 1, $"{found.Count} parameters '{name}' among {string.Join(", ", network.named_parameters().Select(named => named.name))}");
        return found[0];
    }

    public void Dispose() => _context.Unload();
}
