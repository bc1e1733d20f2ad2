using InitAnalyzer.Frameworks;
using InitAnalyzer.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace InitAnalyzer.Reading;

/// <summary>Tensors that are made in the very call that fills them. That is a matter of the call alone, wherever it stands.</summary>
internal static class Temporaries
{
    /// <summary>The tensor that a call fills, where it is new and nobody takes it; otherwise null.</summary>
    public static TemporaryTensor? Find(IInvocationOperation call, Initializer initializer, Framework framework)
    {
        var isUnused = call.Parent is IExpressionStatementOperation
            or ISimpleAssignmentOperation { Target: IDiscardOperation, Parent: IExpressionStatementOperation };
        var tensor = initializer.Tensor is null
            ? call.Instance
            : call.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == initializer.Tensor)?.Value;
        if (!isUnused || !initializer.Overwrites || tensor is null)
        {
            return null;
        }

        // What shares its memory with a new tensor is as temporary.
        var made = Strip(tensor);
        while (Concept(made, framework) is ReturnsOperand or SetsGradient && OperandOf(made) is { } operand)
        {
            made = operand;
        }

        return IsNew(made, framework) ? new TemporaryTensor(TextOf(tensor), OriginalOf(made, framework)) : null;
    }

    private static bool IsNew(IOperation operation, Framework framework) =>
        Concept(operation, framework) is MakesTensor or AppliesModule { IsNew: true };

    /// <summary>The parameter of a layer that a chain of copies starts from.</summary>
    private static string? OriginalOf(IOperation copy, Framework framework)
    {
        var current = copy;
        while (Concept(current, framework) is ReturnsOperand or SetsGradient or AppliesModule { IsNew: true, Module: PassThroughConcept } && OperandOf(current) is { } operand)
        {
            current = operand;
        }

        return Concept(current, framework) is ReadsParameter ? TextOf(current) : null;
    }

    private static Concept? Concept(IOperation operation, Framework framework)
    {
        ISymbol? member = operation switch
        {
            IInvocationOperation call => call.TargetMethod,
            IBinaryOperation binary => binary.OperatorMethod,
            IUnaryOperation unary => unary.OperatorMethod,
            IPropertyReferenceOperation property => property.Property,
            _ => null,
        };
        return member is null ? null : framework.Find(member);
    }

    /// <summary>The receiver of a call, or its first argument.</summary>
    private static IOperation? OperandOf(IOperation operation) =>
        operation is IInvocationOperation call
            ? (call.Instance ?? call.Arguments.FirstOrDefault()?.Value) is { } operand ? Strip(operand) : null
            : null;

    private static IOperation Strip(IOperation operation)
    {
        while (operation is IConversionOperation or IParenthesizedOperation)
        {
            operation = operation is IConversionOperation conversion ? conversion.Operand : ((IParenthesizedOperation)operation).Operand;
        }

        return operation;
    }

    /// <summary>The text of an expression, on one line.</summary>
    private static string TextOf(IOperation operation) =>
        string.Join(" ", operation.Syntax.ToString().Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
}
