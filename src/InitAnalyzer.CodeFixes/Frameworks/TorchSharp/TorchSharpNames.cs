using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace InitAnalyzer.CodeFixes.Frameworks.TorchSharp;

/// <summary>Qualifies names the way the call does, and otherwise with the shortest qualifier that binds at its position.</summary>
internal sealed class TorchSharpNames
{
    private static readonly string[] s_initQualifiers =
        ["init.", "nn.init.", "torch.nn.init.", "TorchSharp.torch.nn.init.", "global::TorchSharp.torch.nn.init."];

    private static readonly string[] s_mathQualifiers = ["Math.", "System.Math.", "global::System.Math."];

    private readonly SemanticModel _model;
    private readonly int _position;
    private readonly string? _ownQualifier;

    /// <summary>The names as a call writes them.</summary>
    public TorchSharpNames(SemanticModel model, InvocationExpressionSyntax call, bool isTensorMethod)
        : this(model, call.SpanStart)
    {
        _ownQualifier = isTensorMethod ? null : call.Expression switch
        {
            // Token by token, because the qualifier may be broken over lines.
            MemberAccessExpressionSyntax access => string.Concat(access.Expression.DescendantTokens().Select(token => token.Text)) + ".",
            _ => "",
        };
    }

    private TorchSharpNames(SemanticModel model, int position, string ownQualifier)
    {
        _model = model;
        _position = position;
        _ownQualifier = ownQualifier;
    }

    /// <summary>Qualifies names at a position the way a call of <c>torch.nn</c> is.</summary>
    public static TorchSharpNames Beside(InvocationExpressionSyntax factory, SemanticModel model, int position) =>
        new(model, position, factory.Expression is MemberAccessExpressionSyntax access ? access.Expression.WithoutTrivia() + ".init." : "init.");

    /// <summary>The names at a place where no call stands yet.</summary>
    public TorchSharpNames(SemanticModel model, int position)
    {
        _model = model;
        _position = position;
    }

    /// <summary>A member of <c>torch.nn.init</c>, such as <c>NonlinearityType.ReLU</c>.</summary>
    public string Init(string member)
    {
        var qualifiers = _ownQualifier is null ? s_initQualifiers : s_initQualifiers.Prepend(_ownQualifier);
        return Qualify(qualifiers, member, symbol => Functions.IsInInit(symbol) || Functions.IsInInit(symbol.ContainingType));
    }

    /// <summary>A member of <see cref="System.Math"/>.</summary>
    public string Math(string member) =>
        Qualify(s_mathQualifiers, member, symbol => symbol.ContainingType?.ToDisplayString() == "System.Math");

    /// <summary>A class of modules, such as <c>Linear</c>; the factory of the same name does not hide it where only a type can stand.</summary>
    public string Module(ITypeSymbol type)
    {
        var bare = type.WithNullableAnnotation(NullableAnnotation.None);
        var bound = _model.GetSpeculativeSymbolInfo(_position, SyntaxFactory.ParseTypeName(type.Name), SpeculativeBindingOption.BindAsTypeOrNamespace).Symbol;
        return SymbolEqualityComparer.Default.Equals(bound, bare) ? type.Name : bare.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
    }

    /// <summary>Whether an expression means a variable or member at the position.</summary>
    public bool Denotes(string expression, ISymbol symbol) =>
        SymbolEqualityComparer.Default.Equals(BindSymbol(SyntaxFactory.ParseExpression(expression)).Symbol, symbol);

    /// <summary>The method that an expression would call at the position of the call.</summary>
    public IMethodSymbol? Bind(ExpressionSyntax expression) => BindSymbol(expression).Symbol as IMethodSymbol;

    private string Qualify(IEnumerable<string> qualifiers, string member, Func<ISymbol, bool> isMeant)
    {
        var last = "";
        foreach (var qualifier in qualifiers)
        {
            last = qualifier + member;
            var info = BindSymbol(SyntaxFactory.ParseExpression(last));
            if ((info.Symbol ?? info.CandidateSymbols.FirstOrDefault()) is { } symbol && isMeant(symbol))
            {
                return last;
            }
        }

        return last;
    }

    private SymbolInfo BindSymbol(ExpressionSyntax expression) =>
        _model.GetSpeculativeSymbolInfo(_position, expression, SpeculativeBindingOption.BindAsExpression);
}
