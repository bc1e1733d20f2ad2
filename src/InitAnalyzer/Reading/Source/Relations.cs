using System.Collections.Concurrent;

namespace InitAnalyzer.Reading.Source;

/// <summary>
/// What the members of a compilation have to do with each other, by the words of their text alone. Nothing in it says where
/// they stand, so that it holds as long as no file declares other members or mentions other words: while the inside of a
/// method is written, mostly.
/// </summary>
internal sealed partial class Relations
{
    /// <summary>A method's name that so many types have says nothing of which of them is meant: Dispose, ToString.</summary>
    private const int CommonName = 5;

    private readonly Vocabulary vocabulary;
    private readonly HashSet<(int File, int Type)> excluded;
    private readonly FileTexts[] files;
    private readonly WordTable table;
    private readonly Dictionary<string, List<MemberText>> mentions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> declared = new(StringComparer.Ordinal);
    private readonly NameScope scope = new();
    private readonly ConcurrentDictionary<UsedName, MemberText[]> users = new();
    private readonly Lazy<Dictionary<MemberText, List<MemberText>>> handedTo;

    /// <summary>The types, by file and number; null for those that are left out.</summary>
    public TypeText? TypeAt(int file, int number) => number < 0 ? null : files[file].Types[number];

    /// <summary>The members, by file and number; null for those that are left out.</summary>
    public MemberText? MemberAt(int file, int number) => number < 0 ? null : files[file].Members[number];

    public IEnumerable<TypeText> Types => files.SelectMany(file => file.Types).OfType<TypeText>();

    /// <summary>What makes layers, and the names of all that does through others.</summary>
    public HashSet<string> Makers { get; private set; } = [];

    /// <summary>What makes layers by itself.</summary>
    public HashSet<string> Factories => vocabulary.Factories;

    /// <summary>What multiplies.</summary>
    public HashSet<string> Products => vocabulary.Products;

    /// <summary>The words in a file as it is now.</summary>
    public FileWords WordsOf(FileOutline file) => file.Find(table);

