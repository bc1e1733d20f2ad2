using System.Buffers.Binary;
using System.IO.Compression;
using static TorchSharp.torch;

namespace MnistMlp;

/// <summary>Images of 28 by 28 pixels between 0 and 1, and the digits that they show.</summary>
internal sealed class Mnist(float[] pixels, long[] labels)
{
    public const int Side = 28;

    public int Count => labels.Length;

    /// <summary>Reads the files of MNIST, packed or not, where a folder has them, and draws digits otherwise.</summary>
    public static Mnist LoadOrDraw(string folder, int count, int seed)
    {
        if (Open(folder, "train-images-idx3-ubyte") is not { } images || Open(folder, "train-labels-idx1-ubyte") is not { } names)
        {
            Console.WriteLine($"No MNIST files in '{folder}': drawing {count} digits instead.");
            return Draw(count, seed);
        }

        using (images)
        using (names)
        {
            var pixels = ReadBytes(images, header: 16, count * Side * Side);
            var labels = ReadBytes(names, header: 8, count);
            return new Mnist(Array.ConvertAll(pixels, pixel => pixel / 255f), Array.ConvertAll(labels, label => (long)label));
        }
    }

    /// <summary>The images and labels of a batch, shuffled by a permutation of all.</summary>
    public (Tensor Images, Tensor Labels) Batch(ReadOnlySpan<int> indices)
    {
        var batch = new float[indices.Length * Side * Side];
        var digits = new long[indices.Length];
        for (var i = 0; i < indices.Length; i++)
        {
            pixels.AsSpan(indices[i] * Side * Side, Side * Side).CopyTo(batch.AsSpan(i * Side * Side));
            digits[i] = labels[indices[i]];
        }

        return (tensor(batch).reshape(indices.Length, 1, Side, Side), tensor(digits));
    }

    /// <summary>Digits as a pocket calculator shows them, shifted at random and sprinkled with noise.</summary>
    private static Mnist Draw(int count, int seed)
    {
        // One bit a segment: top, upper left, upper right, middle, lower left, lower right, bottom.
        ReadOnlySpan<byte> segments = [0b1110111, 0b0010010, 0b1011101, 0b1011011, 0b0111010, 0b1101011, 0b1101111, 0b1010010, 0b1111111, 0b1111011];
        var random = new Random(seed);
        var pixels = new float[count * Side * Side];
        var labels = new long[count];
        for (var i = 0; i < count; i++)
        {
            var digit = random.Next(10);
            labels[i] = digit;
            var image = pixels.AsSpan(i * Side * Side, Side * Side);
            var (left, top) = (random.Next(6, 12), random.Next(3, 7));
            for (var segment = 0; segment < 7; segment++)
            {
                if ((segments[digit] >> (6 - segment) & 1) == 1)
                {
                    Stroke(image, left, top, segment);
                }
            }

            foreach (ref var pixel in image)
            {
                pixel = Math.Clamp(pixel + (float)(0.15 * random.NextDouble()), 0, 1);
            }
        }

        return new Mnist(pixels, labels);
    }

    private static void Stroke(Span<float> image, int left, int top, int segment)
    {
        var (x, y, horizontal) = segment switch
        {
            0 => (0, 0, true),
            1 => (0, 0, false),
            2 => (9, 0, false),
            3 => (0, 9, true),
            4 => (0, 9, false),
            5 => (9, 9, false),
            _ => (0, 18, true),
        };
        for (var step = 0; step < 10; step++)
        {
            for (var width = 0; width < 2; width++)
            {
                var column = left + x + (horizontal ? step : width);
                var row = top + y + (horizontal ? width : step);
                image[(row * Side) + column] = 0.85f;
            }
        }
    }

    private static Stream? Open(string folder, string name)
    {
        var file = Path.Combine(folder, name);
        return File.Exists(file) ? File.OpenRead(file)
            : File.Exists(file + ".gz") ? new GZipStream(File.OpenRead(file + ".gz"), CompressionMode.Decompress)
            : null;
    }

    private static byte[] ReadBytes(Stream stream, int header, int count)
    {
        var head = new byte[header];
        stream.ReadExactly(head);
        var items = BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(4));
        var size = header == 16 ? Side * Side : 1;
        var bytes = new byte[Math.Min(count, items * size)];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
