using InitAnalyzer.CodeFixes.Syntax;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace InitAnalyzer.CodeFixes.Frameworks.TorchSharp;

/// <summary>
/// Sets the weight of a normalisation to ones and its bias to zeros: in the constructor, before the registration, or
/// directly behind where it is made. What is made inside of another expression has no name to set it by.
/// </summary>
internal sealed class SetParameters
{
    private const string Registration = "RegisterComponents";

    private readonly InvocationExpressionSyntax _call;
    private readonly SemanticModel _model;
    private readonly CancellationToken _cancellationToken;

    private SetParameters(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellationToken)
    {
        _call = call;
        _model = model;
        _cancellationToken = cancellationToken;
    }

    public static Rewrite? Write(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellationToken) =>
        new SetParameters(call, model, cancellationToken).Write();

    private Rewrite? Write() => _call.Parent switch
    {
        AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Left: var left, Parent: ExpressionStatementSyntax statement }
            when IsName(left) && IsOfType(_model.GetTypeInfo(left, _cancellationToken).Type) =>
            RegistrationAfter(statement) is { } registration ? Insert(registration, isBefore: true, left.WithoutTrivia().ToString()) : Insert(statement, isBefore: false, left.WithoutTrivia().ToString()),
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax statement } } variable }
            when _model.GetDeclaredSymbol(variable, _cancellationToken) is ILocalSymbol { Type: var type } && IsOfType(type) =>
            Insert(statement, isBefore: false, variable.Identifier.Text),
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax } variable } =>
            InConstructor(_model.GetDeclaredSymbol(variable, _cancellationToken), variable.Identifier.Text),
        EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax property } =>
            InConstructor(_model.GetDeclaredSymbol(property, _cancellationToken), property.Identifier.Text),
        _ => null,
    };

    /// <summary>Sets what a member begins with in the one constructor that runs for every object.</summary>
    private Rewrite? InConstructor(ISymbol? member, string name)
    {
        var type = member switch
        {
            IFieldSymbol { IsStatic: false } field => field.Type,
            IPropertySymbol { IsStatic: false } property => property.Type,
            _ => null,
        };
        if (!IsOfType(type) || member!.ContainingType.InstanceConstructors is not { Length: 1 } constructors
            || constructors[0].DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(_cancellationToken) is not ConstructorDeclarationSyntax { Body: { Statements: { Count: > 0 } statements } } constructor
            || constructor.SyntaxTree != _call.SyntaxTree
            || constructor.DescendantNodes().OfType<ReturnStatementSyntax>().Any())
        {
            return null;
        }

        // A parameter or local of the same name hides the member.
        var isHidden = !SymbolEqualityComparer.Default.Equals(_model.GetSpeculativeSymbolInfo(statements.Last().SpanStart, SyntaxFactory.ParseExpression(name), SpeculativeBindingOption.BindAsExpression).Symbol, member);
        var target = isHidden ? "this." + name : name;
        return statements.FirstOrDefault(IsRegistration) is { } registration
            ? Insert(registration, isBefore: true, target)
            : Insert(statements.Last(), isBefore: false, target);
    }

    /// <summary>The registration that follows a statement of a constructor.</summary>
    private static StatementSyntax? RegistrationAfter(StatementSyntax statement) =>
        statement.Parent is BlockSyntax { Parent: ConstructorDeclarationSyntax } block
            ? block.Statements.SkipWhile(item => item != statement).FirstOrDefault(IsRegistration)
            : null;

    private static bool IsRegistration(StatementSyntax statement) =>
        statement is ExpressionStatementSyntax { Expression: InvocationExpressionSyntax { Expression: var called } }
        && called is IdentifierNameSyntax { Identifier.ValueText: Registration }
            or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Name.Identifier.ValueText: Registration };

    private Rewrite? Insert(StatementSyntax place, bool isBefore, string target)
    {
        if (!RemovedStatement.CanRemove(place))
        {
            return null;
        }

        var indentation = place.GetLeadingTrivia().LastOrDefault() is var last && last.IsKind(SyntaxKind.WhitespaceTrivia) ? last.ToString() : "";
        var end = place.GetTrailingTrivia().Last(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)).ToString();
        var names = TorchSharpNames.Beside(_call, _model, place.SpanStart);
        var forgiving = (_model.GetNullableContext(place.SpanStart) & NullableContext.WarningsEnabled) != 0 ? "!" : "";
        var statements = new[] { $"{names.Init("ones_")}({target}.weight);", $"{names.Init("zeros_")}({target}.bias{forgiving});" }
            .Select(text => SyntaxFactory.ParseStatement(indentation + text + end))
            .ToList();
        return new Rewrite(
            "Initialise the weight with ones and the bias with zeros",
            EquivalenceKeys.SetParameters,
            _call,
            editor => Insert(editor, place, isBefore, statements));
    }

    private static void Insert(SyntaxEditor editor, StatementSyntax place, bool isBefore, IReadOnlyList<StatementSyntax> statements)
    {
        var isGlobal = place.Parent is GlobalStatementSyntax;
        var node = isGlobal ? place.Parent! : place;
        var inserted = statements.Select(statement => isGlobal ? (SyntaxNode)SyntaxFactory.GlobalStatement(statement) : statement);
        if (isBefore)
        {
            editor.InsertBefore(node, inserted);
        }
        else
        {
            editor.InsertAfter(node, inserted);
        }
    }

    private static bool IsName(ExpressionSyntax expression) =>
        expression is SimpleNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax or SimpleNameSyntax };

    private bool IsOfType(ITypeSymbol? type) =>
        type is not null && SymbolEqualityComparer.Default.Equals(type, _model.GetTypeInfo(_call, _cancellationToken).Type);
}
