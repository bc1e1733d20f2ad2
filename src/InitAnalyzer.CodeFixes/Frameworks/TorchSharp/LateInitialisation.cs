using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace InitAnalyzer.CodeFixes.Frameworks.TorchSharp;

/// <summary>
/// Moves the blanket initialisations of a constructor behind the registration of the layers. Where they stand they do
/// nothing, so nothing that lies between depends on them; what they read must be the same behind it.
/// </summary>
internal sealed class LateInitialisation
{
    private const string RegisterFields = "RegisterComponents";
    private const string ModuleType = "TorchSharp.torch.nn.Module";

    private readonly SemanticModel _model;
    private readonly CancellationToken _cancellationToken;

    private LateInitialisation(SemanticModel model, CancellationToken cancellationToken)
    {
        _model = model;
        _cancellationToken = cancellationToken;
    }

    public static Rewrite? Write(SyntaxNode site, SemanticModel model, CancellationToken cancellationToken) =>
        new LateInitialisation(model, cancellationToken).Write(site);

    private Rewrite? Write(SyntaxNode site)
    {
        if (StatementOf(site) is not { Parent: BlockSyntax block } initialisation || block.ContainsDirectives)
        {
            return null;
        }

        var statements = block.Statements;
        var first = statements.IndexOf(Registers);
        var last = statements.LastIndexOf(Registers);
        if (first <= statements.IndexOf(initialisation))
        {
            return null;
        }

        // All of them at once, so that they stay in their order.
        var moved = statements.Take(first).Where(statement => statement == initialisation || Initialises(statement)).ToList();
        var passed = statements.Take(last).Skip(statements.IndexOf(moved[0])).Except(moved).ToList();
        if (!moved.All(MayMove) || !passed.All(statement => MayRunEarlier(statement, moved)))
        {
            return null;
        }

        var registration = statements[last];
        return new Rewrite(
            $"Initialise after {((registration as ExpressionStatementSyntax)?.Expression as InvocationExpressionSyntax)?.Expression}",
            EquivalenceKeys.MoveBehindRegistration,
            moved[0],
            editor =>
            {
                editor.InsertAfter(registration, moved);
                foreach (var statement in moved)
                {
                    editor.RemoveNode(statement, SyntaxRemoveOptions.KeepNoTrivia);
                }
            });
    }

    /// <summary>The statement of a constructor that leads to the site: it holds it, or calls the method that does.</summary>
    private StatementSyntax? StatementOf(SyntaxNode site)
    {
        var member = site.FirstAncestorOrSelf<MemberDeclarationSyntax>();
        if (member is ConstructorDeclarationSyntax { Body: { } own })
        {
            return own.Statements.FirstOrDefault(statement => statement.Span.Contains(site.Span));
        }

        if (member is not MethodDeclarationSyntax { Body: { } body } method
            || !body.Statements.All(IsMovable)
            || _model.GetDeclaredSymbol(method, _cancellationToken) is not { } symbol)
        {
            return null;
        }

        // The only constructor, which calls the method once.
        var constructors = symbol.ContainingType.InstanceConstructors;
        var calls = constructors
            .SelectMany(constructor => constructor.DeclaringSyntaxReferences)
            .Select(reference => reference.GetSyntax(_cancellationToken))
            .OfType<ConstructorDeclarationSyntax>()
            .Where(constructor => constructor.SyntaxTree == site.SyntaxTree)
            .SelectMany(constructor => constructor.Body?.Statements ?? default)
            .Where(statement => statement is ExpressionStatementSyntax { Expression: InvocationExpressionSyntax call } && Calls(call, symbol))
            .ToList();
        return constructors.Length == 1 && calls.Count == 1 ? calls[0] : null;
    }

    private bool Registers(StatementSyntax statement) =>
        statement is ExpressionStatementSyntax { Expression: InvocationExpressionSyntax call }
        && MethodOf(call) is { Name: RegisterFields or "register_module" or "add_module" or "register_parameter" } method
        && IsOfModule(method)
        && IsOnThis(call);