    /// <summary>Whether what is known of some files is still so.</summary>
    /// <param name="now">The words by which source speaks of what is of interest.</param>
    /// <param name="outlines">The files.</param>
    /// <param name="leftOut">The types that are no concern.</param>
    public bool Hold(Vocabulary now, IReadOnlyList<FileOutline> outlines, HashSet<(int File, int Type)> leftOut)
    {
        if (!vocabulary.IsSameAs(now) || files.Length != outlines.Count || !excluded.SetEquals(leftOut))
        {
            return false;
        }

        for (var i = 0; i < files.Length; i++)
        {
            if (!files[i].AreStill(outlines[i], table))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The members that one mentions, as far as they initialise or mention such members in turn.</summary>
    public IReadOnlyList<MemberText> InitialisingIn(MemberText member) =>
        handedTo.Value.TryGetValue(member, out var mentioned) ? mentioned : [];

    /// <summary>
    /// Whether a weight may get to a member: it is named there or in a member that calls it, directly or through others.
    /// An object's members share what it holds; those of a static class share nothing but its fields.
    /// </summary>
    public bool MayMeetWeights(MemberText member)
    {
        var seen = new HashSet<MemberText> { member };
        var queue = new Queue<MemberText>(seen);
        while (queue.Count > 0)
        {
            var next = queue.Dequeue();
            if (next.NamesWeights || next.Type.Members.Any(other => other.NamesWeights && (!next.Type.IsStatic || other.IsField)))
            {
                return true;
            }

            // What goes through a module is what it works on.
            if (next.Names.Any(vocabulary.Forwards.Contains))
            {
                continue;
            }

            if (!UsedNamesOf(next).Any())
            {
                return true;
            }

            foreach (var caller in CallersOf(next).Where(seen.Add))
            {
                queue.Enqueue(caller);
            }
        }

        return false;
    }

    /// <summary>The members of some types, and those that mention these types, directly or through others, as far as they count.</summary>
    public HashSet<MemberText> UsersOf(IReadOnlyCollection<TypeText> types, Func<MemberText, bool> counts)
    {
        var found = new HashSet<MemberText>(types.SelectMany(text => text.Members));
        var done = new HashSet<UsedName>(types.SelectMany(text => text.Names.Select((name, i) => new UsedName(name, text.Reach, i == 0 ? text : null))));
        var queue = new Queue<UsedName>(done);
        while (queue.Count > 0)
        {
            foreach (var user in UsersOf(queue.Dequeue()))
            {
                if (counts(user) && found.Add(user))
                {
                    // An object's members share what it holds; of a class of static functions, only this one has to do with it.
                    var names = user.Type.IsStatic ? UsedNamesOf(user) : [new UsedName(user.Type.Names[0], user.Type.Reach, user.Type)];
                    foreach (var name in names.Where(done.Add))
                    {
                        queue.Enqueue(name);
                    }
                }
            }
        }

        return found;
    }

    /// <summary>The members that mention another by a name that tells which is meant.</summary>
    private IEnumerable<MemberText> CallersOf(MemberText member) => UsedNamesOf(member)
        .SelectMany(used => UsersOf(used).Where(user => !user.Names.Contains(used.Name)));

    private IEnumerable<MemberText> UsersOf(string name) =>
        mentions.TryGetValue(name, out var mentioning) ? mentioning : Enumerable.Empty<MemberText>();

    /// <summary>The members that may mean what goes by a name.</summary>
    private IEnumerable<MemberText> UsersOf(UsedName used) => used is { Reach: null, Type: null }
        ? UsersOf(used.Name)
        : users.GetOrAdd(used, key => UsersOf(key.Name).Where(user => user.IsWithin(key.Reach) && (key.Type is null || scope.MayMean(user, key.Name, key.Type))).ToArray());

    private IEnumerable<UsedName> UsedNamesOf(MemberText member) =>
        TellingNamesOf(member.Names, member.Type.Names[0], member.Type.IsStatic).Select(name => new UsedName(name, member.Reach, member.Type.Names[0] == name ? member.Type : null));

    /// <summary>The names that tell which member is meant; of a static class's method whose name many have, the name of the class.</summary>
    private IEnumerable<string> TellingNamesOf(string[] names, string typeName, bool isStatic)
    {
        var found = false;
        foreach (var name in names)
        {
            if (typeName == name || declared[name] < CommonName)
            {
                found = true;
                yield return name;
            }
        }

        if (!found && isStatic)
        {
            yield return typeName;
        }
    }

    /// <summary>By member, those that it mentions and that lead to an initializer.</summary>
    private Dictionary<MemberText, List<MemberText>> FindHandedTo()
    {
        var found = new Dictionary<MemberText, List<MemberText>>();
        var seen = new HashSet<MemberText>();
        var queue = new Queue<MemberText>(files.SelectMany(file => file.Members).OfType<MemberText>().Where(member => member.NamesInitializer));
        while (queue.Count > 0)
        {
            var member = queue.Dequeue();
            if (!seen.Add(member))
            {
                continue;
            }

            foreach (var caller in CallersOf(member))
            {
                if (!found.TryGetValue(caller, out var mentioned))
                {
                    found[caller] = mentioned = [];
                }

                mentioned.Add(member);
                queue.Enqueue(caller);
            }
        }

        return found;
    }

    /// <summary>A name by which others get at something.</summary>
    /// <param name="Name">The name.</param>
    /// <param name="Reach">The path of the type inside of which alone it can be mentioned; null where it can be from anywhere.</param>
    /// <param name="Type">The type whose name it is; null for a method's.</param>
    private readonly record struct UsedName(string Name, string? Reach, TypeText? Type);

    /// <summary>What one file declares and mentions.</summary>
    private sealed class FileTexts(FileOutline outline)
    {
        private readonly object mark = outline.Mark;
        private FileWords? words;

        public TypeText?[] Types { get; } = new TypeText?[outline.Types.Count];

        public MemberText?[] Members { get; } = new MemberText?[outline.Members.Count];

        public void Take(FileOutline outline, FileWords found)
        {
            words = found;
            for (var i = 0; i < Members.Length; i++)
            {
                var member = outline.Members[i];
                if (Types[member.Type.Number] is { } type)
                {
                    type.Members.Add(Members[i] = new MemberText(type, i, member, found.ByMember[i]));
                }
            }
        }

        /// <summary>Whether a file is the one that was looked at, or nothing has changed in it that is known here.</summary>
        public bool AreStill(FileOutline now, WordTable table)
        {
            if (ReferenceEquals(now.Mark, mark))
            {
                return true;
            }

            if (now.Types.Count != Types.Length || now.Members.Count != Members.Length)
            {
                return false;
            }

            for (var i = 0; i < Types.Length; i++)
            {
                // What is left out is not known.
                if (Types[i]?.IsStill(now.Types[i]) != true)
                {
                    return false;
                }
            }

            var wordsNow = now.Find(table);
            if (!words!.AreStill(wordsNow))
            {
                return false;
            }

            for (var i = 0; i < Members.Length; i++)
            {
                if (!Members[i]!.IsStill(now.Members[i], wordsNow.ByMember[i]))
                {
                    return false;
                }
            }

            return true;
        }
    }
}
