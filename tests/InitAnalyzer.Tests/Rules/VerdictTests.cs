using System.Globalization;
using InitAnalyzer.Tests.Reading;
using Microsoft.CodeAnalysis;
using Xunit;

namespace InitAnalyzer.Tests.Rules;

/// <summary>
/// The verdict for every class of activations and every way to write an initializer, and the bounds of the accepted
/// scales. All numbers are written out here; none is asked of the theory.
/// </summary>
public class VerdictTests
{
    /// <summary>The columns of the matrix. All members of a column want the same verdict for every row.</summary>
    private static readonly (string Column, string[] Activations)[] Columns =
    [
        ("rectifier", ["ReLU()", "ReLU6()", "LeakyReLU()"]),
        ("leaky", ["LeakyReLU(0.2)", "LeakyReLU(negative_slope: 0.2, inplace: true)", "PReLU(1, 0.2)"]),
        ("slope1", ["LeakyReLU(1)"]),
        ("smooth", ["GELU()", "SiLU()", "Mish()", "Hardswish()", "Softplus()"]),
        ("elu", ["ELU()", "CELU()"]),
        ("tanh", ["Tanh()", "Hardtanh(inplace: true)", "Softsign()"]),
        ("sigmoid", ["Sigmoid()", "LogSigmoid()", "Hardsigmoid()"]),
        ("selu", ["SELU()"]),
        ("other", ["Softmax(1)", "LogSoftmax(1)", "nn.Identity()", "Softshrink()"]),
    ];

