namespace InitAnalyzer.ML;

/// <summary>
/// A network as text, which ML.NET's own transformers can hold and save: Base64 of a little-endian stream of magic, version, shift, scale and layers.
/// </summary>
internal static class ModelText
{
    private const uint Magic = 0x4C4D4149;
    private const byte Version = 1;

    public static string Write(NeuralNetworkModel model)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(Magic);
        writer.Write(Version);
        writer.Write(model.Inputs);
        WriteAll(writer, model.InputShift.Span);
        WriteAll(writer, model.InputScale.Span);
        writer.Write(model.Layers.Count);
        foreach (NeuralNetworkLayer layer in model.Layers)
        {
            writer.Write(layer.Activation.ToString());
            writer.Write(layer.Inputs);
            writer.Write(layer.Units);
            WriteAll(writer, layer.Weights.Span);
            WriteAll(writer, layer.Biases.Span);
        }

        writer.Flush();
        return Convert.ToBase64String(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <exception cref="InvalidDataException">The text is not one of a network.</exception>
    public static NeuralNetworkModel Read(ReadOnlySpan<char> text)
    {
        byte[] bytes = new byte[text.Length / 4 * 3];
        if (!Convert.TryFromBase64Chars(text, bytes, out int length))
        {
            throw Invalid("it is not in Base64");
        }

        using var reader = new BinaryReader(new MemoryStream(bytes, 0, length));
        try
        {
            return Read(reader, length);
        }
        catch (EndOfStreamException)
        {
            throw Invalid("it ends early");
        }
    }

    private static NeuralNetworkModel Read(BinaryReader reader, int length)
    {
        if (reader.ReadUInt32() != Magic)
        {
            throw Invalid("it does not begin as one");
        }

        if (reader.ReadByte() is var version and not Version)
        {
            throw Invalid(FormattableString.Invariant($"it is of version {version}, and this library reads version {Version}"));
        }

        int inputs = ReadCount(reader, length);
        float[] shift = ReadAll(reader, inputs, length);
        float[] scale = ReadAll(reader, inputs, length);
        var layers = new NeuralNetworkLayer[ReadCount(reader, length)];
        int width = inputs;
        for (int i = 0; i < layers.Length; i++)
        {
            if (!Enum.TryParse(reader.ReadString(), out Activation activation) || !Enum.IsDefined(activation))
            {
                throw Invalid("it has an unknown activation");
            }

            if (ReadCount(reader, length) != width)
            {
                throw Invalid("its layers do not fit each other");
            }

            int units = ReadCount(reader, length);
            layers[i] = new(width, activation, ReadAll(reader, (long)units * width, length), ReadAll(reader, units, length));
            width = units;
        }

        return new(shift, scale, layers);
    }

    private static void WriteAll(BinaryWriter writer, ReadOnlySpan<float> values)
    {
        foreach (float value in values)
        {
            writer.Write(value);
        }
    }

    private static int ReadCount(BinaryReader reader, int length)
    {
        int count = reader.ReadInt32();
        return count > 0 && count <= length ? count : throw Invalid("a length in it is out of range");
    }

    private static float[] ReadAll(BinaryReader reader, long count, int length)
    {
        if (count * sizeof(float) > length)
        {
            throw Invalid("it ends early");
        }

        float[] values = new float[count];
        foreach (ref float value in values.AsSpan())
        {
            value = reader.ReadSingle();
        }

        return values;
    }

    private static InvalidDataException Invalid(string why) => new("The text is not that of a neural network: " + why + ".");
}
