using InitAnalyzer.Frameworks;
using InitAnalyzer.Theory;

namespace InitAnalyzer.Reading.Source;

/// <summary>The words by which source speaks of what rules speak of, by what they tell of a member that mentions one.</summary>
internal sealed class Vocabulary
{
    private readonly HashSet<string>[] all;

    public Vocabulary(IReadOnlyCollection<Framework> frameworks)
    {
        var names = frameworks.Select(framework => framework.Table.Names).OfType<NameTable>().ToList();
        Initializers = frameworks.WordsOf(concept => concept is Initializes { Initializer: { Tensor: not null } or { NeedsNoGradient: true } }
            || ModuleOf(concept) is WeightLayerConcept { Initializer: not null });
        Initializers.UnionWith(names.Where(table => table.Fallback is not null).SelectMany(table => table.InitializerParameters.Names.Concat(table.ActivationParameters.Names)));
        Factories = frameworks.WordsOf(concept => concept is MakesModule or AppendsModule && ModuleOf(concept) is WeightLayerConcept);
        Containers = frameworks.WordsOf(concept => concept is MakesModule { Module: SequentialConcept or ModuleCollectionConcept });
        Composing = frameworks.WordsOf(IsComposing);
        Forwards = frameworks.WordsOf(concept => concept is CallsModule);
        Weights = frameworks.WordsOf(concept => concept is ReadsParameter or MakesParameter or SetsGradient or EnumeratesParts { OfParameters: true });
        SelfNormalising = frameworks.WordsOf(concept => ModuleOf(concept) is ActivationConcept activation && IsSelfNormalising(activation));
        SelfNormalising.UnionWith(names.SelectMany(table => table.Activations).Where(pair => IsSelfNormalising(pair.Value)).Select(pair => pair.Key));
        Unset = frameworks
            .Where(framework => framework.HasQuirks)
            .WordsOf(concept => concept is MakesModule { Module: NormalisationConcept { Unset: not null } });
        Parameters = frameworks.WordsOf(concept => concept is MakesParameter or SetsGradient);
        Draws = frameworks.WordsOf(concept => concept is MakesTensor { Distribution: not null });
        Products = frameworks.WordsOf(concept => concept is AppliesModule { Module: MatrixProductConcept or FunctionalWeightConcept });
        Telling = [.. Initializers, .. SelfNormalising, .. Unset, .. Factories];
        Sought = [.. Telling, .. Weights, .. Composing, .. Parameters, .. Draws, .. Products, .. frameworks.WordsOf(concept => concept is Initializes or EnumeratesParts or AppliesFunction)];
        all = [Initializers, Factories, Containers, Composing, Forwards, Weights, SelfNormalising, Unset, Parameters, Draws, Products, Sought];
    }

    /// <summary>What initialises.</summary>
    public HashSet<string> Initializers { get; }

    /// <summary>What makes layers.</summary>
    public HashSet<string> Factories { get; }

    /// <summary>What makes containers of modules.</summary>
    public HashSet<string> Containers { get; }

    /// <summary>What a layer's output may go on to: activations, other layers, containers.</summary>
    public HashSet<string> Composing { get; }

    /// <summary>What a module is called by.</summary>
    public HashSet<string> Forwards { get; }

    /// <summary>The weights of layers, and parameters.</summary>
    public HashSet<string> Weights { get; }

    /// <summary>Self-normalising activations.</summary>
    public HashSet<string> SelfNormalising { get; }

    /// <summary>Modules whose parameters the framework leaves unset.</summary>
    public HashSet<string> Unset { get; }

    /// <summary>What makes parameters, of which layers are made by hand.</summary>
    public HashSet<string> Parameters { get; }

    /// <summary>What draws numbers.</summary>
    public HashSet<string> Draws { get; }

    /// <summary>What multiplies.</summary>
    public HashSet<string> Products { get; }

    /// <summary>The words of which one is enough for a file to be of interest.</summary>
    public HashSet<string> Telling { get; }

    /// <summary>All that is looked for in files.</summary>
    public HashSet<string> Sought { get; }

    public bool IsSameAs(Vocabulary other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        for (var i = 0; i < all.Length; i++)
        {
            if (!all[i].SetEquals(other.all[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether some words stand in a text that a rule could speak of, or those of layers made by hand together.</summary>
    public bool IsIn(string text)
    {
        return Telling.Any(Stands) || (Parameters.Any(Stands) && Draws.Any(Stands) && Products.Any(Stands));

        bool Stands(string word) => text.IndexOf(word, StringComparison.Ordinal) >= 0;
    }

    /// <summary>What a layer's output may go on to; an activation that makes no demand is of no interest.</summary>
    private static bool IsComposing(Concept concept) => ModuleOf(concept) switch
    {
        ActivationConcept activation => !ActivationCatalog.TryCreate(activation.Name, null, out var known) || known!.Class != ActivationClass.Linear,
        WeightLayerConcept or FunctionalWeightConcept or MatrixProductConcept or NormalisationConcept or SequentialConcept or ModuleCollectionConcept => true,
        _ => false,
    };

    private static bool IsSelfNormalising(ActivationConcept concept) =>
        ActivationCatalog.TryCreate(concept.Name, null, out var activation)
        && activation!.Class == ActivationClass.SelfNormalizing;

    /// <summary>What a member makes or applies.</summary>
    private static ModuleConcept? ModuleOf(Concept concept) => concept switch
    {
        MakesModule makes => makes.Module,
        AppendsModule appends => appends.Module,
        AppliesModule applies => applies.Module,
        _ => null,
    };
}