    /// <summary>
    /// The scale c stands behind each initializer. A cell is the number of the rule that reports, or a dash.
    /// A leaky rectifier of slope 0.2 wants c = 1.92 and takes 1.35 to 2.69; one of slope 1 wants 1 and takes 0.7 to 1.4.
    /// A fixed scale is c = 0.0064 and 0.0533 here, with 16 inputs.
    /// A question mark is left open: a slope that is written, but not the leaky rectifier's own.
    /// </summary>
    private const string Matrix =
        """
        initializer                                                                     | c     | rectifier leaky slope1 smooth elu tanh sigmoid selu other
        init.xavier_uniform_(w)                                                         | 1     | 1         1     -      1      -   -    3       -    -
        init.glorot_uniform_(w)                                                         | 1     | 1         1     -      1      -   -    3       -    -
        init.xavier_uniform_(w, 1.0)                                                    | 1     | 1         1     -      1      -   -    3       -    -
        init.xavier_uniform_(w, gain: 0.5)                                              | 0.25  | 1         1     1      1      1   2    3       4    -
        init.xavier_uniform_(w, gain: Math.Sqrt(2))                                     | 2     | -         -     1      -      -   -    3       4    -
        init.glorot_uniform_(w, Math.Sqrt(2))                                           | 2     | -         -     1      -      -   -    3       4    -
        init.xavier_uniform_(w, 5.0 / 3)                                                | 2.78  | -         1     1      -      1   -    3       4    -
        init.xavier_uniform_(w, 3.6)                                                    | 12.96 | 1         1     1      1      1   2    -       4    -
        init.xavier_uniform_(w, init.calculate_gain(init.NonlinearityType.ReLU))        | 2     | -         -     1      -      -   5    5       5    -
        init.xavier_uniform_(w, init.calculate_gain(init.NonlinearityType.LeakyReLU))   | 2     | -         -     1      -      -   5    5       5    -
        init.xavier_uniform_(w, init.calculate_gain(init.NonlinearityType.LeakyReLU, 3)) | 0.2  | 1         1     1      5      5   5    5       5    -
        init.xavier_uniform_(w, gain: init.calculate_gain(init.NonlinearityType.Tanh))  | 2.78  | -         5     5      -      5   -    5       5    -
        init.xavier_uniform_(w, init.calculate_gain(init.NonlinearityType.Sigmoid))     | 1     | 5         5     -      5      -   -    3       -    -
        init.xavier_uniform_(w, init.calculate_gain(init.NonlinearityType.Linear))      | 1     | 5         5     -      5      -   -    5       -    -
        init.xavier_uniform_(w, init.calculate_gain(init.NonlinearityType.Conv2D))      | 1     | 5         5     -      5      -   -    5       -    -
        init.kaiming_uniform_(w)                                                        | 2     | -         -     1      -      -   2    3       4    -
        init.kaiming_normal_(w)                                                         | 2     | -         -     1      -      -   2    3       4    -
        init.kaiming_normal_(w, mode: init.FanInOut.FanOut)                             | 2     | -         -     1      -      -   2    3       4    -
        init.kaiming_uniform_(w, a: 0)                                                  | 2     | -         -     1      -      -   2    3       4    -
        init.kaiming_uniform_(w, nonlinearity: init.NonlinearityType.ReLU)              | 2     | -         -     1      -      -   2    3       4    -
        init.kaiming_normal_(w, nonlinearity: init.NonlinearityType.LeakyReLU)          | 2     | -         -     1      -      -   2    3       4    -
        init.kaiming_normal_(w, nonlinearity: init.NonlinearityType.Tanh)               | 2.78  | -         5     5      -      5   -    5       5    -
        init.kaiming_uniform_(w, nonlinearity: init.NonlinearityType.Sigmoid)           | 1     | 5         5     -      5      -   -    3       -    -
        init.kaiming_normal_(w, nonlinearity: init.NonlinearityType.Linear)             | 1     | 5         5     -      5      -   -    5       -    -
        init.kaiming_normal_(w, nonlinearity: init.NonlinearityType.Conv1D)             | 1     | 5         5     -      5      -   -    5       -    -
        init.kaiming_normal_(w, nonlinearity: init.NonlinearityType.ConvTranspose3D)    | 1     | 5         5     -      5      -   -    5       -    -
        init.kaiming_uniform_(w, 0.2)                                                   | 1.92  | -         -     ?      -      -   5    5       5    -
        init.kaiming_uniform_(w, a: Math.Sqrt(5))                                       | 0.333 | 5         5     ?      5      5   5    5       5    -
        init.kaiming_uniform_(w, a: 1)                                                  | 1     | 5         5     -      5      -   -    5       -    -
        init.kaiming_normal_(w, Math.Sqrt(2))                                           | 0.667 | 5         5     ?      5      5   5    5       5    -
        init.orthogonal_(w)                                                             | 1     | 1         1     -      1      -   -    3       -    -
        init.orthogonal_(w, gain: 0.01)                                                 | 1e-4  | 1         1     1      1      1   2    3       4    -
        init.orthogonal_(w, Math.Sqrt(2))                                               | 2     | -         -     1      -      -   -    3       4    -
        init.orthogonal_(w, 1.7)                                                        | 2.89  | 1         1     1      -      1   -    3       4    -
        init.orthogonal_(w, 1.75)                                                       | 3.06  | 1         1     1      -      1   2    3       4    -
        init.orthogonal_(w, init.calculate_gain(init.NonlinearityType.ReLU))            | 2     | -         -     1      -      -   -    5       5    -
        init.orthogonal_(w, init.calculate_gain(init.NonlinearityType.Tanh))            | 2.78  | -         5     5      -      5   -    5       5    -
        init.normal_(w, 0, Math.Sqrt(2.0 / fc.in_features))                             | 2     | -         -     1      -      -   2    3       4    -
        init.normal_(w, 0, Math.Sqrt(1.0 / fc.in_features))                             | 1     | 1         1     -      1      -   -    3       -    -
        init.normal_(w, 0, 3.6 / Math.Sqrt(fc.in_features))                             | 12.96 | 1         1     1      1      1   2    -       4    -
        init.uniform_(w, -Math.Sqrt(6.0 / fc.in_features), Math.Sqrt(6.0 / fc.in_features)) | 2 | -         -     1      -      -   2    3       4    -
        init.normal_(w, 0, 0.02)                                                        |       | 202       202   202    202    202 202  202     202  -
        init.uniform_(w, -0.1, 0.1)                                                     |       | 202       202   -      202    202 -    202     -    -
        init.constant_(w, 0.1)                                                          |       | 103       103   103    103    103 103  103     103  -
        init.zeros_(w)                                                                  |       | 103       103   103    103    103 103  103     103  -
        init.ones_(w)                                                                   |       | 103       103   103    103    103 103  103     103  -
        init.eye_(w)                                                                    |       | -         -     -      -      -   -    -       -    -
        init.sparse_(w, 0.1)                                                            |       | -         -     -      -      -   -    -       -    -
        """;

    public static IEnumerable<object[]> Cells
    {
        get
        {
            var lines = Matrix.Split('\n');
            var heads = lines[0].Split('|')[2].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            foreach (var line in lines.Skip(1))
            {
                var parts = line.Split('|');
                var cells = parts[2].Split(' ', StringSplitOptions.RemoveEmptyEntries);
                for (var i = 0; i < heads.Length; i++)
                {
                    if (cells[i] != "?")
                    {
                        yield return [parts[0].Trim(), heads[i], cells[i] == "-" ? "" : "INIT" + cells[i].PadLeft(3, '0')];
                    }
                }
            }
        }
    }

