using System.Globalization;
using System.Text;
using InitAnalyzer.Theory;
using InitAnalyzer.Tests.Verifiers;

namespace InitAnalyzer.Tests.CodeFixes.Generated;

/// <summary>
/// Makes networks that differ in layers, widths, depth and activations, in where layers are held, and in how calls are qualified,
/// write their arguments and reach the layers; the same network for the same seed. At least one initializer does not fit.
/// </summary>
/// <remarks>Every initialised weight has at least 10,000 elements, so that its moments tell its law.</remarks>
internal sealed class NetworkGenerator
{
    /// <summary>Where the layers are held.</summary>
    private enum Holding
    {
        Fields,
        FieldsSetInConstructor,
        SequentialByIndex,
        Locals,
    }

    private enum ArgumentStyle
    {
        Positional,
        Named,
        AllNamed,
    }

    /// <summary>How initializers get to their layers.</summary>
    private enum Reach
    {
        Single,
        Blanket,

        /// <summary>A blanket that fills the output layer, too.</summary>
        BlanketOverAll,
    }

    private sealed record Layer(string Name, string Type, string Creation, string Call, ActivationChoice? Activation)
    {
        public InitializerChoice? Initializer { get; set; }
    }

    private readonly Random _random;
    private readonly List<Layer> _layers = [];
    private readonly Holding _holding;
    private readonly Reach _reach;
    private readonly ArgumentStyle _style;
    private readonly string _qualification;
    private readonly string _directive;
    private bool _isFlattened;

    private NetworkGenerator(int seed)
    {
        _random = new Random(seed);
        _holding = Pick(Enum.GetValues<Holding>());
        _reach = _holding is Holding.Locals ? Reach.Single : Pick(Reach.Single, Reach.Single, Reach.Blanket, Reach.Blanket, Reach.BlanketOverAll);
        _style = Pick(Enum.GetValues<ArgumentStyle>());
        (_qualification, _directive) = Pick(
            ("init.", ""),
            ("nn.init.", ""),
            ("torch.nn.init.", ""),
            ("TorchSharp.torch.nn.init.", ""),
            ("", "using static TorchSharp.torch.nn.init;\n"),
            ("Start.", "using Start = TorchSharp.torch.nn.init;\n"));
    }

    public static GeneratedNetwork Create(int seed) => new NetworkGenerator(seed).Create();

    private GeneratedNetwork Create()
    {
        MakeLayers();
        ChooseInitializers();
        var reported = _reach == Reach.Single
            ? _layers.SelectMany(Reports)
            : Reports(_layers[0]);
        return new GeneratedNetwork(
            _directive + Verify.Usings + Write(),
            [.. reported.Order(StringComparer.Ordinal)],
            _reach != Reach.BlanketOverAll,
            [.. _layers.Where(layer => layer.Initializer is not null).Select(Expect)]);
    }

    private static IEnumerable<string> Reports(Layer layer)
    {
        if (layer.Initializer is { } initializer)
        {
            if (layer.Activation is { } activation && !initializer.Fits(activation))
            {
                yield return initializer.RuleFor(activation);
            }

            if (initializer.IsFalseNormal)
            {
                yield return "INIT105";
            }
        }
    }

    private ExpectedWeight Expect(Layer layer, int index)
    {
        var law = layer.Activation is { } activation ? layer.Initializer!.FixedFor(activation) : layer.Initializer!.Law;
        return new ExpectedWeight((_holding == Holding.SequentialByIndex ? $"net.{PositionOf(layer)}" : layer.Name) + ".weight", law);
    }

