using System.CommandLine;
using System.CommandLine.Parsing;
using InitAnalyzer.Runtime;
using InitAnalyzer.Theory;

namespace InitAnalyzer.Tool;

/// <summary>The options that describe networks, what is drawn of them, and where results go.</summary>
internal sealed class SimulationOptions
{
    private readonly Option<string[]> _activations = new("--activation", "-a") { Description = "The activation, for example relu, tanh, LeakyReLU:0.2.", DefaultValueFactory = static _ => ["relu"] };
    private readonly Option<int[]> _depths = new("--depth", "-d") { Description = "The number of layers.", DefaultValueFactory = static _ => [10] };
    private readonly Option<int> _width = CommandLine.Positive(new Option<int>("--width", "-w") { Description = "The number of units of each layer.", DefaultValueFactory = static _ => 512 });
    private readonly Option<double> _bias = CommandLine.Within(new Option<double>("--bias") { Description = "The standard deviation of biases." }, 0, 1e6, "must be from 0 to 1e6");
    private readonly Option<double> _dropout = CommandLine.Within(new Option<double>("--dropout") { Description = "The probability of dropout after every activation." }, 0, 0.999, "must be from 0 to 0.999");
    private readonly Option<Normalization> _normalization = new("--norm") { Description = "Normalisation before every activation." };
    private readonly Option<bool> _residual = new("--residual") { Description = "Adds each layer's input to its output." };
    private readonly Option<int> _field = CommandLine.Positive(new Option<int>("--field") { Description = "The kernel's elements, for convolutions.", DefaultValueFactory = static _ => 1 });
    private readonly Option<int> _draws = CommandLine.Positive(new Option<int>("--draws") { Description = "The number of networks that are drawn.", DefaultValueFactory = static _ => 5 });
    private readonly Option<int> _batch = new("--batch") { Description = "The number of inputs: even.", DefaultValueFactory = static _ => 128 };
    private readonly Option<ulong> _seed = new("--seed") { Description = "The seed." };
    private readonly Option<bool> _theoryOnly = new("--theory") { Description = "Theory alone: nothing is drawn." };
    private readonly Option<bool> _lsuv = new("--lsuv") { Description = "Scales orthogonal weights to unit variance layer by layer (Mishkin and Matas, 2015) instead of --init." };
    private readonly Option<string?> _plot = new("--plot") { Description = "Draws variances of signal and gradient to a .png or .svg." };
    private readonly Option<string?> _histograms = new("--histograms") { Description = "Draws how the activations of some layers are distributed, of one network, to a .png or .svg." };
    private readonly Option<string?> _html = new("--html") { Description = "Writes a page that holds all it shows." };
    private readonly Option<string?> _csv = new("--csv") { Description = "Writes all numbers as CSV." };
    private readonly Option<bool> _json = CommandLine.JsonOption();

    public SimulationOptions(Command command, bool several)
    {
        _activations.AllowMultipleArgumentsPerToken = several;
        _depths.AllowMultipleArgumentsPerToken = several;
        _depths.Validators.Add(static result => CommandLine.Check<int>(result, static depth => depth is >= 1 and <= 1_000_000, "must be from 1 to 1,000,000"));
        if (!several)
        {
            _activations.Validators.Add(RefuseSeveral);
            _depths.Validators.Add(RefuseSeveral);
        }

        foreach (Option option in (Option[])
            [_activations, _depths, _width, _bias, _dropout, _normalization, _residual, _field, _draws, _batch, _seed, _theoryOnly, _lsuv, _plot, _histograms, _html, _csv, _json])
        {
            command.Options.Add(option);
        }
    }

    public SimulationRequest Read(ParseResult parsed, IReadOnlyList<string> initializers)
    {
        List<NetworkGroup> groups = [];
        foreach (string name in parsed.GetValue(_activations)!)
        {
            Activation activation = InitializerNames.CreateActivation(name);
            foreach (int depth in parsed.GetValue(_depths)!)
            {
                Network[] networks = [.. initializers.Select(initializer => Build(parsed, activation, depth, initializer))];
                groups.Add(new(FormattableString.Invariant($"{activation}, {depth} layers"), networks));
            }
        }

        return new(
            groups,
            new SamplingOptions { Draws = parsed.GetValue(_draws), Batch = parsed.GetValue(_batch), Seed = parsed.GetValue(_seed), Histograms = parsed.GetValue(_html) is not null || parsed.GetValue(_histograms) is not null },
            parsed.GetValue(_theoryOnly),
            parsed.GetValue(_lsuv),
            parsed.GetValue(_plot),
            parsed.GetValue(_histograms),
            parsed.GetValue(_html),
            parsed.GetValue(_csv),
            parsed.GetValue(_json));
    }

    private static void RefuseSeveral(OptionResult result)
    {
        if (result.Tokens.Count > 1)
        {
            result.AddError(result.Option.Name + " takes one value; 'compare' takes several.");
        }
    }

    private Network Build(ParseResult parsed, Activation activation, int depth, string initializer)
    {
        WeightsAndBiases chosen = InitializerNames.Create(initializer, activation);
        double bias = parsed.GetValue(_bias);
        Initializer biases = bias > 0 ? Initializers.Normal(0, bias) : chosen.Biases;
        NetworkLayer layer = new(parsed.GetValue(_width), activation, chosen.Weights)
        {
            Biases = biases == Initializers.Zeros ? null : biases,
            Dropout = parsed.GetValue(_dropout),
            Normalization = parsed.GetValue(_normalization),
            Residual = parsed.GetValue(_residual),
            ReceptiveField = parsed.GetValue(_field),
        };
        return new(layer.Width, Enumerable.Repeat(layer, depth), chosen.Weights.Name);
    }
}

/// <summary>Networks that are shown together: they differ in their initializer.</summary>
internal sealed record NetworkGroup(string Title, IReadOnlyList<Network> Networks);

/// <summary>What is to be simulated, and where the results go.</summary>
internal sealed record SimulationRequest(
    IReadOnlyList<NetworkGroup> Groups, SamplingOptions Sampling, bool TheoryOnly, bool Lsuv, string? Plot, string? Histograms, string? Html, string? Csv, bool Json);
