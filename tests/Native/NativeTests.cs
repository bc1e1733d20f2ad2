using TorchSharp;

namespace InitAnalyzer.Native.Tests;

/// <summary>Whether TorchSharp's native library loads here, and if not, why.</summary>
internal static class NativeLibrary
{
    /// <summary>Set by builds that must not pass over these tests.</summary>
    public const string RequiredVariable = "INITANALYZER_REQUIRE_NATIVE";

    private static readonly Lazy<string?> s_failure = new(Load);

    /// <summary>Null where the library loads.</summary>
    public static string? Failure => s_failure.Value;

    private static string? Load()
    {
        try
        {
            // The tensors are small, and threads that wait for each other busily are slow on a busy machine.
            torch.set_num_threads(1);
            return null;
        }
        catch (Exception e) when (e is TypeInitializationException or NotSupportedException or DllNotFoundException)
        {
            return "TorchSharp's native library does not load here: " + e.GetBaseException().Message;
        }
    }
}

/// <summary>A test that runs TorchSharp; skipped, with the reason, where its native library does not load.</summary>
internal sealed class NativeFactAttribute : FactAttribute
{
    public NativeFactAttribute() => Skip = NativeLibrary.Failure;

    /// <summary>For what is known of Linux alone.</summary>
    public bool OnLinuxOnly
    {
        get => false;
        set => Skip ??= value && !OperatingSystem.IsLinux() ? "This is known of Linux alone." : null;
    }
}

/// <summary>The same for a test with data.</summary>
internal sealed class NativeTheoryAttribute : TheoryAttribute
{
    public NativeTheoryAttribute() => Skip = NativeLibrary.Failure;
}

/// <summary>All tests that run TorchSharp: they share its random stream, so they run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class NativeCollection
{
    public const string Name = "TorchSharp's native library";
}

/// <summary>Skipping must not become a habit.</summary>
public class NativeLibraryTests
{
    [Fact]
    public void It_loads_where_it_is_required()
    {
        if (Environment.GetEnvironmentVariable(NativeLibrary.RequiredVariable) == "1")
        {
            Assert.Null(NativeLibrary.Failure);
        }
    }
}