    private void MakeLayers()
    {
        var depth = _random.Next(2, 5);

        // One call can only be right for all its layers where they feed the same activation.
        var common = Pick(ActivationChoice.All);
        switch (_random.Next(4))
        {
            case 0:
                MakeConvolutions("Conv1d", depth, "5", "padding: 2", 8, 48, 64);
                break;
            case 1:
                MakeConvolutions("Conv2d", depth, "3", "padding: 1", 16, 36, 40, 48);
                break;
            case 2:
                MakeConvolutions("ConvTranspose2d", depth, "3", "padding: 1", 16, 36, 40, 48);
                break;
            default:
                MakeDense(depth);
                break;
        }

        void MakeDense(int depth)
        {
            long[] widths = [104, 112, 120, 128, 160];
            var width = Pick(widths);
            if (_reach == Reach.Single && _holding != Holding.SequentialByIndex && _holding != Holding.Locals && _random.Next(3) == 0)
            {
                Add("bilinear", "Bilinear", $"Bilinear(12, 12, {width})", "({0}, {0})", NextActivation());
            }

            for (var i = 0; i < depth; i++)
            {
                var next = Pick(widths);
                Add("fc", "Linear", $"Linear({width}, {next})", "({0})", NextActivation());
                width = next;
            }

            // A blanket over a network of one kind of layer reaches the output layer, too; so there the last layer has an activation.
            if (_reach != Reach.Blanket || !common.IsJudgedAtTheEnd || _random.Next(2) == 0)
            {
                Add(_reach == Reach.Blanket ? "other" : "fc", "Linear", $"Linear({width}, {Pick(widths)})", "({0})", null);
            }
        }

        void MakeConvolutions(string type, int depth, string kernel, string padding, long area, params long[] widths)
        {
            var width = Pick(widths);
            for (var i = 0; i < depth; i++)
            {
                var next = Pick(widths);
                Add("conv", type, $"{type}({width}, {next}, {kernel}, {padding})", "({0})", NextActivation());
                width = next;
            }

            if (_reach == Reach.BlanketOverAll)
            {
                Add("conv", type, $"{type}({width}, {Pick(widths)}, {kernel}, {padding})", "({0})", null);
            }
            else
            {
                _isFlattened = true;
                Add("head", "Linear", $"Linear({width * area}, 104)", "({0})", null);
            }
        }

        ActivationChoice NextActivation() => _reach == Reach.Single ? Pick(ActivationChoice.All) : common;
    }

    private void Add(string stem, string type, string creation, string call, ActivationChoice? activation) =>
        _layers.Add(new Layer(stem + (_layers.Count + 1).ToString(CultureInfo.InvariantCulture), type, creation, call, activation));

    private void ChooseInitializers()
    {
        if (_reach != Reach.Single)
        {
            var choice = Pick([.. InitializerChoice.All.Where(choice => !choice.Fits(_layers[0].Activation!) && IsSound(choice))]);
            foreach (var layer in _layers.Where(layer => layer.Activation is not null || _reach == Reach.BlanketOverAll))
            {
                layer.Initializer = choice;
            }

            return;
        }

        var sure = _random.Next(_layers.Count(layer => layer.Activation is not null));
        for (var i = 0; i < _layers.Count; i++)
        {
            if (_layers[i].Activation is { } activation)
            {
                var mustFit = i != sure && _random.Next(4) == 0;
                InitializerChoice[] choices = [.. InitializerChoice.All.Where(choice => choice.Fits(activation) == mustFit)];
                _layers[i].Initializer = choices.Length == 0 ? null : Pick(choices);
            }
            else if (_random.Next(2) == 0)
            {
                // Whatever stands before no activation is right.
                _layers[i].Initializer = Pick([.. InitializerChoice.All.Where(choice => choice.Function is "xavier_uniform_" or "kaiming_normal_")]);
            }
        }

        // A blanket that may stay as it is must not draw the wrong kind of numbers.
        bool IsSound(InitializerChoice choice) => _reach == Reach.Blanket || !choice.IsFalseNormal;
    }

    private string Write() => _holding == Holding.Locals ? WriteLocals() : WriteClass();

