using System.Collections.Immutable;
using InitAnalyzer.CodeFixes.Syntax;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace InitAnalyzer.CodeFixes.Frameworks.TorchSharp;

/// <summary>Turns one initializer call into another: collects what becomes of the arguments, and builds the call if that is safe.</summary>
internal sealed class CallRewriter
{
    private readonly TorchSharpCall _call;
    private readonly Dictionary<string, (string Parameter, ExpressionSyntax? Value)> _kept = [];
    private readonly List<NewArgument> _added = [];
    private readonly HashSet<ExpressionSyntax> _moved = [];

    public CallRewriter(TorchSharpCall call)
    {
        _call = call;
    }

    /// <summary>Keeps an argument, if the call has it; arguments that are not kept are removed.</summary>
    public CallRewriter Keep(string parameter, string? newName = null)
    {
        _kept[parameter] = (newName ?? parameter, null);
        return this;
    }

    /// <summary>Passes a value for a parameter: in place of the one that is passed for it, or as a further argument.</summary>
    public CallRewriter Set(string parameter, string value, bool isNamed)
    {
        if (_call.Has(parameter))
        {
            _kept[parameter] = (parameter, Expressions.Parse(value));
        }
        else
        {
            _added.Add(new NewArgument(parameter, Expressions.Parse(value), isNamed));
        }

        return this;
    }

    /// <summary>Says that the value of an argument is written elsewhere in the new call.</summary>
    public CallRewriter Move(string parameter)
    {
        if (_call.Argument(parameter) is { } value)
        {
            _moved.Add(value);
        }

        return this;
    }

    /// <summary>Builds <c>init.function(weight, …)</c>.</summary>
    public ExpressionSyntax? ToInit(string function)
    {
        if (_call.IsTensorMethod)
        {
            // Inside a chain of the tensor's methods, a call of a function would turn the order of reading around.
            if (!_call.IsValueUnused)
            {
                return null;
            }

            _added.Insert(0, new NewArgument("tensor", _call.Weight.WithoutTrivia(), IsNamed: false));
        }
        else
        {
            Keep("tensor");
        }

        return Build(Callee(function), Functions.ParametersInInit(function), Functions.IsInInit);
    }

    /// <summary>Builds the call on the same receiver or with the same qualifier, with other arguments.</summary>
    public ExpressionSyntax? ToSameFunction() =>
        _call.IsTensorMethod
            ? Build(_call.Syntax.Expression, Functions.ParametersInTensor(_call.Function), Functions.IsInTensor)
            : ToInit(_call.Function);

    /// <summary>
    /// Builds <c>weight.detach().function(…)</c>. The detached tensor shares the weight's memory and needs no gradient, so it may be
    /// filled in place; it is not the parameter, so nothing may use the value.
    /// </summary>
    public ExpressionSyntax? ToDetachedFill(string function)
    {
        if (_call.IsTensorMethod || !_call.IsValueUnused)
        {
            return null;
        }

        var weight = _call.Arguments.First();
        if (weight.Parameter != "tensor" && !_call.Arguments.All(argument => _call.IsPure(argument.Syntax.Expression)))
        {
            return null;
        }

        // The initializer takes a null without a warning (a layer's bias is declared as nullable); its members do not.
        var mayBeNull = _call.Model.GetTypeInfo(_call.Weight).Nullability.FlowState == NullableFlowState.MaybeNull;
        var callee = Expressions.Parse($"{Expressions.AsReceiver(_call.Weight)}{(mayBeNull ? "!" : "")}.detach().{function}");
        var comments = _call.Weight.GetLeadingTrivia().SkipWhile(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia));
        return Build(callee, Functions.ParametersInTensor(function), Functions.IsInTensor)
            ?.WithLeadingTrivia(_call.Syntax.GetLeadingTrivia().AddRange(comments));
    }

    /// <summary>The function's name in place of the one that is called, under the same qualifier where that binds.</summary>
    private ExpressionSyntax Callee(string function)
    {
        if (!_call.IsTensorMethod && _call.Syntax.Expression is MemberAccessExpressionSyntax access)
        {
            return access.WithName(Expressions.Name(function).WithTriviaFrom(access.Name));
        }

        return Expressions.Parse(_call.Names.Init(function));
    }

    private ExpressionSyntax? Build(
        ExpressionSyntax callee,
        ImmutableArray<ArgumentListEditor.Parameter> parameters,
        Func<ISymbol?, bool> isMeant)
    {
        var old = _call.Arguments
            .Select(argument => _kept.TryGetValue(argument.Parameter, out var kept)
                ? new OldArgument(argument.Syntax, kept.Parameter, kept.Value)
                : new OldArgument(argument.Syntax, Parameter: null))
            .ToList();

        // What is no longer evaluated must have had no other effect. The weight is: it moves from the list to the receiver or back.
        var dropped = old
            .Where(argument => argument.Parameter is null || argument.Value is not null)
            .Select(argument => argument.Syntax.Expression)
            .Where(expression => expression != _call.Weight && !_moved.Contains(expression));
        if (!dropped.All(_call.IsPure)
            || new ArgumentListEditor(_call.Syntax.ArgumentList, parameters).Edit(old, _added) is not { } arguments)
        {
            return null;
        }

        var result = SyntaxFactory.InvocationExpression(callee.WithTrailingTrivia(_call.Syntax.Expression.GetTrailingTrivia()), arguments)
            .WithLeadingTrivia(_call.Syntax.GetLeadingTrivia())
            .WithTrailingTrivia(_call.Syntax.GetTrailingTrivia());

        // The last word is the compiler's: the names may mean something else here.
        return isMeant(_call.Names.Bind(result)) && !SyntaxFactory.AreEquivalent(result, _call.Syntax) ? result : null;
    }
}
