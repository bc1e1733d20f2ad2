using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace InitAnalyzer.Native.Tests.Facts;

/// <summary>What RegisterComponents takes for a component, and when.</summary>
[Collection(NativeCollection.Name)]
public class ComponentTests
{
    [NativeFact]
    public void Fields_that_hold_a_module_are_children_and_properties_by_the_name_of_their_field()
    {
        using var net = new Members();
        Assert.Equal(
            [
                "<PrivateProperty>k__BackingField", "<Property>k__BackingField", "<SetInConstructor>k__BackingField", "asModule", "asObject",
                "internalField", "privateField", "publicField", "sequential",
            ],
            net.named_children().Select(named => named.name).Order(StringComparer.Ordinal));
    }

    [NativeFact]
    public void Of_other_fields_only_parameters_count()
    {
        using var net = new Members();
        Assert.Equal(["parameter"], net.named_parameters(recurse: false).Select(named => named.name));
        Assert.Equal(["tensor"], net.named_buffers(recurse: false).Select(named => named.name));
    }

    /// <summary>Field initialisers run before the constructor of the base, the constructor's own statements after it.</summary>
    [NativeFact]
    public void A_base_that_registers_sees_the_field_initialisers_of_the_derived_class()
    {
        using var initialised = new FieldInitialiser();
        using var assigned = new AssignedInConstructor();
        Assert.Equal(["inBase", "inDerived"], initialised.named_children().Select(named => named.name).Order(StringComparer.Ordinal));
        Assert.Equal(["inBase"], assigned.named_children().Select(named => named.name));
    }

    [NativeFact]
    public void A_second_registration_does_nothing()
    {
        using var net = new RegistersAgain();
        Assert.Equal(["inBase"], net.named_children().Select(named => named.name));
    }

    [NativeFact]
    public void A_layer_that_takes_the_place_of_a_registered_one_is_not_registered()
    {
        using var net = new Replaced();
        Assert.Equal(2, net.parameters().First().shape[0]);
        Assert.NotEqual(7, net.Current.weight!.min().item<float>());
    }

    [NativeFact]
    public void A_sequential_knows_its_parts_at_once()
    {
        using var net = new OwnSequential();
        Assert.Equal(7, net.First.weight!.min().item<float>());
    }

    private abstract class Plain(string name) : Module<Tensor, Tensor>(name)
    {
        public override Tensor forward(Tensor input) => input;
    }

    private sealed class Members : Plain
    {
        private readonly Linear privateField = Linear(2, 2);
        public Linear publicField = Linear(2, 2);
        internal readonly Linear internalField = Linear(2, 2);
        private static readonly Linear s_static = Linear(2, 2);
        private readonly Module<Tensor, Tensor> asModule = Linear(2, 2);
        private readonly object asObject = Linear(2, 2);
        private readonly Linear? absent = null;
        private readonly Parameter parameter = Parameter(zeros(2));
        private readonly Tensor tensor = zeros(2);
        private readonly (Linear, Linear) tuple = (Linear(2, 2), Linear(2, 2));
        private readonly Sequential sequential = Sequential(Linear(2, 2));

        public Members()
            : base("net")
        {
            SetInConstructor = Linear(2, 2);
            RegisterComponents();
            GC.KeepAlive((privateField, s_static, asModule, asObject, absent, parameter, tensor, tuple, sequential));
        }

        public Linear Property { get; } = Linear(2, 2);

        public Linear SetInConstructor { get; }

        private Linear PrivateProperty { get; set; } = Linear(2, 2);

        public Linear Computed => Property;
    }

    private abstract class RegisteringBase : Plain
    {
        private readonly Linear inBase = Linear(2, 2);

        protected RegisteringBase()
            : base("base")
        {
            RegisterComponents();
            GC.KeepAlive(inBase);
        }
    }

    private sealed class FieldInitialiser : RegisteringBase
    {
        private readonly Linear inDerived = Linear(2, 2);

        public FieldInitialiser() => GC.KeepAlive(inDerived);
    }

    private sealed class AssignedInConstructor : RegisteringBase
    {
        private readonly Linear inDerived;

        public AssignedInConstructor()
        {
            inDerived = Linear(2, 2);
            GC.KeepAlive(inDerived);
        }
    }

    private sealed class RegistersAgain : RegisteringBase
    {
        private readonly Linear inDerived;

        public RegistersAgain()
        {
            inDerived = Linear(2, 2);
            RegisterComponents();
            GC.KeepAlive(inDerived);
        }
    }

    private sealed class Replaced : Plain
    {
        private Linear fc = Linear(2, 2);

        public Replaced()
            : base("net")
        {
            RegisterComponents();
            fc = Linear(3, 3);
            foreach (var m in modules())
            {
                if (m is Linear l)
                {
                    init.constant_(l.weight!, 7);
                }
            }
        }

        public Linear Current => fc;
    }

    private sealed class OwnSequential : Plain
    {
        private readonly Sequential net = Sequential(Linear(2, 2), ReLU());

        public OwnSequential()
            : base("net")
        {
            foreach (var m in net.modules())
            {
                if (m is Linear l)
                {
                    init.constant_(l.weight!, 7);
                }
            }

            RegisterComponents();
        }

        public Linear First => (Linear)net[0];
    }
}
