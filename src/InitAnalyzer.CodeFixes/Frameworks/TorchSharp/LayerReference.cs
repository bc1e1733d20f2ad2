using InitAnalyzer.CodeFixes.Syntax;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace InitAnalyzer.CodeFixes.Frameworks.TorchSharp;

/// <summary>How code that comes after the construction of a layer can speak of it.</summary>
internal sealed class LayerReference
{
    private const string SequentialType = "TorchSharp.Modules.Sequential";

    private readonly string _holder;
    private readonly ISymbol _member;
    private readonly ITypeSymbol _holderType;
    private readonly IReadOnlyList<int> _indices;
    private readonly ITypeSymbol _layerType;
    private readonly ITypeSymbol? _containerType;

    private LayerReference(string holder, ISymbol member, ITypeSymbol holderType, IReadOnlyList<int> indices, ITypeSymbol layerType, ITypeSymbol? containerType)
    {
        _holder = holder;
        _member = member;
        _holderType = holderType;
        _indices = indices;
        _layerType = layerType;
        _containerType = containerType;
    }

    /// <summary>The declaration of the variable that holds the layer, where that is a local one.</summary>
    public StatementSyntax? Local { get; private init; }

    /// <summary>The statement that assigns the member which holds the layer; null where the member's initialiser does.</summary>
    public StatementSyntax? Assignment { get; private init; }

    /// <summary>The type whose member holds the layer.</summary>
    public TypeDeclarationSyntax? Type { get; private init; }

    /// <summary>Finds what holds a layer: a variable, a field or a property, or a <c>Sequential</c> in one of these.</summary>
    public static LayerReference? TryFind(InvocationExpressionSyntax creation, SemanticModel model, CancellationToken cancellationToken)
    {
        if (model.GetTypeInfo(creation, cancellationToken).Type is not { } layerType)
        {
            return null;
        }

        // From the inside to the outside.
        var indices = new List<int>();
        var outermost = creation;
        ITypeSymbol? containerType = null;
        while (ContainerOf(outermost) is var (container, index))
        {
            containerType = model.GetTypeInfo(container, cancellationToken).Type;
            if (containerType?.ToDisplayString() != SequentialType || !IsFactoryOfParts(container, model, cancellationToken))
            {
                return null;
            }

            indices.Insert(0, index);
            outermost = container;
        }

        switch (outermost.Parent)
        {
            case EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable }:
                var symbol = model.GetDeclaredSymbol(variable, cancellationToken);
                return variable.Parent?.Parent switch
                {
                    LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0, Declaration.Variables.Count: 1 } local when symbol is ILocalSymbol { Type: var type } =>
                        Make(symbol, type, variable.Identifier.Text, local, null, null),
                    FieldDeclarationSyntax { Parent: TypeDeclarationSyntax owner } when symbol is IFieldSymbol { IsStatic: false, Type: var type } =>
                        Make(symbol, type, variable.Identifier.Text, null, null, owner),
                    _ => null,
                };
            case EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax { Parent: TypeDeclarationSyntax owner } property }
                when model.GetDeclaredSymbol(property, cancellationToken) is { IsStatic: false } declared:
                return Make(declared, declared.Type, property.Identifier.Text, null, null, owner);
            case AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Parent: ExpressionStatementSyntax statement } assignment
                when assignment.Right == outermost
                    && assignment.Left is IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax }
                    && statement.FirstAncestorOrSelf<MemberDeclarationSyntax>() is ConstructorDeclarationSyntax { Parent: TypeDeclarationSyntax owner }:
                return model.GetSymbolInfo(assignment.Left, cancellationToken).Symbol switch
                {
                    IFieldSymbol { IsStatic: false } field => Make(field, field.Type, assignment.Left.ToString(), null, statement, owner),
                    IPropertySymbol { IsStatic: false, GetMethod: not null } property => Make(property, property.Type, assignment.Left.ToString(), null, statement, owner),
                    _ => null,
                };
            default:
                return null;
        }

        LayerReference? Make(ISymbol member, ITypeSymbol type, string name, StatementSyntax? local, StatementSyntax? assignment, TypeDeclarationSyntax? owner) =>
            type.NullableAnnotation == NullableAnnotation.Annotated && local is null
                ? null
                : new LayerReference(name, member, type, indices, layerType, containerType) { Local = local, Assignment = assignment, Type = owner };
    }

    /// <summary>The layer's weight, with the casts that it takes.</summary>
    public string WeightAt(TorchSharpNames names)
    {
        // A parameter of the same name hides the member.
        var expression = _member is ILocalSymbol || names.Denotes(_holder, _member) ? _holder : "this." + _holder;
        if (_indices.Count > 0)
        {
            var isContainer = _holderType.ToDisplayString(NullableFlowState.NotNull) == SequentialType;
            expression = isContainer ? expression : Cast(_containerType!, expression);
            for (var i = 0; i < _indices.Count; i++)
            {
                expression = (i == 0 ? expression : Cast(_containerType!, expression)) + $"[{_indices[i]}]";
            }
        }

        var hasWeight = _indices.Count == 0 && SymbolEqualityComparer.Default.Equals(_holderType.WithNullableAnnotation(NullableAnnotation.None), _layerType.WithNullableAnnotation(NullableAnnotation.None));
        return (hasWeight ? expression : Cast(_layerType, expression)) + ".weight";

        string Cast(ITypeSymbol type, string operand) => $"(({names.Module(type)}){operand})";
    }

    /// <summary>The call whose argument a module is, alone or as the second of a pair, and its place among the arguments.</summary>
    private static (InvocationExpressionSyntax Container, int Index)? ContainerOf(InvocationExpressionSyntax part)
    {
        SyntaxNode node = part;
        if (node.Parent is ArgumentSyntax { Parent: TupleExpressionSyntax { Arguments: { Count: 2 } pair } tuple } second && pair[1] == second)
        {
            node = tuple;
        }

        return node.Parent is ArgumentSyntax { NameColon: null, Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax container } list } argument
            ? (container, list.Arguments.IndexOf(argument))
            : null;
    }

    /// <summary>Whether each argument of a call of <c>Sequential</c> is one part.</summary>
    private static bool IsFactoryOfParts(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellationToken) =>
        model.GetOperation(call, cancellationToken) is Microsoft.CodeAnalysis.Operations.IInvocationOperation { TargetMethod.Name: "Sequential", Arguments: { Length: 1 } arguments }
        && arguments[0].ArgumentKind == Microsoft.CodeAnalysis.Operations.ArgumentKind.ParamArray;
}
