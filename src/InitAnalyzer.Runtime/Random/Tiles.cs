using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace InitAnalyzer.Runtime;

/// <summary>
/// Fills arrays with transformed words, tile by tile. A tile is 16 blocks of Philox, 64 words; element r of tile t is word ⌊r/16⌋ of
/// block 16t + r mod 16. Registers of up to 16 lanes are then stored as they are, and the order does not depend on their width.
/// </summary>
internal static class Tiles
{
    public const int Length = 64;
    public const int Blocks = 16;

    /// <summary>Tiles that are computed in one go; 4 KiB.</summary>
    private const int Batch = 16;

    /// <summary>The widest registers of this machine, in lanes.</summary>
    public static int Lanes { get; } =
        Vector512.IsHardwareAccelerated ? Lanes512.Count
        : Vector256.IsHardwareAccelerated ? Lanes256.Count
        : Vector128.IsHardwareAccelerated ? Lanes128.Count
        : Lanes64.Count;

    public static void Fill<TTransform>(ulong key, ulong stream, TTransform transform, Span<float> destination, long offset, int lanes)
        where TTransform : struct, ITransform
    {
        // Tests ask for a width of their own; those that the machine lacks are emulated.
        if (lanes == Lanes512.Count)
        {
            Fill<TTransform, Lanes512>(key, stream, transform, destination, offset);
        }
        else if (lanes == Lanes256.Count)
        {
            Fill<TTransform, Lanes256>(key, stream, transform, destination, offset);
        }
        else if (lanes == Lanes128.Count)
        {
            Fill<TTransform, Lanes128>(key, stream, transform, destination, offset);
        }
        else
        {
            Fill<TTransform, Lanes64>(key, stream, transform, destination, offset);
        }
    }

    [SkipLocalsInit]
    private static void Fill<TTransform, T>(ulong key, ulong stream, TTransform transform, Span<float> destination, long offset)
        where TTransform : struct, ITransform
        where T : struct, ILanes<T>
    {
        PhiloxLanes<T> philox = new(stream, key);
        Span<float> edge = stackalloc float[Length];
        ulong tile = (ulong)offset / Length;
        int skipped = (int)((ulong)offset % Length);
        if (skipped > 0 && destination.Length > 0)
        {
            FillTiles(ref philox, transform, edge, tile++);
            int count = Math.Min(Length - skipped, destination.Length);
            edge.Slice(skipped, count).CopyTo(destination);
            destination = destination[count..];
        }

        while (destination.Length >= Length)
        {
            int tiles = Math.Min(destination.Length / Length, Batch);
            FillTiles(ref philox, transform, destination[..(tiles * Length)], tile);
            destination = destination[(tiles * Length)..];
            tile += (ulong)tiles;
        }

        if (destination.Length > 0)
        {
            FillTiles(ref philox, transform, edge, tile);
            edge[..destination.Length].CopyTo(destination);
        }
    }

    private static void FillTiles<TTransform, T>(ref PhiloxLanes<T> philox, TTransform transform, Span<float> tiles, ulong tile)
        where TTransform : struct, ITransform
        where T : struct, ILanes<T>
    {
        ulong block = tile * Blocks;
        for (Span<float> rest = tiles; rest.Length > 0; rest = rest[Length..], block += Blocks)
        {
            philox.Carry(block);
            for (int lane = 0; lane < Blocks; lane += T.Count)
            {
                philox.Blocks((uint)block + (uint)lane, out T x0, out T x1, out T x2, out T x3);
                transform.Apply(ref x0, ref x1, ref x2, ref x3);
                T.Store(x0, ref rest[lane]);
                T.Store(x1, ref rest[lane + Blocks]);
                T.Store(x2, ref rest[lane + 2 * Blocks]);
                T.Store(x3, ref rest[lane + 3 * Blocks]);
            }
        }

        transform.Finish<T>(tiles);
    }
}
