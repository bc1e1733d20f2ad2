using InitAnalyzer.Model;
using InitAnalyzer.Theory;
using Xunit;
using static InitAnalyzer.Tests.CodeFixes.FixRunner;

namespace InitAnalyzer.Tests.CodeFixes;

/// <summary>Comments, line breaks and spaces stay where they are.</summary>
public class LayoutTests
{
    private static readonly Prescription s_relu = Recommend("ReLU", Distribution.Uniform);
    private static readonly Prescription s_tanh = Recommend("Tanh", Distribution.Orthogonal);

    public static TheoryData<string, string> ForReLU => new()
    {
        // Around the call.
        {
            "/* a */ [|init.xavier_uniform_(w)|] /* b */; // c",
            "/* a */ init.kaiming_uniform_(w, nonlinearity: init.NonlinearityType.ReLU) /* b */; // c"
        },

        // Inside the list, in the author's own spacing.
        {
            "[|init.kaiming_uniform_( w /* weight */, /* slope */ Math.Sqrt(5) /* of 5 */, init.FanInOut.FanOut /* fan */ )|];",
            "init.kaiming_uniform_( w /* weight */, 0, init.FanInOut.FanOut /* fan */, init.NonlinearityType.ReLU );"
        },
        {
            "[|init . xavier_uniform_ (w)|];",
            "init . kaiming_uniform_ (w, nonlinearity: init.NonlinearityType.ReLU);"
        },
        {
            "[|init.kaiming_uniform_(w,nonlinearity:init.NonlinearityType.Tanh)|];",
            "init.kaiming_uniform_(w,nonlinearity:init.NonlinearityType.ReLU);"
        },

        // One argument a line: a removed line goes, a new one comes.
        {
            """
            [|init.kaiming_uniform_(
                        // the hidden layer
                        fc.weight, // its weight
                        a: Math.Sqrt(5), // as in PyTorch
                        mode: init.FanInOut.FanOut /* fan */)|];
            """,
            """
            init.kaiming_uniform_(
                        // the hidden layer
                        fc.weight, // its weight
                        mode: init.FanInOut.FanOut /* fan */,
                        nonlinearity: init.NonlinearityType.ReLU);
            """
        },
        {
            """
            [|init.kaiming_uniform_(
                        w,
                        a: Math.Sqrt(5),
                        mode: init.FanInOut.FanOut // fan
                    )|];
            """,
            """
            init.kaiming_uniform_(
                        w,
                        mode: init.FanInOut.FanOut, // fan
                        nonlinearity: init.NonlinearityType.ReLU
                    );
            """
        },
        {
            """
            [|init.xavier_uniform_(
                        w,
                        gain: 2 // of tanh
                    )|];
            """,
            """
            init.kaiming_uniform_(
                        w,
                        nonlinearity: init.NonlinearityType.ReLU
                    );
            """
        },
        {
            """
            [|init.kaiming_uniform_(w
                        , mode: init.FanInOut.FanOut)|];
            """,
            """
            init.kaiming_uniform_(w
                        , mode: init.FanInOut.FanOut, nonlinearity: init.NonlinearityType.ReLU);
            """
        },
    };

    public static TheoryData<string, string> ForOrthogonalTanh => new()
    {
        {
            """
            [|init.orthogonal_(
                        w, // the weight
                        gain: 2)|];
            """,
            """
            init.orthogonal_(
                        w // the weight
                        );
            """
        },
        {
            """
            [|init.orthogonal_(
                        w,
                        gain: 2)|];
            """,
            """
            init.orthogonal_(
                        w);
            """
        },
        {
            """
            [|init.orthogonal_(
                        w,
                        gain: 2
                    )|];
            """,
            """
            init.orthogonal_(
                        w
                    );
            """
        },
        {
            """
            [|init.orthogonal_(
                        gain: 2, // not wanted
                        // wanted
                        tensor: w)|];
            """,
            """
            init.orthogonal_(
                        // wanted
                        tensor: w);
            """
        },
        {
            """
            [|init.orthogonal_(gain: 2,
                        tensor: w)|];
            """,
            """
            init.orthogonal_(tensor: w);
            """
        },
    };

    [Theory]
    [MemberData(nameof(ForReLU))]
    public async Task An_argument_is_replaced_or_added(string before, string after) =>
        Assert.Equal(Lines(after), await Snippet.Fix(Lines(before), s_relu));

    [Theory]
    [MemberData(nameof(ForOrthogonalTanh))]
    public async Task An_argument_is_removed(string before, string after) =>
        Assert.Equal(Lines(after), await Snippet.Fix(Lines(before), s_tanh));

    [Fact]
    public async Task The_receiver_takes_the_comments_of_the_weight() =>
        Assert.Equal(
            Lines("""
            /* draw */ // the weight
                        w.detach().normal_(
                        0, // mean
                        0.02,
                        g);
            """),
            await Snippet.Fix(
                Lines("""
                /* draw */ [|init.normal_(
                            // the weight
                            w,
                            0, // mean
                            0.02,
                            g)|];
                """),
                Prescribe(PrescriptionKind.DropGenerator)));

    [Fact]
    public async Task Lines_end_as_they_did() =>
        Assert.Equal(
            "init.kaiming_uniform_(\r\n            w,\r\n            mode: init.FanInOut.FanOut,\r\n            nonlinearity: init.NonlinearityType.ReLU);",
            await Snippet.Fix(
                "[|init.kaiming_uniform_(\r\n            w,\r\n            a: 2,\r\n            mode: init.FanInOut.FanOut)|];",
                s_relu));

    private static string Lines(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal);
}
