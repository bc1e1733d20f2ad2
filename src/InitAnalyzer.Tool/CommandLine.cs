using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using InitAnalyzer.Runtime;
using InitAnalyzer.Theory;

namespace InitAnalyzer.Tool;

/// <summary>The commands and their options.</summary>
internal static class CommandLine
{
    /// <summary>The exit code for a command line that makes no sense, or a file that cannot be written.</summary>
    public const int Failure = 1;

    /// <summary>The exit code of what was interrupted, as shells have it.</summary>
    public const int Interrupted = 130;

    public static int Run(string[] arguments, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        Display display = new(output, error);
        InvocationConfiguration configuration = new() { Output = output, Error = error, EnableDefaultExceptionHandler = false };
        try
        {
            return Root(display, cancellationToken).Parse(arguments).Invoke(configuration);
        }
        catch (OperationCanceledException)
        {
            error.WriteLine("initsim: interrupted");
            return Interrupted;
        }
        catch (Exception exception) when (exception is ArgumentException or IOException or UnauthorizedAccessException)
        {
            error.WriteLine("initsim: " + Message(exception));
            return Failure;
        }
    }

    private static RootCommand Root(Display display, CancellationToken cancellationToken)
    {
        RootCommand root = new("Shows what a weight initialisation does to signal and gradient of a deep network, by mean-field theory and by drawing networks.");
        root.Subcommands.Add(Simulate(display, cancellationToken));
        root.Subcommands.Add(Compare(display, cancellationToken));
        root.Subcommands.Add(Recommend(display));
        root.Subcommands.Add(Activations(display));
        root.Subcommands.Add(Phase(display, cancellationToken));
        root.Subcommands.Add(Initializers(display));
        return root;
    }

    private static Command Simulate(Display display, CancellationToken cancellationToken)
    {
        Command command = new("simulate", "Follows signal and gradient through one network.");
        Option<string> initializer = new("--init") { Description = "Initializer; 'initsim initializers' lists them.", DefaultValueFactory = static _ => "he" };
        command.Options.Add(initializer);
        SimulationOptions options = new(command, several: false);
        command.SetAction(parsed => Simulation.Run(options.Read(parsed, [parsed.GetValue(initializer)!]), display, cancellationToken));
        return command;
    }

    private static Command Compare(Display display, CancellationToken cancellationToken)
    {
        Command command = new("compare", "Follows signal and gradient through networks that differ in initializer, activation or depth.");
        Option<string[]> initializers = new("--init")
        {
            Description = "Initializers, several.",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = static _ => ["normal:0.01", "normal:1", "xavier", "he"],
        };
        command.Options.Add(initializers);
        SimulationOptions options = new(command, several: true);
        command.SetAction(parsed => Simulation.Run(options.Read(parsed, parsed.GetValue(initializers)!), display, cancellationToken));
        return command;
    }

    private static Command Recommend(Display display)
    {
        Command command = new("recommend", "Names the initialisation that an activation wants, and what the usual ones do to it.");
        Argument<string> activation = new("activation") { Description = "For example relu, LeakyReLU:0.2." };
        Option<bool> json = JsonOption();
        command.Arguments.Add(activation);
        command.Options.Add(json);
        command.SetAction(parsed => Recommendations.Show(InitializerNames.CreateActivation(parsed.GetValue(activation)!), parsed.GetValue(json), display));
        return command;
    }

    private static Command Activations(Display display)
    {
        Command command = new("activations", "Lists the activations and their numbers.");
        Option<bool> json = JsonOption();
        Option<string?> plot = new("--plot") { Description = "With --of: draws it to a .png or .svg." };
        Option<string?> of = new("--of") { Description = "One activation." };
        command.Options.Add(json);
        command.Options.Add(of);
        command.Options.Add(plot);
        command.SetAction(parsed => Recommendations.List(parsed.GetValue(of), parsed.GetValue(plot), parsed.GetValue(json), display));
        return command;
    }

    private static Command Phase(Display display, CancellationToken cancellationToken)
    {
        Command command = new("phase", "Shows order, chaos and the edge between them over the variances of weights and biases.");
        Option<string> activation = new("--activation", "-a") { Description = "The activation.", DefaultValueFactory = static _ => "tanh" };
        Option<double> scale = Positive(new Option<double>("--max-scale") { Description = "The largest σ_w².", DefaultValueFactory = static _ => 4 });
        Option<double> bias = Positive(new Option<double>("--max-bias") { Description = "The largest σ_b².", DefaultValueFactory = static _ => 1 });
        Option<string?> plot = new("--plot") { Description = "Draws the diagram to a .png or .svg." };
        Option<bool> json = JsonOption();
        foreach (Option option in (Option[])[activation, scale, bias, plot, json])
        {
            command.Options.Add(option);
        }

        command.SetAction(parsed => PhaseCommand.Run(
            InitializerNames.CreateActivation(parsed.GetValue(activation)!), parsed.GetValue(scale), parsed.GetValue(bias), parsed.GetValue(plot), parsed.GetValue(json), display, cancellationToken));
        return command;
    }

    private static Command Initializers(Display display)
    {
        Command command = new("initializers", "Lists the initializers.");
        Option<bool> json = JsonOption();
        command.Options.Add(json);
        command.SetAction(parsed => Recommendations.ListInitializers(parsed.GetValue(json), display));
        return command;
    }

    internal static Option<bool> JsonOption() => new("--json") { Description = "Writes JSON, for other programs." };

    internal static Option<T> Positive<T>(Option<T> option)
        where T : struct, System.Numerics.INumber<T>
    {
        option.Validators.Add(result => Check<T>(result, static value => value > T.Zero, "must be above 0"));
        return option;
    }

    internal static Option<T> Within<T>(Option<T> option, T low, T high, string words)
        where T : struct, System.Numerics.INumber<T>
    {
        option.Validators.Add(result => Check<T>(result, value => value >= low && value <= high, words));
        return option;
    }

    /// <summary>Of the words as they were typed: one that is no number has its message already.</summary>
    internal static void Check<T>(OptionResult result, Func<T, bool> isRight, string words)
        where T : struct, System.Numerics.INumber<T>
    {
        foreach (Token token in result.Tokens)
        {
            if (T.TryParse(token.Value, CultureInfo.InvariantCulture, out T value) && !isRight(value))
            {
                result.AddError(result.Option.Name + " " + words + ".");
            }
        }
    }

    private static string Message(Exception exception)
    {
        int end = exception is ArgumentException ? exception.Message.IndexOf(" (Parameter", StringComparison.Ordinal) : -1;
        return end < 0 ? exception.Message : exception.Message[..end];
    }
}
