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

    /// <summary>Makes the network under a fixed random seed: with <c>Factory.Create()</c>, or else as a <c>new Net()</c>.</summary>
    /// <remarks>What the program throws comes out as it is.</remarks>
    public nn.Module Create()
    {
        random.manual_seed(20);
        try
        {
            return (nn.Module)(_assembly.GetType("Factory") is { } factory
                ? factory.GetMethod("Create")!.Invoke(null, null)!
                : Activator.CreateInstance(_assembly.GetType("Net", throwOnError: true)!)!);
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