    /// <summary>Whether a statement is a walk over this module's parts, or a function applied to them, that initialises.</summary>
    private bool Initialises(StatementSyntax statement) =>
        IsMovable(statement)
        && InvocationsIn(statement).Any(call => MethodOf(call) is { } method && IsOfModule(method) && IsOnThis(call)
            && (method.Name == "apply"
                || (method.Name is "modules" or "named_modules" or "children" or "named_children" or "parameters" or "named_parameters"
                    && InvocationsIn(statement).Any(Fills))));

    /// <summary>Whether a statement is a loop, or a call, with nothing else beside it.</summary>
    private static bool IsMovable(StatementSyntax statement) => statement switch
    {
        CommonForEachStatementSyntax or ExpressionStatementSyntax { Expression: InvocationExpressionSyntax } => true,
        IfStatementSyntax { Else: null } branch => IsMovable(branch.Statement),
        BlockSyntax { Statements: { Count: 1 } inner } => IsMovable(inner[0]),
        _ => false,
    };

    /// <summary>Whether a statement leaves nothing behind but filled weights, and does not leave the constructor.</summary>
    private bool MayMove(StatementSyntax statement) =>
        IsMovable(statement)
        && _model.AnalyzeDataFlow(statement) is { Succeeded: true } data
        && data.DataFlowsOut.IsEmpty
        && _model.AnalyzeControlFlow(statement) is { Succeeded: true, ExitPoints.IsEmpty: true }
        && !statement.DescendantNodes().OfType<AssignmentExpressionSyntax>().Any(assignment =>
            _model.GetSymbolInfo(assignment.Left, _cancellationToken).Symbol is IFieldSymbol or IPropertySymbol);

    /// <summary>Whether a statement may run before the initialisations: it fills no weight itself, and they read nothing that it changes.</summary>
    private bool MayRunEarlier(StatementSyntax statement, IReadOnlyList<StatementSyntax> moved)
    {
        if (InvocationsIn(statement).Any(call => Fills(call) || MethodOf(call) is not { } method || MayFill(method))
            || _model.AnalyzeDataFlow(statement) is not { Succeeded: true } data)
        {
            return false;
        }

        var written = new HashSet<ISymbol>(data.WrittenInside, SymbolEqualityComparer.Default);
        return !moved.Any(later => _model.AnalyzeDataFlow(later)!.ReadInside.Any(written.Contains));
    }

    /// <summary>A method in source that returns nothing is called for what it does; so is one that loads weights.</summary>
    private static bool MayFill(IMethodSymbol method) =>
        (!method.DeclaringSyntaxReferences.IsEmpty && method.ReturnsVoid)
        || method.Name.StartsWith("load", StringComparison.OrdinalIgnoreCase);

    private bool Fills(InvocationExpressionSyntax call) =>
        MethodOf(call) is { } method
        && (Functions.IsInInit(method) || (Functions.IsInTensor(method) && method.Name.EndsWith("_", StringComparison.Ordinal)));

    private bool Calls(InvocationExpressionSyntax call, IMethodSymbol method) =>
        SymbolEqualityComparer.Default.Equals(MethodOf(call)?.OriginalDefinition, method.OriginalDefinition);

    private IMethodSymbol? MethodOf(InvocationExpressionSyntax call) =>
        _model.GetSymbolInfo(call, _cancellationToken).Symbol as IMethodSymbol;

    private static IEnumerable<InvocationExpressionSyntax> InvocationsIn(SyntaxNode node) =>
        node.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().Where(call => call.Expression is not IdentifierNameSyntax { Identifier.ValueText: "nameof" });

    private static bool IsOnThis(InvocationExpressionSyntax call) =>
        call.Expression is SimpleNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax or BaseExpressionSyntax };

    private static bool IsOfModule(IMethodSymbol method)
    {
        for (var type = method.ContainingType; type is not null; type = type.BaseType)
        {
            if (type.ToDisplayString() == ModuleType)
            {
                return true;
            }
        }

        return false;
    }
}
