using System;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>
/// An MSBuild task: where the system's libstdc++ lacks a version that a shared library asks for, writes a copy of the library in which
/// the demand is weak, so that the loader lets it pass. Right only for a version whose symbols are never bound.
/// </summary>
/// <remarks>
/// Compiled inline (see TorchSharpNative.targets), so for .NET Standard 2.0 and in the C# of its day. The format: Linux Standard Base
/// Core Specification 5.0, section 10.7, "Symbol versioning".
/// </remarks>
public sealed class WeakenVersionNeed : Task
{
    private const int SectionTypeVersionNeeds = 0x6ffffffe;
    private const ushort WeakFlag = 2;

    /// <summary>The library as the package has it.</summary>
    [Required]
    public string Library { get; set; }

    /// <summary>The name of the version.</summary>
    [Required]
    public string Version { get; set; }

    /// <summary>A symbol that libstdc++ has of that version, by which to tell whether it has it.</summary>
    [Required]
    public string Symbol { get; set; }

    /// <summary>Where the copy goes.</summary>
    [Required]
    public string Destination { get; set; }

    /// <summary>Whether the copy shall be used in place of the library.</summary>
    [Output]
    public bool IsNeeded { get; set; }

    /// <inheritdoc/>
    public override bool Execute()
    {
        if (!SystemLacksSymbol())
        {
            return true;
        }

        var image = File.ReadAllBytes(Library);
        if (!Weaken(image, Version))
        {
            Log.LogMessage("{0} does not ask for {1}.", Library, Version);
            return true;
        }

        // An equal file keeps its time, so that it is not copied again.
        if (!File.Exists(Destination) || !Equal(File.ReadAllBytes(Destination), image))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Destination));
            File.Delete(Destination);
            File.WriteAllBytes(Destination, image);
        }

        Log.LogMessage("The system's libstdc++ lacks {0}: {1} is a copy that does not insist on it.", Version, Destination);
        IsNeeded = true;
        return true;
    }

    /// <summary>Asks the loader itself, which knows best where it looks. Where there is no glibc, nothing is changed.</summary>
    private bool SystemLacksSymbol()
    {
        try
        {
            const int lazily = 1;
            var library = OpenLibrary("libstdc++.so.6", lazily);
            return library != IntPtr.Zero && FindSymbol(library, Symbol, Version) == IntPtr.Zero;
        }
        catch (Exception e) when (e is DllNotFoundException || e is EntryPointNotFoundException)
        {
            return false;
        }
    }

    // libdl.so.2 has these before glibc 2.34, and leads to them in libc since.
    [DllImport("libdl.so.2", EntryPoint = "dlopen")]
    private static extern IntPtr OpenLibrary(string name, int flags);

    [DllImport("libdl.so.2", EntryPoint = "dlvsym")]
    private static extern IntPtr FindSymbol(IntPtr library, string symbol, string version);

    /// <summary>Marks the demand as weak; says whether there is one.</summary>
    private static bool Weaken(byte[] image, string version)
    {
        // 64-bit, little endian.
        if (image.Length < 64 || image[0] != 0x7f || image[1] != 'E' || image[2] != 'L' || image[3] != 'F' || image[4] != 2 || image[5] != 1)
        {
            return false;
        }

        var found = false;
        var sections = (int)BitConverter.ToInt64(image, 0x28);
        var sectionSize = BitConverter.ToUInt16(image, 0x3a);
        var sectionCount = BitConverter.ToUInt16(image, 0x3c);
        for (var i = 0; i < sectionCount; i++)
        {
            var section = sections + (i * sectionSize);
            if (BitConverter.ToInt32(image, section + 4) == SectionTypeVersionNeeds)
            {
                var names = sections + (BitConverter.ToInt32(image, section + 0x28) * sectionSize);
                found |= WeakenIn(
                    image,
                    (int)BitConverter.ToInt64(image, section + 0x18),
                    BitConverter.ToInt32(image, section + 0x2c),
                    (int)BitConverter.ToInt64(image, names + 0x18),
                    version);
            }
        }

        return found;
    }

    /// <summary>Goes through the files that are needed (Elf64_Verneed) and the versions of each (Elf64_Vernaux).</summary>
    private static bool WeakenIn(byte[] image, int file, int fileCount, int names, string version)
    {
        var found = false;
        for (var i = 0; i < fileCount; i++)
        {
            var entry = file + BitConverter.ToInt32(image, file + 8);
            int count = BitConverter.ToUInt16(image, file + 2);
            for (var j = 0; j < count; j++)
            {
                if (NameAt(image, names + BitConverter.ToInt32(image, entry + 8)) == version)
                {
                    image[entry + 4] |= (byte)WeakFlag;
                    found = true;
                }

                entry += BitConverter.ToInt32(image, entry + 12);
            }

            file += BitConverter.ToInt32(image, file + 12);
        }

        return found;
    }

    private static string NameAt(byte[] image, int start)
    {
        var end = Array.IndexOf(image, (byte)0, start);
        return Encoding.ASCII.GetString(image, start, end - start);
    }

    private static bool Equal(byte[] left, byte[] right)
    {
        if (left.Length != right.Length)
        {
            return false;
        }

        for (var i = 0; i < left.Length; i++)
        {
            if (left[i] != right[i])
            {
                return false;
            }
        }

        return true;
    }
}
