using System.Collections.Immutable;
using System.Globalization;
using InitAnalyzer.CodeFixes.Syntax;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace InitAnalyzer.CodeFixes.Frameworks.TorchSharp;

/// <summary>An initializer call as it stands in source: which function, which weight, which arguments, and how the author qualifies names.</summary>
internal sealed class TorchSharpCall
{
    private readonly CancellationToken _cancellationToken;
    private readonly ImmutableArray<(string Parameter, ArgumentSyntax Syntax)> _arguments;

    private TorchSharpCall(
        InvocationExpressionSyntax syntax,
        IMethodSymbol method,
        ExpressionSyntax weight,
        ImmutableArray<(string Parameter, ArgumentSyntax Syntax)> arguments,
        SemanticModel model,
        CancellationToken cancellationToken)
    {
        Syntax = syntax;
        Function = method.Name;
        IsTensorMethod = !method.IsStatic;
        HasLaw = Functions.CanRewrite(method);
        Weight = weight;
        Model = model;
        _arguments = arguments;
        _cancellationToken = cancellationToken;
        Names = new TorchSharpNames(model, syntax, IsTensorMethod);
    }

    public InvocationExpressionSyntax Syntax { get; }

    /// <summary>The function's name, such as <c>xavier_uniform_</c>.</summary>
    public string Function { get; }

    /// <summary>Whether it is <c>weight.normal_(…)</c> instead of <c>init.normal_(weight, …)</c>.</summary>
    public bool IsTensorMethod { get; }

    public ExpressionSyntax Weight { get; }

    /// <summary>Whether another law can be written in the place of the call's.</summary>
    public bool HasLaw { get; }

    public SemanticModel Model { get; }

    public TorchSharpNames Names { get; }

    /// <summary>The arguments in source order, the weight among them.</summary>
    public IEnumerable<(string Parameter, ArgumentSyntax Syntax)> Arguments => _arguments;

    /// <summary>Whether an argument carries a name.</summary>
    public bool UsesNames => _arguments.Any(argument => argument.Syntax.NameColon is not null);

    /// <summary>Whether an argument other than the weight goes by position.</summary>
    public bool UsesPositions => _arguments.Any(argument => argument.Parameter != "tensor" && argument.Syntax.NameColon is null);

    public bool IsValueUnused => Evaluation.IsValueUnused(Syntax, Model, _cancellationToken);

    /// <summary>Reads a call; returns null where it is not, or no longer, one that can be rewritten.</summary>
    public static TorchSharpCall? TryRead(InvocationExpressionSyntax syntax, SemanticModel model, CancellationToken cancellationToken)
    {
        // Inside #if, a rewrite would be right for one set of symbols only.
        if (syntax.ContainsDirectives
            || model.GetOperation(syntax, cancellationToken) is not IInvocationOperation operation
            || !Functions.IsInitializer(operation.TargetMethod))
        {
            return null;
        }

        var arguments = operation.Arguments
            .Where(argument => argument is { ArgumentKind: ArgumentKind.Explicit, Parameter: not null })
            .Select(argument => (Parameter: argument.Parameter!.Name, Syntax: SyntaxOf(argument)!))
            .Where(argument => argument.Syntax is not null)
            .OrderBy(argument => argument.Syntax.SpanStart)
            .ToImmutableArray();
        var weight = operation.TargetMethod.IsStatic
            ? arguments.FirstOrDefault(argument => argument.Parameter == "tensor").Syntax?.Expression
            : (syntax.Expression as MemberAccessExpressionSyntax)?.Expression;
        return weight is null || arguments.Length != syntax.ArgumentList.Arguments.Count
            ? null
            : new TorchSharpCall(syntax, operation.TargetMethod, weight, arguments, model, cancellationToken);
    }

    /// <summary>The argument in source; of <c>x!</c>, the operation knows only the <c>x</c>.</summary>
    private static ArgumentSyntax? SyntaxOf(IArgumentOperation argument)
    {
        var node = argument.Syntax;
        while (node is ExpressionSyntax { Parent: PostfixUnaryExpressionSyntax or ParenthesizedExpressionSyntax or ArgumentSyntax })
        {
            node = node.Parent;
        }

        return node as ArgumentSyntax;
    }

    public ExpressionSyntax? Argument(string parameter) =>
        _arguments.FirstOrDefault(argument => argument.Parameter == parameter).Syntax?.Expression;

    public bool IsNamed(string parameter) =>
        _arguments.Any(argument => argument.Parameter == parameter && argument.Syntax.NameColon is not null);

    public bool Has(string parameter) => Argument(parameter) is not null;

    /// <summary>The number passed for a parameter, or the default where nothing is passed; null where it is not a constant.</summary>
    public double? Number(string parameter, double @default) =>
        Argument(parameter) is { } expression ? Constant(expression) : @default;

    /// <summary>The value of a constant number; null where it is something else.</summary>
    public double? Constant(ExpressionSyntax expression) =>
        Model.GetConstantValue(expression, _cancellationToken) is { HasValue: true, Value: IConvertible and not (string or bool or char) and var value }
            ? Convert.ToDouble(value, CultureInfo.InvariantCulture)
            : null;

    public ITypeSymbol? TypeOf(ExpressionSyntax expression) => Model.GetTypeInfo(expression, _cancellationToken).Type;

    /// <summary>Whether an argument is a constant member of one of the init enums.</summary>
    public bool IsMember(string parameter, string member) =>
        Argument(parameter) is { } expression
        && Model.GetSymbolInfo(expression, _cancellationToken).Symbol is IFieldSymbol { IsConst: true } field
        && field.Name == member;

    public bool IsNull(string parameter) =>
        Argument(parameter) is { } expression
        && Model.GetConstantValue(expression, _cancellationToken) is { HasValue: true, Value: null };

    /// <summary>Whether the weight may be evaluated a second time.</summary>
    public bool IsWeightRepeatable => Evaluation.IsRepeatable(Weight);

    /// <summary>Whether an expression only computes: it may be dropped.</summary>
    public bool IsPure(ExpressionSyntax expression) =>
        Evaluation.IsPure(expression, node => node switch
        {
            InvocationExpressionSyntax => Model.GetSymbolInfo(node, _cancellationToken).Symbol is IMethodSymbol method && Computes(method),
            BaseObjectCreationExpressionSyntax creation =>
                creation.Initializer is null
                && Model.GetTypeInfo(node, _cancellationToken).Type?.ToDisplayString() == "TorchSharp.torch.Generator",
            TupleExpressionSyntax => true,
            _ => false,
        });

    private static bool Computes(IMethodSymbol method) =>
        method.ContainingType?.ToDisplayString() is "System.Math" or "System.MathF"
        || (Functions.IsInInit(method) && method.Name is "calculate_gain" or "CalculateFanInAndFanOut")
        || (Functions.IsInTensor(method) && method.Name is "size" or "numel" or "dim");
}
