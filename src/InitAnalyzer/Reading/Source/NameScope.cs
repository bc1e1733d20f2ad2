namespace InitAnalyzer.Reading.Source;

/// <summary>
/// What a type's bare name means where several types have it: the nearest around the place, as the language looks it up.
/// </summary>
internal sealed class NameScope
{
    private readonly Dictionary<string, string?> paths = new(StringComparer.Ordinal);
    private readonly HashSet<string> declared = new(StringComparer.Ordinal);

    /// <summary>Takes in a declaration of a type.</summary>
    public void Add(TypeOutline type)
    {
        var name = type.Names[0];
        declared.Add(type.Path);
        paths[name] = paths.TryGetValue(name, out var other) && other != type.Path ? null : type.Path;
    }

    /// <summary>Whether types of different paths have a name.</summary>
    public bool IsShared(string name) => paths.TryGetValue(name, out var path) && path is null;

    /// <summary>Whether a member that mentions a type's name may mean this type.</summary>
    public bool MayMean(MemberText user, string name, TypeText type)
    {
        if (!IsShared(name) || user.IsQualified(name) || user.Type == type)
        {
            return true;
        }

        // What stands in a type, and then in those around it, comes before what the namespace has, and that before what other
        // namespaces are opened for. Nearer than a type around the place may only be what a base type brings along.
        var isInnermost = true;
        for (var around = user.Type.Path; ; around = around.Substring(0, Math.Max(0, around.LastIndexOf('.'))))
        {
            var candidate = around.Length == 0 ? name : around + "." + name;
            if (declared.Contains(candidate))
            {
                return candidate == type.Path || (type.IsNested && !isInnermost);
            }

            if (around == user.Type.Namespace)
            {
                return true;
            }

            isInnermost = false;
        }
    }
}
