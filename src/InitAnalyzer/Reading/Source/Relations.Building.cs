namespace InitAnalyzer.Reading.Source;

/// <content>Which members there are, which words they mention, and what follows from that for those that mention them.</content>
internal sealed partial class Relations
{
    /// <summary>Finds what members have to do with each other.</summary>
    /// <param name="vocabulary">The words by which source speaks of what is of interest.</param>
    /// <param name="outlines">The files.</param>
    /// <param name="excluded">The types that are no concern.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public Relations(Vocabulary vocabulary, IReadOnlyList<FileOutline> outlines, HashSet<(int File, int Type)> excluded, CancellationToken cancellationToken)
    {
        this.vocabulary = vocabulary;
        this.excluded = excluded;
        files = outlines.Select((outline, i) => new FileTexts(outline)).ToArray();
        var sought = new HashSet<string>(vocabulary.Sought, StringComparer.Ordinal);
        TakeTypes(outlines, sought);

        // What has been looked for before is known of all files but those that have changed.
        table = outlines.Select(file => file.LastWords).Distinct().FirstOrDefault(known => known?.Holds(sought) == true) ?? new WordTable(sought);
        for (var i = 0; i < files.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var found = outlines[i].Find(table);
            files[i].Take(outlines[i], found);
            TakeMentions(files[i].Members, found);
        }

        Spread();
        handedTo = new(FindHandedTo);
    }

    /// <summary>Notes the types of all files, and looks for the names by which their members are met, too.</summary>
    private void TakeTypes(IReadOnlyList<FileOutline> outlines, HashSet<string> sought)
    {
        for (var i = 0; i < files.Length; i++)
        {
            foreach (var outline in outlines[i].Types)
            {
                if (excluded.Count > 0 && excluded.Contains((i, outline.Number)))
                {
                    continue;
                }

                files[i].Types[outline.Number] = new TypeText(i, outline.Number, outline);
                scope.Add(outline);
                foreach (var name in outline.MemberNames)
                {
                    declared[name] = declared.TryGetValue(name, out var count) ? count + 1 : 1;
                }
            }
        }

        for (var i = 0; i < files.Length; i++)
        {
            foreach (var outline in outlines[i].Types)
            {
                if (files[i].Types[outline.Number] is not null)
                {
                    foreach (var member in outline.Members)
                    {
                        sought.UnionWith(TellingNamesOf(member.Names, outline.Names[0], outline.IsStatic));
                    }
                }
            }
        }
    }

    private void TakeMentions(MemberText?[] members, FileWords found)
    {
        foreach (var pair in found.Users)
        {
            if (!mentions.TryGetValue(pair.Key, out var mentioning))
            {
                mentions[pair.Key] = mentioning = [];
            }

            foreach (var number in pair.Value)
            {
                if (members[number] is { } member)
                {
                    mentioning.Add(member);
                }
            }
        }
    }

    private void Spread()
    {
        SpreadInitialises(vocabulary.Initializers.SelectMany(UsersOf));
        Makers = SpreadMakesLayers(vocabulary.Factories.Concat(vocabulary.Unset).SelectMany(UsersOf));
        Makers.UnionWith(vocabulary.Factories);
        Mark(vocabulary.Initializers, member => member.NamesInitializer = true);
        Mark(vocabulary.Weights, member => member.NamesWeights = true);
        Mark(vocabulary.Draws, member => member.Draws = true);
        Mark(vocabulary.Containers, member => member.Joins = true);
        Mark(vocabulary.Composing, member => member.Composes = true);
        Mark(vocabulary.SelfNormalising, member => member.NamesSelfNormalisation = true);
        Mark(vocabulary.Unset, member => member.NamesUnset = true);
        SpreadHandmade();
    }

    private void Mark(IEnumerable<string> words, Action<MemberText> mark)
    {
        foreach (var member in words.SelectMany(UsersOf))
        {
            mark(member);
        }
    }

    private void SpreadInitialises(IEnumerable<MemberText> seeds) => Spread(seeds, member => member.Initialises, member => member.Initialises = true);

    private HashSet<string> SpreadMakesLayers(IEnumerable<MemberText> seeds) => Spread(seeds, member => member.MakesLayers, member => member.MakesLayers = true);

    /// <summary>
    /// Marks the types that make layers by hand: they have parameters, multiply by something, and draw numbers or initialise.
    /// </summary>
    private void SpreadHandmade()
    {
        var parameters = vocabulary.Parameters.SelectMany(UsersOf).ToLookup(member => member.Type);
        var draws = vocabulary.Draws.SelectMany(UsersOf).ToLookup(member => member.Type);
        var multiplying = new HashSet<TypeText>(vocabulary.Products.SelectMany(UsersOf).Select(member => member.Type));
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
