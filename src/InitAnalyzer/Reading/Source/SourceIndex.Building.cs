using Microsoft.CodeAnalysis;

namespace InitAnalyzer.Reading.Source;

/// <content>Which members there are, which words they mention, and what follows from that for those that mention them.</content>
internal sealed partial class SourceIndex
{
    private void Mark(IEnumerable<string> words, Action<MemberText> mark)
    {
        foreach (var member in words.SelectMany(UsersOf))
        {
            mark(member);
        }
    }

    /// <summary>Notes what files declare, and which members mention which words: those that are given, and the names by which members are met.</summary>
    private void Take(IReadOnlyCollection<FileOutline> files, HashSet<string> words, CancellationToken cancellationToken)
    {
        var texts = new Dictionary<TypeOutline, TypeText>();
        foreach (var file in files)
        {
            foreach (var outline in file.Types.Where(type => !IsFrameworkCode(type)))
            {
                texts[outline] = types[(file.Tree, outline.Node.Span)] = new TypeText(outline);
                scope.Add(outline);
                foreach (var name in outline.MemberNames)
                {
                    declared[name] = declared.TryGetValue(name, out var count) ? count + 1 : 1;
                }
            }
        }

        words.UnionWith(texts.Keys.SelectMany(outline => outline.Members).SelectMany(TellingNamesOf));

        // What has been looked for before is known of all files but those that have changed.
        var table = files.Select(file => file.LastWords).Distinct().FirstOrDefault(known => known?.Holds(words) == true) ?? new WordTable(words);
        foreach (var file in files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Take(file, file.Find(table), texts);
        }
    }

    private void Take(FileOutline file, FileWords found, Dictionary<TypeOutline, TypeText> texts)
    {
        var numbered = new MemberText?[file.Members.Count];
        for (var i = 0; i < numbered.Length; i++)
        {
            var outline = file.Members[i];
            if (texts.TryGetValue(outline.Type, out var type))
            {
                var member = new MemberText(type, outline, found.ByMember[i]);
                numbered[i] = member;
                type.Members.Add(member);
                members[(file.Tree, member.Span)] = member;
            }
        }

        foreach (var pair in found.Users)
        {
            if (!mentions.TryGetValue(pair.Key, out var mentioning))
            {
                mentions[pair.Key] = mentioning = [];
            }

            foreach (var number in pair.Value)
            {
                if (numbered[number] is { } member)
                {
                    mentioning.Add(member);
                }
            }
        }
    }

    private bool IsFrameworkCode(TypeOutline type) => frameworkCode.Count > 0 && type.Node.AncestorsAndSelf().Any(frameworkCode.Contains);

    private void SpreadInitialises(IEnumerable<MemberText> seeds) => Spread(seeds, member => member.Initialises, member => member.Initialises = true);

    private HashSet<string> SpreadMakesLayers(IEnumerable<MemberText> seeds) => Spread(seeds, member => member.MakesLayers, member => member.MakesLayers = true);

    /// <summary>
    /// Marks the types that make layers by hand: they have parameters, multiply by something, and draw numbers or initialise.
    /// </summary>
    private void SpreadHandmade(HandmadeWords words)
    {
        var parameters = words.Parameters.SelectMany(UsersOf).ToLookup(member => member.Type);
        var draws = words.Draws.SelectMany(UsersOf).ToLookup(member => member.Type);
        var multiplying = new HashSet<TypeText>(words.Products.SelectMany(UsersOf).Select(member => member.Type));
        var found = parameters
            .Select(group => group.Key)
            .Where(type => multiplying.Contains(type) && (draws.Contains(type) || type.Members.Any(member => member.Initialises)))
            .ToList();
        foreach (var member in found.SelectMany(type => draws[type]))
        {
            member.NamesInitializer = true;
        }

        SpreadInitialises(found.SelectMany(type => draws[type]));
        SpreadMakesLayers(found.SelectMany(type => parameters[type]));
    }

    /// <summary>Marks some members, and those that mention their names in turn; returns these names.</summary>
    private HashSet<string> Spread(IEnumerable<MemberText> seeds, Func<MemberText, bool> isMarked, Action<MemberText> mark)
    {
        var queue = new Queue<MemberText>(seeds);
        var done = new HashSet<UsedName>();
        while (queue.Count > 0)
        {
            var user = queue.Dequeue();
            if (isMarked(user))
            {
                continue;
            }

            mark(user);
            foreach (var name in UsedNamesOf(user).Where(done.Add))
            {
                foreach (var next in UsersOf(name))
                {
                    queue.Enqueue(next);
                }
            }
        }

        return new HashSet<string>(done.Select(used => used.Name), StringComparer.Ordinal);
    }
}
