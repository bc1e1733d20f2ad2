using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace InitAnalyzer.Native.Tests.Facts;

/// <summary>What a walk over a network reaches, before and after registration. INIT110 and INIT111 stand on it.</summary>
[Collection(NativeCollection.Name)]
public class RegistrationTests
{
    private const double Marker = 7;

    private enum Walk
    {
        Modules,
        NamedModules,
        Children,
        NamedChildren,
        Parameters,
        NamedParameters,
        Apply,
    }

    public static TheoryData<string> Walks => [.. Enum.GetNames<Walk>()];

    [NativeTheory]
    [MemberData(nameof(Walks))]
    public void Before_registration_a_walk_reaches_nothing(string walk) =>
        Assert.False(IsFilled(new Net(Enum.Parse<Walk>(walk), Place.BeforeRegistration)));

    [NativeTheory]
    [MemberData(nameof(Walks))]
    public void Without_registration_a_walk_reaches_nothing(string walk) =>
        Assert.False(IsFilled(new Net(Enum.Parse<Walk>(walk), Place.Nowhere)));

    [NativeTheory]
    [MemberData(nameof(Walks))]
    public void After_registration_it_reaches_the_layers(string walk) =>
        Assert.True(IsFilled(new Net(Enum.Parse<Walk>(walk), Place.AfterRegistration)));

    [NativeTheory]
    [MemberData(nameof(Walks))]
    public void After_register_module_it_reaches_the_layers(string walk) =>
        Assert.True(IsFilled(new Net(Enum.Parse<Walk>(walk), Place.AfterRegisterModule)));

    [NativeFact]
    public void Modules_are_all_descendants_and_not_the_module_itself()
    {
        using var net = Sequential(("a", Linear(2, 2)), ("b", Sequential(("c", Linear(2, 2)), ("d", ReLU()))));
        Assert.Equal(["a", "b", "b.c", "b.d"], net.named_modules().Select(named => named.name).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(net.modules(), module => ReferenceEquals(module, net));
        Assert.Equal(4, net.modules().Count());
        Assert.Equal(2, net.children().Count());
    }

    [NativeFact]
    public void Apply_reaches_the_descendants_and_the_module_itself()
    {
        var reached = new List<string>();
        using var net = Sequential(("a", Linear(2, 2)), ("b", Sequential(("c", Linear(2, 2)))));
        net.apply(module => reached.Add(module.GetType().Name));
        Assert.Equal(["Linear", "Linear", "Sequential", "Sequential"], reached.Order(StringComparer.Ordinal));
    }

    /// <summary>A layer in a list is registered with the ModuleList, in an array not at all.</summary>
    [NativeFact]
    public void Layers_in_arrays_and_lists_are_not_registered()
    {
        using var net = new Collections();
        Assert.Equal(["layers.0.bias", "layers.0.weight"], net.named_parameters().Select(named => named.name).Order(StringComparer.Ordinal));
    }

    private static bool IsFilled(Net net)
    {
        using (net)
        {
            var filled = new[] { net.First, net.Second }.Select(layer => layer.weight!.eq(Marker).all().item<bool>()).Distinct();
            return Assert.Single(filled);
        }
    }

    private enum Place
    {
        BeforeRegistration,
        AfterRegistration,
        AfterRegisterModule,
        Nowhere,
    }

    private sealed class Net : Module<Tensor, Tensor>
    {
        private readonly Linear fc1 = Linear(3, 3);
        private readonly Linear fc2 = Linear(3, 3);

        public Net(Walk walk, Place place)
            : base("net")
        {
            if (place == Place.AfterRegistration)
            {
                RegisterComponents();
            }
            else if (place == Place.AfterRegisterModule)
            {
                register_module("fc1", fc1);
                register_module("fc2", fc2);
            }

            Fill(walk);
            if (place == Place.BeforeRegistration)
            {
                RegisterComponents();
            }
        }

        public Linear First => fc1;

        public Linear Second => fc2;

        public override Tensor forward(Tensor input) => fc2.forward(fc1.forward(input));

        private void Fill(Walk walk)
        {
            switch (walk)
            {
                case Walk.Modules:
                    FillEach(modules());
                    break;
                case Walk.NamedModules:
                    FillEach(named_modules().Select(named => named.module));
                    break;
                case Walk.Children:
                    FillEach(children());
                    break;
                case Walk.NamedChildren:
                    FillEach(named_children().Select(named => named.module));
                    break;
                case Walk.Parameters:
                    FillEach(parameters());
                    break;
                case Walk.NamedParameters:
                    FillEach(named_parameters().Select(named => named.parameter));
                    break;
                default:
                    apply(module => FillEach([module]));
                    break;
            }
        }

        private static void FillEach(IEnumerable<Module> modules)
        {
            foreach (var module in modules)
            {
                if (module is Linear linear)
                {
                    init.constant_(linear.weight!, Marker);
                }
            }
        }

        private static void FillEach(IEnumerable<Parameter> parameters)
        {
            foreach (var parameter in parameters)
            {
                init.constant_(parameter, Marker);
            }
        }
    }

    private sealed class Collections : Module<Tensor, Tensor>
    {
        private readonly Linear[] array = [Linear(2, 2)];
        private readonly List<Linear> list = [Linear(2, 2)];
        private readonly ModuleList<Linear> layers = ModuleList(Linear(2, 2));

        public Collections()
            : base("net") =>
            RegisterComponents();

        public override Tensor forward(Tensor input) => layers[0].forward(list[0].forward(array[0].forward(input)));
    }
}