    /// <summary>A scale c, an activation that takes c but not the scale beside it, and the rule that tells.</summary>
    public static IEnumerable<object[]> Bounds =>
    [
        ["ReLU()", "1.4", "1.399", "INIT001"],
        ["ReLU()", "2.8", "2.801", "INIT001"],
        ["ReLU6()", "1.4", "1.399", "INIT001"],
        ["LeakyReLU(0.2)", "1.347", "1.345", "INIT001"],
        ["LeakyReLU(0.2)", "2.692", "2.693", "INIT001"],
        ["LeakyReLU(1)", "0.7", "0.699", "INIT001"],
        ["LeakyReLU(1)", "1.4", "1.401", "INIT001"],
        ["PReLU(1)", "1.318", "1.317", "INIT001"],
        ["PReLU(1)", "2.635", "2.636", "INIT001"],
        ["RReLU()", "1.331", "1.329", "INIT001"],
        ["RReLU(0.1, 0.3)", "2.692", "2.693", "INIT001"],
        ["GELU()", "1.5", "1.499", "INIT001"],
        ["GELU()", "4.5", "4.501", "INIT001"],
        ["Softplus()", "1.5", "1.499", "INIT001"],
        ["Hardswish()", "4.5", "4.501", "INIT001"],
        ["ELU()", "0.9", "0.899", "INIT001"],
        ["CELU()", "2.2", "2.201", "INIT001"],
        ["Tanh()", "0.7", "0.699", "INIT002"],
        ["Tanh()", "1.5", "1.501", "INIT002"],
        ["Hardtanh(inplace: true)", "1.5", "1.501", "INIT002"],
        ["Softsign()", "0.7", "0.699", "INIT002"],
        ["Sigmoid()", "6", "5.999", "INIT003"],
        ["Sigmoid()", "30", "30.01", "INIT003"],
        ["LogSigmoid()", "6", "5.999", "INIT003"],
        ["Hardsigmoid()", "30", "30.01", "INIT003"],
        ["SELU()", "0.8", "0.799", "INIT004"],
        ["SELU()", "1.25", "1.251", "INIT004"],
    ];

    /// <summary>Before a tanh-like activation, c up to 3 where the gain is written out, and for orthogonal matrices.</summary>
    public static IEnumerable<object[]> TanhBounds =>
    [
        ["init.xavier_uniform_(w, Math.Sqrt(3.0))", ""],
        ["init.xavier_uniform_(w, Math.Sqrt(3.001))", "INIT002"],
        ["init.xavier_uniform_(w, Math.Sqrt(0.7))", ""],
        ["init.xavier_uniform_(w, Math.Sqrt(0.699))", "INIT002"],
        ["init.orthogonal_(w, Math.Sqrt(3.0))", ""],
        ["init.orthogonal_(w, Math.Sqrt(3.001))", "INIT002"],
        ["init.orthogonal_(w, init.calculate_gain(init.NonlinearityType.Tanh))", ""],
        ["init.xavier_uniform_(w, init.calculate_gain(init.NonlinearityType.Tanh))", ""],
        ["init.kaiming_normal_(w, nonlinearity: init.NonlinearityType.Tanh)", ""],

        // He is named by nobody, and is not orthogonal.
        ["init.kaiming_normal_(w)", "INIT002"],
        ["init.normal_(w, 0, Math.Sqrt(2.0 / fc.in_features))", "INIT002"],
    ];

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task The_verdict_of_the_matrix(string initializer, string column, string rule)
    {
        foreach (var activation in Columns.Single(item => item.Column == column).Activations)
        {
            await Expect(activation, initializer, rule);
        }
    }

    [Theory]
    [MemberData(nameof(Bounds))]
    public async Task The_bounds_of_the_accepted_scales(string activation, string inside, string outside, string rule)
    {
        await Expect(activation, $"init.normal_(w, 0, Math.Sqrt({inside} / fc.in_features))", "");
        await Expect(activation, $"init.normal_(w, 0, Math.Sqrt({outside} / fc.in_features))", rule);
    }

    [Theory]
    [MemberData(nameof(TanhBounds))]
    public async Task The_bounds_before_tanh_of_a_law_that_is_meant(string initializer, string rule)
    {
        foreach (var activation in new[] { "Tanh()", "Hardtanh(inplace: true)", "Softsign()" })
        {
            await Expect(activation, initializer, rule);
        }
    }

