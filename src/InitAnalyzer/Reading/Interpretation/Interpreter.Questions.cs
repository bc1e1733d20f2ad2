using InitAnalyzer.Reading.Source;
using InitAnalyzer.Reading.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace InitAnalyzer.Reading.Interpretation;

/// <content>
/// Conditions that ask which layer or which round of a loop this is: <c>l.out_features &gt; 1</c>, <c>m == last</c>,
/// <c>seen++ &lt; count</c>. Where such a one is not followed, what it guards may fill this layer or may not.
/// </content>
internal sealed partial class Interpreter
{
    private readonly Question noQuestion = new(null);

    /// <summary>Whether a question that is not followed may have kept an initializer from this layer.</summary>
    private bool IsInQuestion(AbstractObject layer) =>
        doubt.Question is { } question && !(layer.MadeUnder?.IsWithin(question) ?? false);

    /// <summary>The doubt that a condition leaves which is not followed.</summary>
    private Doubt Under(Doubt outer, IOperation? condition) =>
        outer.Under(condition is not null && AsksWhich(condition)
            ? (outer.Question ?? noQuestion).At(condition.Syntax, path)
            : null);

    /// <summary>What a section of a switch asks, beyond types.</summary>
    private static IOperation? QuestionOf(ISwitchOperation @switch, ISwitchCaseOperation section)
    {
        foreach (var clause in section.Clauses)
        {
            if (clause is IPatternCaseClauseOperation { Guard: { } guard })
            {
                return guard;
            }

            if (clause is ISingleValueCaseClauseOperation or IPatternCaseClauseOperation { Pattern: IConstantPatternOperation })
            {
                return @switch.Value;
            }
        }

        return null;
    }

    private static IOperation? QuestionOf(IOperation value, IPatternOperation pattern) => pattern is IConstantPatternOperation ? value : null;

    private bool AsksWhich(IOperation condition) => condition switch
    {
        // What does not match is taken out of the value; what is null is nothing.
        IIsPatternOperation or IIsTypeOperation or ITypeOfOperation => false,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } both =>
            AsksWhich(both.LeftOperand) || AsksWhich(both.RightOperand),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } comparison
            when IsNullOrType(comparison.LeftOperand) || IsNullOrType(comparison.RightOperand) => false,
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } negation => AsksWhich(negation.Operand),
        IParenthesizedOperation parenthesized => AsksWhich(parenthesized.Operand),
        _ => MentionsVarying(condition),
    };

    /// <summary>Whether what is passed for a parameter may be a choice, which a method in source then makes.</summary>
    private bool MayVary(IParameterSymbol parameter) =>
        parameter.Type is { SpecialType: not SpecialType.None } or { TypeKind: TypeKind.Enum } && IsInSource(parameter.ContainingSymbol);

    private static bool IsNullOrType(IOperation operand) => Strip(operand) is ITypeOfOperation or ILiteralOperation { ConstantValue: { HasValue: true, Value: null } };

    private readonly Dictionary<IOperation, ISymbol[]?> variablesIn = [];

    /// <summary>Whether a variable in an expression is a layer, or of a layer, or another in each round of a loop around it.</summary>
    private bool MentionsVarying(IOperation expression)
    {
        // The same code runs many times, for each block of a network; null stands for a variable of a loop.
        if (!variablesIn.TryGetValue(expression, out var variables))
        {
            variablesIn[expression] = variables = VariablesIn(expression);
        }

        return variables is null || Array.Exists(variables, variable => IsOfLayer(ReadVariable(variable)));
    }

    private ISymbol[]? VariablesIn(IOperation expression)
    {
        List<ISymbol>? found = null;
        foreach (var operation in expression.DescendantsAndSelf())
        {
            ISymbol? variable = operation.Kind switch
            {
                OperationKind.LocalReference => ((ILocalReferenceOperation)operation).Local,
                OperationKind.ParameterReference => ((IParameterReferenceOperation)operation).Parameter,
                _ => null,
            };
            if (variable is not null)
            {
                if (ChangesInLoop(variable, operation.Syntax))
                {
                    return null;
                }

                (found ??= []).Add(variable);
            }
        }

        return found?.ToArray() ?? [];
    }

    private bool IsOfLayer(Value value) => value switch
    {
        VaryingValue or WeightValue or ShapeValue or NumberValue { Quantity.Fan: not null } => true,
        ObjectsValue objects => objects.Objects.Any(item => item is FrameworkModule || (item is InstanceObject instance && IsModule(instance.Type))),
        TupleValue tuple => tuple.Items.Any(IsOfLayer),
        _ => false,
    };

    private readonly Dictionary<SyntaxNode, HashSet<string>> assignedIn = [];

    private bool ChangesInLoop(ISymbol variable, SyntaxNode reference)
    {
        for (var node = reference.Parent; node is not null and not (MemberDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax); node = node.Parent)
        {
            if (node is CommonForEachStatementSyntax or ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax
                && (variable.DeclaringSyntaxReferences.Any(declaration => node.Span.Contains(declaration.Span)) || Assigns(node, variable.Name)))
            {
                return true;
            }
        }

        return false;
    }

    private bool Assigns(SyntaxNode loop, string name)
    {
        if (!assignedIn.TryGetValue(loop, out var names))
        {
            assignedIn[loop] = names = new HashSet<string>(
                loop.DescendantNodes().Select(NameAssigned).OfType<string>(),
                StringComparer.Ordinal);
        }

        return names.Contains(name);
    }

    private static string? NameAssigned(SyntaxNode node) => node switch
    {
        AssignmentExpressionSyntax { Left: IdentifierNameSyntax left } => left.Identifier.ValueText,
        PostfixUnaryExpressionSyntax { Operand: IdentifierNameSyntax operand } => operand.Identifier.ValueText,
        PrefixUnaryExpressionSyntax { Operand: IdentifierNameSyntax operand } => operand.Identifier.ValueText,
        _ => null,
    };
}
