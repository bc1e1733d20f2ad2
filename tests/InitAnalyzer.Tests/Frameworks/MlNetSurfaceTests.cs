using System.Text.RegularExpressions;
using InitAnalyzer.TestSupport;
using InitAnalyzer.Tests.Verifiers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace InitAnalyzer.Tests.Frameworks;

/// <summary>What the tests take for <c>InitAnalyzer.ML</c> is a part of what that library declares to be its public surface, names of parameters included.</summary>
public class MlNetSurfaceTests
{
    private static readonly string[] Declared =
    [
        .. new[] { "PublicAPI.Shipped.txt", "PublicAPI.Unshipped.txt" }
            .SelectMany(file => Repository.ReadText("src", "InitAnalyzer.ML", file).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            .Select(line => Regex.Replace(line, "^(static|abstract|override|virtual|const) ", "")),
    ];

    [Fact]
    public void Every_member_of_the_stub_is_declared()
    {
        var reference = Stubs.Of("MlNet");
        var assembly = (IAssemblySymbol)CSharpCompilation.Create("Surface", references: References.Net80.Add(reference)).GetAssemblyOrModuleSymbol(reference)!;
        var members = TypesOf(assembly.GlobalNamespace)
            .Where(type => type.ContainingNamespace.ToString() == "InitAnalyzer.ML" || type.Name == "NeuralNetworkCatalog")
            .SelectMany(MembersOf)
            .ToList();
        Assert.InRange(members.Count, 50, 500);
        Assert.Empty(members.Where(member => !IsDeclared(member)).Select(member => member.ToString()));
    }

    private static IEnumerable<INamedTypeSymbol> TypesOf(INamespaceOrTypeSymbol container) => container.GetMembers()
        .OfType<INamespaceOrTypeSymbol>()
        .SelectMany(member => TypesOf(member).Concat(member is INamedTypeSymbol type ? [type] : []));

    /// <summary>What a user can name. A trainer is made by its catalog, and an abstract class by nobody.</summary>
    private static IEnumerable<ISymbol> MembersOf(INamedTypeSymbol type) => type.GetMembers().Where(member => member is { DeclaredAccessibility: Accessibility.Public }
        and (IPropertySymbol or IFieldSymbol or IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.Constructor })
        && !(member is IMethodSymbol { MethodKind: MethodKind.Constructor } && (type.IsAbstract || type.TypeKind == TypeKind.Enum || type.Name.EndsWith("Trainer", StringComparison.Ordinal))));

    private static bool IsDeclared(ISymbol member)
    {
        var type = member.ContainingType.ToString();
        return member switch
        {
            IFieldSymbol => Declared.Any(line => line.StartsWith($"{type}.{member.Name} = ", StringComparison.Ordinal)),
            IPropertySymbol => Declared.Any(line => line.StartsWith($"{type}.{member.Name}.get ", StringComparison.Ordinal)),
            IMethodSymbol method => Declared.Any(line => Takes(line, $"{type}.{(method.MethodKind == MethodKind.Constructor ? member.ContainingType.Name : member.Name)}(", method)),
            _ => false,
        };
    }

    /// <summary>Whether a line declares the method, with parameters of these names among its own, in this order.</summary>
    private static bool Takes(string line, string start, IMethodSymbol method) =>
        line.StartsWith(start, StringComparison.Ordinal)
        && Regex.IsMatch(line[(start.Length - 1)..], string.Concat(method.Parameters.Select(parameter => $@".* {parameter.Name}\b")) + ".* -> ");
}
