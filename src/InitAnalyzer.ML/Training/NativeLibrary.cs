using static TorchSharp.torch;

namespace InitAnalyzer.ML;

/// <summary>Training needs TorchSharp's native library, and says so where it is missing.</summary>
internal static class NativeLibrary
{
    /// <exception cref="InvalidOperationException">The library does not load.</exception>
    public static void Load()
    {
        try
        {
            InitializeDeviceType(TorchSharp.DeviceType.CPU);
        }
        catch (Exception e) when (e is TypeInitializationException or NotSupportedException or DllNotFoundException)
        {
            throw new InvalidOperationException(
                "Training needs TorchSharp's native library, which does not load. Add the package TorchSharp-cpu, or the libtorch of your system: " + e.GetBaseException().Message, e);
        }
    }
}