    private string WriteLocals()
    {
        var text = new StringBuilder("static class Factory\n{\n    public static Module Create()\n    {\n");
        foreach (var layer in _layers)
        {
            text.Append($"        var {layer.Name} = {layer.Creation};\n");
        }

        foreach (var layer in _layers)
        {
            AppendCall(text, "        ", layer, $"{layer.Name}.weight");
        }

        var parts = new List<string>();
        foreach (var layer in _layers)
        {
            if (_isFlattened && layer.Activation is null)
            {
                parts.Add("(\"flatten\", Flatten())");
            }

            parts.Add($"(\"{layer.Name}\", {layer.Name})");
            if (layer.Activation is { } activation)
            {
                parts.Add($"(\"{layer.Name}_activation\", {activation.Module})");
            }
        }

        text.Append($"        return Sequential({string.Join(", ", parts)});\n    }}\n}}\n");
        return text.ToString();
    }

    private string WriteClass()
    {
        var fields = new StringBuilder();
        var constructor = new StringBuilder();
        var forward = new StringBuilder();
        if (_holding == Holding.SequentialByIndex)
        {
            var parts = _layers.SelectMany(PartsOf);
            fields.Append($"    private readonly Sequential net = Sequential(\n        {string.Join(",\n        ", parts)});\n");
            forward.Append("        return net.call(x);\n");
        }
        else
        {
            WriteMembers(fields, constructor, forward);
        }

        var isRegisteredFirst = _reach != Reach.Single || _random.Next(2) == 0;
        if (isRegisteredFirst)
        {
            constructor.Append("        RegisterComponents();\n");
        }

        AppendInitialisation(constructor, fields);
        if (!isRegisteredFirst)
        {
            constructor.Append("        RegisterComponents();\n");
        }

        return
            $$"""
            static class Factory
            {
                public static Module Create() => new Net();
            }

            class Net : Module<Tensor, Tensor>
            {
            {{fields}}
                public Net()
                    : base("net")
                {
            {{constructor}}    }

                public override Tensor forward(Tensor x)
                {
            {{forward}}    }
            }

            """;
    }

    private void WriteMembers(StringBuilder fields, StringBuilder constructor, StringBuilder forward)
    {
        var isFluent = _random.Next(2) == 0;
        var current = "x";
        foreach (var layer in _layers)
        {
            if (_isFlattened && layer.Activation is null)
            {
                current += ".flatten(1)";
            }

            if (_holding == Holding.Fields)
            {
                fields.Append($"    private readonly {layer.Type} {layer.Name} = {layer.Creation};\n");
            }
            else
            {
                fields.Append($"    private readonly {layer.Type} {layer.Name};\n");
                constructor.Append($"        {layer.Name} = {layer.Creation};\n");
            }

            current = $"{layer.Name}.{Pick("call", "forward")}{string.Format(CultureInfo.InvariantCulture, layer.Call, current)}";
            if (layer.Activation is { } activation)
            {
                if (_random.Next(3) == 0)
                {
                    var name = layer.Name + "Activation";
                    fields.Append($"    private readonly Module<Tensor, Tensor> {name} = {activation.Module};\n");
                    current = $"{name}.call({current})";
                }
                else
                {
                    current = string.Format(CultureInfo.InvariantCulture, Pick(activation.Calls), current);
                }
            }

            // Or everything in one expression; a tensor that is used twice wants a name.
            if (!isFluent || layer.Type == "Bilinear")
            {
                var name = "after_" + layer.Name;
                forward.Append($"        var {name} = {current};\n");
                current = name;
            }
        }

        forward.Append($"        return {current};\n");
    }

