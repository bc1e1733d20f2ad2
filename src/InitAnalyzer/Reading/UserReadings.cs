using System.Collections.Immutable;
using InitAnalyzer.Frameworks;
using InitAnalyzer.Model;
using InitAnalyzer.Theory;
using Microsoft.CodeAnalysis;

namespace InitAnalyzer.Reading;

/// <summary>
/// What the users of a type tell of its initializer calls: what follows a block, what a constructor is given, what a
/// helper is handed. Users are read one by one, the shortest first, until nothing is open that the next could tell.
/// </summary>
internal sealed class UserReadings
{
    /// <summary>What is left to learn of a call.</summary>
    private enum Need
    {
        Nothing,

        /// <summary>What comes behind the last layer.</summary>
        Continuation,

        /// <summary>Which layers there are, what law they get, or whether what was seen holds everywhere.</summary>
        Anything,
    }

    /// <summary>
    /// The users that may tell nothing of any open call: by then the names that connect them with the type mean something
    /// else in most of them, and reading on would cost more than it tells.
    /// </summary>
    private const int MaximumIdle = 20;

    private readonly INamedTypeSymbol type;
    private readonly EntryReading own;
    private readonly IReadOnlyCollection<SyntaxNode> open;
    private readonly Func<Placement, bool> isSilent;

    private UserReadings(INamedTypeSymbol type, EntryReading own, IReadOnlyCollection<SyntaxNode> open, Func<Placement, bool> isSilent)
    {
        this.type = type;
        this.own = own;
        this.open = open;
        this.isSilent = isSilent;
    }

    /// <summary>What the type and its users tell together.</summary>
    /// <param name="type">The type in which the calls stand.</param>
    /// <param name="own">What the type tells by itself.</param>
    /// <param name="open">The calls that it does not settle.</param>
    /// <param name="entries">The readings.</param>
    /// <param name="frameworks">The frameworks.</param>
    /// <param name="isSilent">Whether nothing is to be said of a layer, wherever else it is met.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public static EntryReading Of(
        INamedTypeSymbol type,
        EntryReading own,
        IReadOnlyCollection<SyntaxNode> open,
        Entries entries,
        ImmutableArray<Framework> frameworks,
        Func<Placement, bool> isSilent,
        CancellationToken cancellationToken)
    {
        var readings = new UserReadings(type, own, open, isSilent);
        var users = entries.UsersOf(type, cancellationToken);
        var read = new Dictionary<EntryUser, EntryReading>();

        // Read already; a class of static methods is among its users once for each.
        if (users.FirstOrDefault(readings.Is) is { } itself)
        {
            read[itself] = own;
        }

        var isOfArguments = own.Placements.Any(placement => placement.Initialisation.IsArgument);
        var idle = 0;
        foreach (var user in users.Where(user => !readings.Is(user)).OrderBy(user => user.Length))
        {
            var need = readings.NeedAfter(read.Values);
            if (need == Need.Nothing)
            {
                break;
            }

            if (need == Need.Anything || Composes(user))
            {
                read[user] = entries.Of(user, cancellationToken);
                if (!readings.IsTold(read[user]) && ++idle > MaximumIdle)
                {
                    return EntryReading.Nothing;
                }
            }
        }

        // What was read is put together in the order of the source.
        var used = CallsIn(read.Where(pair => !readings.Is(pair.Key)).Select(pair => pair.Value));
        return EntryReading.Of(users.Where(read.ContainsKey).Select(user => readings.Is(user) ? readings.OwnBeside(used) : read[user]));

        // A program that only trains what it makes puts nothing behind it. A network of layers with arguments need be no module.
        bool Composes(EntryUser user) =>
            frameworks.IsModule(user.Type)
            || user.Members.Any(member => member.Composes || (isOfArguments && !member.Type.IsStatic && member.Type.Members.Any(other => other.Composes)));
    }

    private bool Is(EntryUser user) => !user.IsFactory && SymbolEqualityComparer.Default.Equals(user.Type, type);

    /// <summary>By itself a type does not know what its constructor is given; where it is made, that is known.</summary>
    private EntryReading OwnBeside(HashSet<SyntaxNode> used) => own with
    {
        Placements = own.Placements.RemoveAll(placement => DependsOnUse(placement) && used.Contains(placement.Initialisation.Node)),
    };

    /// <summary>Whether a reading tells anything of an open call.</summary>
    private bool IsTold(EntryReading reading) =>
        open.Any(reading.OtherCalls.Contains) || reading.Placements.Any(placement => open.Contains(placement.Initialisation.Node));

    private Need NeedAfter(IEnumerable<EntryReading> readings)
    {
        var others = readings.Where(reading => !ReferenceEquals(reading, own)).ToList();
        var byOthers = others.SelectMany(reading => reading.Placements).ToLookup(placement => placement.Initialisation.Node);
        var byItself = own.Placements.Where(placement => !DependsOnUse(placement)).ToLookup(placement => placement.Initialisation.Node);
        var need = Need.Nothing;
        foreach (var call in open)
        {
            if (!byOthers[call].Any() && !byItself[call].Any())
            {
                if (!others.Append(own).Any(reading => reading.OtherCalls.Contains(call)))
                {
                    return Need.Anything;
                }

                continue;
            }

            // Where a layer is made by another type, what is not known of it is not known: it may fit.
            var settled = new HashSet<(string, Location?)>(byOthers[call].Where(context => DependsOnUse(context) || isSilent(context.Placement))
                .Concat(byItself[call].Where(context => isSilent(context.Placement)))
                .Select(LayerOf));
            foreach (var context in byOthers[call].Concat(byItself[call]).Where(context => !settled.Contains(LayerOf(context))))
            {
                if (!IsEnd(context.Placement.Layer))
                {
                    return Need.Anything;
                }

                need = Need.Continuation;
            }
        }

        return need;

        static (string, Location?) LayerOf(EntryPlacement placement) => (placement.Placement.Layer.Name, placement.Placement.Layer.Creation);
    }

    private static HashSet<SyntaxNode> CallsIn(IEnumerable<EntryReading> readings) =>
        new(readings.SelectMany(reading => reading.Placements).Select(placement => placement.Initialisation.Node));

    private static bool DependsOnUse(EntryPlacement placement) =>
        placement.Placement.Law.Law is null || placement.Placement.Layer.Uses.Any(use => use.Kind == LayerUseKind.Unknown);

    /// <summary>Whether nothing is seen to follow a layer but what may be the end of a network.</summary>
    private static bool IsEnd(LayerSite layer) => layer.Uses.All(use => use.Kind is LayerUseKind.Linear or LayerUseKind.Output
        || use is { Kind: LayerUseKind.Activation, IsHidden: false, Activation.Class: ActivationClass.TanhLike or ActivationClass.SigmoidLike });
}