    /// <summary>xavier_normal_ is uniform in fact, which INIT105 tells; its scale is judged all the same.</summary>
    [Theory]
    [InlineData("xavier_normal_")]
    [InlineData("glorot_normal_")]
    public async Task Xavier_normal_is_judged_beside_its_quirk(string name)
    {
        await Expect("ReLU()", $"init.{name}(w)", "INIT001", "INIT105");
        await Expect("Tanh()", $"init.{name}(w)", "INIT105");
        await Expect("ReLU()", $"init.{name}(w, Math.Sqrt(2))", "INIT105");
        await Expect("Sigmoid()", $"init.{name}(w)", "INIT003", "INIT105");
        await Expect("SELU()", $"init.{name}(w, init.calculate_gain(init.NonlinearityType.Tanh))", "INIT005", "INIT105");
    }

    /// <summary>A truncated normal is a constant in fact: there is no scale to judge.</summary>
    [Theory]
    [InlineData("init.trunc_normal_(w, 0, 0.02)")]
    [InlineData("init.trunc_normal_(w, std: Math.Sqrt(1.0 / fc.in_features))")]
    public async Task A_truncated_normal_is_told_of_by_its_quirk_alone(string initializer)
    {
        foreach (var activation in new[] { "ReLU()", "Tanh()", "Sigmoid()", "SELU()" })
        {
            await Expect(activation, initializer, "INIT105");
        }
    }

    /// <summary>An output sigmoid or tanh makes no demand; every other activation does, wherever it stands.</summary>
    [Theory]
    [InlineData("ReLU()", "init.xavier_uniform_(w)", "INIT001")]
    [InlineData("LeakyReLU(0.2)", "init.xavier_uniform_(w)", "INIT001")]
    [InlineData("GELU()", "init.xavier_uniform_(w)", "INIT001")]
    [InlineData("Softplus()", "init.xavier_uniform_(w)", "INIT001")]
    [InlineData("ELU()", "init.orthogonal_(w, 2)", "INIT001")]
    [InlineData("SELU()", "init.kaiming_normal_(w)", "INIT004")]
    [InlineData("ReLU()", "init.kaiming_uniform_(w, a: Math.Sqrt(5))", "INIT005")]
    [InlineData("Tanh()", "init.kaiming_normal_(w)", "")]
    [InlineData("Hardtanh(inplace: true)", "init.kaiming_normal_(w)", "")]
    [InlineData("Softsign()", "init.kaiming_uniform_(w, a: Math.Sqrt(5))", "")]
    [InlineData("Sigmoid()", "init.xavier_uniform_(w)", "")]
    [InlineData("LogSigmoid()", "init.kaiming_normal_(w)", "")]
    [InlineData("Hardsigmoid()", "init.xavier_uniform_(w)", "")]
    [InlineData("Softmax(1)", "init.kaiming_normal_(w)", "")]
    public async Task The_last_activation_of_a_network(string activation, string initializer, string rule) =>
        await ExpectIn(Sequence("fc", activation), activation, initializer, rule);

    /// <summary>Behind a normalisation the scale cancels, whatever the activation.</summary>
    [Theory]
    [InlineData("ReLU()", "init.xavier_uniform_(w)")]
    [InlineData("Tanh()", "init.kaiming_normal_(w)")]
    [InlineData("Sigmoid()", "init.xavier_uniform_(w)")]
    [InlineData("ReLU()", "init.kaiming_uniform_(w, a: Math.Sqrt(5))")]
    public async Task A_normalised_layer_is_never_judged(string activation, string initializer) =>
        await ExpectIn(Sequence("fc", "BatchNorm1d(8)", activation, "Linear(8, 1)"), activation, initializer);

    private static Task Expect(string activation, string initializer, params string[] rules) =>
        ExpectIn(Sequence("fc", activation, "Linear(8, 1)"), activation, initializer, rules);

    private static async Task ExpectIn(string sequence, string activation, string initializer, params string[] rules)
    {
        var call = initializer.Replace("(w", "(fc.weight", StringComparison.Ordinal);
        var diagnostics = await Analysis.Run(ProgramTable.Net(
            members: "private readonly Linear fc = Linear(16, 8);\nprivate readonly Sequential net;",
            init: $"{call};\nnet = {sequence};",
            forward: "return net.forward(x);"));
        var expected = rules.Where(rule => rule.Length > 0);
        var found = diagnostics.Select(diagnostic => diagnostic.Id);
        Assert.True(
            expected.SequenceEqual(found),
            string.Create(CultureInfo.InvariantCulture, $"{call} before {activation}: expected [{string.Join(", ", expected)}], found [{string.Join(", ", found)}]"));
        Assert.All(diagnostics, diagnostic => Assert.Equal(call, TextOf(diagnostic.Location)));
    }

    private static string Sequence(params string[] parts) => $"Sequential({string.Join(", ", parts)})";

    private static string TextOf(Location location) =>
        location.SourceTree!.ToString().Substring(location.SourceSpan.Start, location.SourceSpan.Length);
}
