using System.Text.Json;

namespace InitAnalyzer.Runtime.Tests;

public class ToolTests
{
    private static (int Code, string Output, string Error) Run(params string[] arguments) => Run(CancellationToken.None, arguments);

    private static (int Code, string Output, string Error) Run(CancellationToken token, params string[] arguments)
    {
        StringWriter output = new();
        StringWriter error = new();
        int code = Tool.CommandLine.Run(arguments, output, error, token);
        return (code, output.ToString(), error.ToString());
    }

    [Fact]
    public void Simulate_writes_a_table_and_all_its_files()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            string[] files = [.. ((string[])["a.png", "a.html", "a.csv", "b.svg"]).Select(name => Path.Combine(folder, name))];
            (int code, string output, string error) = Run(
                "simulate", "--activation", "tanh", "--init", "he", "--depth", "6", "--width", "32", "--draws", "2", "--batch", "8", "--plot", files[0], "--html", files[1], "--csv", files[2], "--histograms", files[3]);
            Assert.Equal((0, ""), (code, error));
            Assert.Contains("He normal", output, StringComparison.Ordinal);
            Assert.DoesNotContain('\u001b', output);
            Assert.All(files, static file => Assert.True(new FileInfo(file).Length > 1000));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("simulate --depth 3 --width 16 --draws 1 --json")]
    [InlineData("simulate --depth 3 --width 16 --draws 1 --lsuv --norm Batch --residual --dropout 0.1 --bias 0.1 --field 3 --json")]
    [InlineData("compare --init he zeros constant:0.1 -a relu tanh -d 2 3 --width 8 --draws 1 --batch 4 --json")]
    [InlineData("compare --init he xavier --theory --depth 300 --json")]
    [InlineData("recommend gelu --json")]
    [InlineData("recommend softmax --json")]
    [InlineData("activations --json")]
    [InlineData("activations --of relu --json")]
    [InlineData("phase --activation relu --json")]
    [InlineData("initializers --json")]
    public void Every_command_writes_json(string line)
    {
        (int code, string output, _) = Run(line.Split(' '));
        Assert.Equal(0, code);
        JsonDocument.Parse(output).Dispose();
    }

    [Theory]
    [InlineData("recommend sigmoid", "Kumar")]
    [InlineData("recommend softmax", "no law")]
    [InlineData("activations", "Hardswish")]
    [InlineData("initializers", "edge-of-chaos")]
    [InlineData("phase --activation tanh", "edge of chaos")]
    [InlineData("compare -a relu --theory", "from end to end")]
    public void Every_command_writes_for_people(string line, string part)
    {
        (int code, string output, string error) = Run(line.Split(' '));
        Assert.Equal((0, ""), (code, error));
        Assert.Contains(part, output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("frobnicate", "frobnicate")]
    [InlineData("simulate --depth 0", "--depth")]
    [InlineData("simulate --depth 2 --depth 3", "--depth")]
    [InlineData("simulate --width x", "x")]
    [InlineData("simulate --width -3", "--width")]
    [InlineData("simulate --init nope", "nope")]
    [InlineData("simulate --init normal:-1", "negative")]
    [InlineData("simulate --activation nope", "nope")]
    [InlineData("simulate --activation softmax --width 8", "elementwise")]
    [InlineData("simulate --batch 3 --width 8", "batch")]
    [InlineData("simulate --plot picture.gif", "picture.gif")]
    [InlineData("simulate --histograms picture.gif", "--histograms")]
    [InlineData("compare --histograms a.png", "one network")]
    [InlineData("simulate --html /no/such/folder/page.html", "folder")]
    [InlineData("simulate --init constant:1 --theory", "mean is 0")]
    [InlineData("recommend nope", "nope")]
    [InlineData("phase --max-scale 0", "--max-scale")]
    [InlineData("activations --plot a.png", "--of")]
    public void Bad_input_has_a_message_and_an_exit_code(string line, string part)
    {
        (int code, _, string error) = Run(line.Split(' '));
        Assert.Equal(Tool.CommandLine.Failure, code);
        Assert.Contains(part, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_interrupted_run_says_so()
    {
        (int code, _, string error) = Run(new CancellationToken(canceled: true), "simulate", "--depth", "3", "--width", "16");
        Assert.Equal(Tool.CommandLine.Interrupted, code);
        Assert.Contains("interrupted", error, StringComparison.Ordinal);
    }
}