    private void AppendInitialisation(StringBuilder constructor, StringBuilder members)
    {
        if (_reach == Reach.Single)
        {
            foreach (var layer in _layers)
            {
                var place = _holding == Holding.SequentialByIndex ? $"(({layer.Type})net[{PositionOf(layer)}]).weight" : $"{layer.Name}.weight";
                AppendCall(constructor, "        ", layer, place);
            }

            return;
        }

        var filled = _layers.Where(layer => layer.Initializer is not null).ToList();
        var call = Call(filled[0].Initializer!, "layer.weight");
        var type = filled[0].Type;

        // A walk tells layers by their type; it cannot leave one of the same type out.
        var canWalk = _layers.All(layer => layer.Type != type || layer.Initializer is not null);
        var root = _holding == Holding.SequentialByIndex && _random.Next(2) == 0 ? "net." : "";
        if (!canWalk || (_holding != Holding.SequentialByIndex && _random.Next(4) == 0))
        {
            var array = string.Join(", ", filled.Select(layer =>
                _holding == Holding.SequentialByIndex ? $"({type})net[{PositionOf(layer)}]" : layer.Name));
            constructor.Append($"        foreach (var layer in new[] {{ {array} }})\n        {{\n            {call};\n        }}\n");
            return;
        }

        switch (_random.Next(6))
        {
            case 0:
                constructor.Append($"        foreach (var m in {root}modules())\n            if (m is {type} layer)\n                {call};\n");
                break;
            case 1:
                constructor.Append(
                    $"        foreach (var (name, m) in {root}named_modules())\n        {{\n            if (m is {type} layer)\n            {{\n                {call};\n            }}\n        }}\n");
                break;
            case 2:
                constructor.Append($"        {root}apply(m =>\n        {{\n            if (m is {type} layer)\n            {{\n                {call};\n            }}\n        }});\n");
                break;
            case 3:
                constructor.Append($"        {root}apply(InitWeights);\n");
                members.Append($"\n    private static void InitWeights(Module m)\n    {{\n        if (m is {type} layer)\n        {{\n            {call};\n        }}\n    }}\n");
                break;
            case 4:
                constructor.Append($"        foreach (var layer in {root}modules().OfType<{type}>())\n        {{\n            {call};\n        }}\n");
                break;
            default:
                constructor.Append(
                    $"        foreach (var m in {root}modules())\n        {{\n            switch (m)\n            {{\n                case {type} layer:\n                    {call};\n                    break;\n            }}\n        }}\n");
                break;
        }
    }

    private void AppendCall(StringBuilder text, string indent, Layer layer, string weight)
    {
        if (layer.Initializer is { } initializer)
        {
            text.Append(CultureInfo.InvariantCulture, $"{indent}{Call(initializer, weight)};\n");
        }
    }

    private string Call(InitializerChoice initializer, string weight)
    {
        var arguments = new List<string> { _style == ArgumentStyle.AllNamed ? "tensor: " + weight : weight };
        if (_style == ArgumentStyle.Positional && initializer.Function.StartsWith("kaiming", StringComparison.Ordinal))
        {
            // The parameters before the last that is given have to be given, too.
            (string Name, string Default)[] parameters = [("a", "0"), ("mode", "{init}FanInOut.FanIn"), ("nonlinearity", "{init}NonlinearityType.LeakyReLU")];
            var given = initializer.Arguments.ToDictionary(argument => argument.Name, argument => argument.Value);
            var last = Array.FindLastIndex(parameters, parameter => given.ContainsKey(parameter.Name));
            arguments.AddRange(parameters.Take(last + 1).Select(parameter => given.GetValueOrDefault(parameter.Name, parameter.Default)));
        }
        else
        {
            arguments.AddRange(initializer.Arguments.Select(argument =>
                _style == ArgumentStyle.Positional ? argument.Value : $"{argument.Name}: {argument.Value}"));
        }

        return (_qualification + initializer.Function + "(" + string.Join(", ", arguments) + ")")
            .Replace("{init}", _qualification, StringComparison.Ordinal)
            .Replace("{w}", weight, StringComparison.Ordinal);
    }

    private IEnumerable<string> PartsOf(Layer layer)
    {
        if (_isFlattened && layer.Activation is null)
        {
            yield return "Flatten()";
        }

        yield return layer.Creation;
        if (layer.Activation is { } activation)
        {
            yield return activation.Module;
        }
    }

    private int PositionOf(Layer layer) =>
        _layers.TakeWhile(other => other != layer).Sum(other => PartsOf(other).Count()) + PartsOf(layer).TakeWhile(part => part == "Flatten()").Count();

    private T Pick<T>(params T[] choices) => choices[_random.Next(choices.Length)];
}
