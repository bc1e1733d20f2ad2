using System.Collections.Immutable;
using System.Globalization;
using InitAnalyzer.Theory;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace InitAnalyzer.Frameworks.Declared;

/// <summary>The layers, activations and initializers that users declare, as a framework of their own.</summary>
/// <param name="Table">The table: the words of the members, and how laws are written.</param>
/// <param name="Concepts">What each symbol means.</param>
/// <param name="Tensors">The types of tensors.</param>
/// <param name="Unreadable">What cannot be read.</param>
internal sealed record DeclaredFramework(
    FrameworkTable Table,
    IReadOnlyDictionary<ISymbol, Concept> Concepts,
    ImmutableArray<INamedTypeSymbol> Tensors,
    IReadOnlyList<UnreadableDeclaration> Unreadable)
{
    public const string Name = "Declared";

    /// <summary>Reads all declarations of a compilation; null where there are none.</summary>
    public static DeclaredFramework? Read(Compilation compilation, IEnumerable<(string Path, SourceText Text)> files, CancellationToken cancellationToken)
    {
        var declarations = new List<Declaration>();
        var unreadable = new List<UnreadableDeclaration>();
        foreach (var (path, text) in files)
        {
            DeclarationFile.Read(path, text, compilation, declarations, unreadable);
        }

        Annotations.Read(compilation, declarations, cancellationToken);
        if (declarations.Count == 0 && unreadable.Count == 0)
        {
            return null;
        }

        var concepts = new Dictionary<ISymbol, Concept>(SymbolEqualityComparer.Default);
        var forms = new List<LawForm>();
        foreach (var declaration in declarations)
        {
            if (DeclaredConcepts.Of(declaration, out var error) is not { } concept)
            {
                unreadable.Add(new UnreadableDeclaration(declaration.Location, error!));
                continue;
            }

            if (concept is MakesInitializer && FormOf(declaration) is { } form)
            {
                forms.Add(form);
            }

            foreach (var symbol in MembersOf(declaration.Symbol))
            {
                concepts[symbol.OriginalDefinition] = concept;
            }
        }

        var rows = concepts
            .Select(pair => new FrameworkRow(pair.Key.ContainingType?.GetDocumentationCommentId() ?? "T:", pair.Key.Name, pair.Value))
            .OrderBy(row => row.Container, StringComparer.Ordinal)
            .ThenBy(row => row.Members, StringComparer.Ordinal)
            .ToList();
        return new DeclaredFramework(
            new FrameworkTable(Name, Marker: "", rows) { LawForms = forms },
            concepts,
            ImmutableArray.CreateRange(TensorsOf(concepts).Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default)),
            unreadable);
    }

    /// <summary>The members that a declaration speaks of: those of a type are its constructors.</summary>
    private static IEnumerable<ISymbol> MembersOf(ISymbol symbol) => symbol is INamedTypeSymbol type ? type.InstanceConstructors : [symbol];

    /// <summary>What modules are called with, and what functions are applied to.</summary>
    private static IEnumerable<INamedTypeSymbol> TensorsOf(IReadOnlyDictionary<ISymbol, Concept> concepts) => concepts
        .Where(pair => pair.Value is AppliesModule or CallsModule)
        .Select(pair => (pair.Key as IMethodSymbol)?.ReturnType)
        .OfType<INamedTypeSymbol>()
        .Where(type => type.SpecialType == SpecialType.None)
        .Select(type => type.OriginalDefinition);

    /// <summary>How the law of an initializer is written, where it takes nothing but its scale.</summary>
    private static LawForm? FormOf(Declaration declaration)
    {
        if (!DeclaredConcepts.TryFan(declaration.Text("fan"), out var fan, out _)
            || !DeclaredConcepts.TryDistribution(declaration.Text("distribution"), out var distribution, out _))
        {
            return null;
        }

        double? scale = declaration.Number("scale") ?? (declaration.Number("gain") is { } gain ? gain * gain : null);
        var (parameter, placeholder) = declaration.Text("scale") is { } byScale ? (byScale, "{0}") : (declaration.Text("gain"), "{1}");
        if (parameter is null)
        {
            return null;
        }

        foreach (var symbol in MembersOf(declaration.Symbol))
        {
            var full = symbol.ContainingType?.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
            switch (symbol)
            {
                case IPropertySymbol { IsStatic: true } or IFieldSymbol { IsStatic: true } when scale is { } c:
                    return new LawForm($"{full}.{symbol.Name}", distribution, fan, c);
                case IMethodSymbol { IsGenericMethod: false } method when method.IsStatic || method.MethodKind == MethodKind.Constructor:
                    var required = method.Parameters.Where(item => !item.IsOptional && !item.IsParams).ToList();
                    var callee = method.MethodKind == MethodKind.Constructor ? "new " + full : $"{full}.{method.Name}";
                    if (scale is { } fixedScale && required.Count == 0)
                    {
                        return new LawForm(callee + "()", distribution, fan, fixedScale);
                    }

                    if (scale is null && method.Parameters.FirstOrDefault(item => item.Name == parameter) is { } free && required.All(item => item.Name == parameter))
                    {
                        var number = free.Type.SpecialType == SpecialType.System_Single ? placeholder + "f" : placeholder;
                        return new LawForm($"{callee}({parameter}: {number})", distribution, fan);
                    }

                    break;
            }
        }

        return null;
    }
}
