using System.Globalization;

namespace InitAnalyzer.Theory.Tests;

/// <summary>The tables of reference numbers under Data, computed independently of this library.</summary>
internal static class ReferenceTable
{
    private static readonly Dictionary<string, string> s_names = new()
    {
        ["linear"] = "Identity",
        ["relu"] = "ReLU",
        ["leaky_relu"] = "LeakyReLU",
        ["prelu"] = "PReLU",
        ["relu6"] = "ReLU6",
        ["elu"] = "ELU",
        ["celu"] = "CELU",
        ["selu"] = "SELU",
        ["gelu"] = "GELU",
        ["silu"] = "SiLU",
        ["mish"] = "Mish",
        ["softplus"] = "Softplus",
        ["hardswish"] = "Hardswish",
        ["tanh"] = "Tanh",
        ["hardtanh"] = "Hardtanh",
        ["softsign"] = "Softsign",
        ["sigmoid"] = "Sigmoid",
        ["hardsigmoid"] = "Hardsigmoid",
        ["logsigmoid"] = "LogSigmoid",
        ["tanhshrink"] = "Tanhshrink",
        ["hardshrink"] = "Hardshrink",
        ["softshrink"] = "Softshrink",
    };

    /// <summary>The rows of a table: the activation's text first, then its numbers by column name.</summary>
    public static IEnumerable<(string Activation, Dictionary<string, double> Numbers)> Read(string file)
    {
        string[] lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Data", file));
        string[] header = lines[0].Split('\t');
        foreach (string line in lines.Skip(1))
        {
            string[] cells = line.Split('\t');
            yield return (cells[0], Enumerable.Range(1, header.Length - 1).ToDictionary(i => header[i], i => Number(cells[i])));
        }
    }

    /// <summary>The catalogue's activation for a text such as "leaky_relu:0.2".</summary>
    public static Activation Parse(string text)
    {
        string[] parts = text.Split(':');
        return ActivationCatalog.Create(s_names[parts[0]], parts.Length > 1 ? Number(parts[1]) : null);
    }

    private static double Number(string text) =>
        text == "nan" ? double.NaN : double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}
