using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace InitAnalyzer.Frameworks.Declared;

/// <summary>Reads the attributes of <c>InitAnalyzer.Annotations</c>, known by their full names, wherever the type of the attribute is from.</summary>
internal static class Annotations
{
    private const string Suffix = "Attribute";
    private const string Root = "InitAnalyzer";

    public static void Read(Compilation compilation, List<Declaration> declarations, CancellationToken cancellationToken)
    {
        // Where there is no such namespace, no reference need be searched.
        if (!compilation.GlobalNamespace.GetNamespaceMembers().Any(space => space.Name == Root && space.GetNamespaceMembers().Any(inner => $"{Root}.{inner.Name}" == Roles.Namespace)))
        {
            return;
        }

        // One of them stands for all: they come in one file.
        var definitions = compilation.GetTypesByMetadataName($"{Roles.Namespace}.{Roles.WeightLayer}{Suffix}");
        foreach (var definition in definitions)
        {
            if (SymbolEqualityComparer.Default.Equals(definition.ContainingAssembly, compilation.Assembly))
            {
                ReadSource(compilation, declarations, cancellationToken);
            }
            else
            {
                ReadTypes(definition.ContainingAssembly.GlobalNamespace, declarations, cancellationToken);
            }
        }
    }

    /// <summary>What is said in source, found by the words of the attributes alone.</summary>
    private static void ReadSource(Compilation compilation, List<Declaration> declarations, CancellationToken cancellationToken)
    {
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var tree in compilation.SyntaxTrees)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var text = tree.GetText(cancellationToken).ToString();
            if (!Roles.Keys.Keys.Any(role => text.IndexOf(role, StringComparison.Ordinal) >= 0))
            {
                continue;
            }

            foreach (var attribute in tree.GetRoot(cancellationToken).DescendantNodes().OfType<AttributeSyntax>().Where(attribute => RoleOf(NameOf(attribute.Name)) is not null))
            {
                if (attribute.Parent?.Parent is not { } owner)
                {
                    continue;
                }

                // Symbols are asked for, no bodies are bound.
#pragma warning disable RS1030
                var model = compilation.GetSemanticModel(tree);
#pragma warning restore RS1030
                var symbol = owner is BaseFieldDeclarationSyntax { Declaration.Variables: [var variable, ..] }
                    ? model.GetDeclaredSymbol(variable, cancellationToken)
                    : model.GetDeclaredSymbol(owner, cancellationToken);
                if (symbol is not null && seen.Add(symbol))
                {
                    ReadSymbol(symbol, declarations);
                }
            }
        }
    }

    private static void ReadTypes(INamespaceOrTypeSymbol container, List<Declaration> declarations, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        foreach (var member in container.GetMembers())
        {
            if (member is not INamespaceSymbol)
            {
                ReadSymbol(member, declarations);
            }

            if (member is INamespaceOrTypeSymbol inner)
            {
                ReadTypes(inner, declarations, cancellationToken);
            }
        }
    }

    private static void ReadSymbol(ISymbol symbol, List<Declaration> declarations)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass is { } type && type.ContainingNamespace?.ToDisplayString() == Roles.Namespace && RoleOf(type.Name) is { } role)
            {
                declarations.Add(new Declaration(
                    symbol,
                    role,
                    ValuesOf(attribute, symbol, role),
                    attribute.ApplicationSyntaxReference is { } reference ? Location.Create(reference.SyntaxTree, reference.Span) : Location.None));
                ReadProperties(symbol, role, declarations);
            }
        }
    }

    /// <summary>What the properties of a layer, or of an object with its arguments, stand for.</summary>
    private static void ReadProperties(ISymbol symbol, string role, List<Declaration> declarations)
    {
        if (symbol is not INamedTypeSymbol type || role is not (Roles.WeightLayer or Roles.LayerArguments))
        {
            return;
        }

        foreach (var member in type.GetMembers())
        {
            if (member is IPropertySymbol or IFieldSymbol && ArgumentOf(member) is { } argument)
            {
                declarations.Add(new Declaration(
                    member,
                    Roles.LayerArgument,
                    new Dictionary<string, string>(StringComparer.Ordinal) { [Roles.Name] = argument },
                    Location.None));
            }
        }
    }

    private static Dictionary<string, string> ValuesOf(AttributeData attribute, ISymbol symbol, string role)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        if (attribute.ConstructorArguments.Length == 1 && attribute.ConstructorArguments[0].Value is string name)
        {
            values[Roles.Name] = name;
        }

        foreach (var argument in attribute.NamedArguments)
        {
            if (argument.Value is { Kind: not TypedConstantKind.Array, Value: { } value })
            {
                var key = char.ToLowerInvariant(argument.Key[0]) + argument.Key.Substring(1);
                values[key] = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
            }
        }

        // Parameters that are marked need not be named.
        if (role == Roles.WeightLayer)
        {
            foreach (var parameter in ParametersOf(symbol))
            {
                if (ArgumentOf(parameter) is { } key && !values.ContainsKey(key))
                {
                    values[key] = parameter.Name;
                }
            }
        }

        return values;
    }

    private static IEnumerable<IParameterSymbol> ParametersOf(ISymbol symbol) => symbol switch
    {
        IMethodSymbol method => method.Parameters,
        INamedTypeSymbol type => type.InstanceConstructors.SelectMany(constructor => constructor.Parameters),
        _ => [],
    };

    private static string? ArgumentOf(ISymbol symbol) => symbol.GetAttributes()
        .Select(attribute => attribute.AttributeClass is { } type && type.ContainingNamespace?.ToDisplayString() == Roles.Namespace
            && type.Name.EndsWith(Suffix, StringComparison.Ordinal)
            && Roles.Arguments.TryGetValue(type.Name.Substring(0, type.Name.Length - Suffix.Length), out var key) ? key : null)
        .FirstOrDefault(key => key is not null);

    private static string? RoleOf(string name)
    {
        var role = name.EndsWith(Suffix, StringComparison.Ordinal) ? name.Substring(0, name.Length - Suffix.Length) : name;
        return Roles.Keys.ContainsKey(role) ? role : null;
    }

    private static string NameOf(NameSyntax name) => name switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax alias => alias.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => "",
    };
}
