using System.Collections.Immutable;
using InitAnalyzer.Reading.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace InitAnalyzer.Reading.Interpretation;

/// <content>Statements.</content>
internal sealed partial class Interpreter
{
    private Value VisitStatement(IOperation operation)
    {
        switch (operation.Kind)
        {
            case OperationKind.Block:
                VisitBlock(((IBlockOperation)operation).Operations);
                break;
            case OperationKind.ExpressionStatement:
                return Visit(((IExpressionStatementOperation)operation).Operation);
            case OperationKind.VariableDeclarationGroup:
                VisitAll(((IVariableDeclarationGroupOperation)operation).Declarations);
                break;
            case OperationKind.VariableDeclaration:
                var declaration = (IVariableDeclarationOperation)operation;
                foreach (var variable in declaration.Declarators)
                {
                    VisitDeclarator(variable, declaration.Initializer);
                }

                break;
            case OperationKind.VariableDeclarator:
                VisitDeclarator((IVariableDeclaratorOperation)operation, null);
                break;
            case OperationKind.Conditional:
                return VisitConditional((IConditionalOperation)operation);
            case OperationKind.Switch:
                VisitSwitch((ISwitchOperation)operation);
                break;
            case OperationKind.Loop:
                VisitLoop((ILoopOperation)operation);
                break;
            case OperationKind.Using:
                VisitUsing((IUsingOperation)operation);
                break;
            case OperationKind.UsingDeclaration:
                Visit(((IUsingDeclarationOperation)operation).DeclarationGroup);
                break;
            case OperationKind.Lock:
                var @lock = (ILockOperation)operation;
                Visit(@lock.LockedValue);
                Visit(@lock.Body);
                break;
            case OperationKind.Try:
                VisitTry((ITryOperation)operation);
                break;
            case OperationKind.YieldReturn:
                Yield(Visit(((IReturnOperation)operation).ReturnedValue));
                break;
            case OperationKind.YieldBreak:
                Return(null);
                break;
            case OperationKind.Return:
                Return(((IReturnOperation)operation).ReturnedValue is { } returned ? Visit(returned) : null);
                break;
            case OperationKind.Branch:
                frame.Leave(((IBranchOperation)operation).Target, state);
                state = null;
                break;
            case OperationKind.Labeled:
                var labeled = (ILabeledOperation)operation;
                Land(labeled.Label);
                Visit(labeled.Operation);
                break;
            case OperationKind.Throw:
                Visit(((IThrowOperation)operation).Exception);
                state = null;
                break;
            case OperationKind.MethodBody:
                var body = (IMethodBodyOperation)operation;
                Visit(body.BlockBody ?? body.ExpressionBody);
                break;
            case OperationKind.LocalFunction:
            case OperationKind.Empty:
                break;
            default:
                // Unknown to this reader, or to the compiler version that it was built against: its parts may still matter.
                VisitAll(operation.ChildOperations);
                break;
        }

        return Value.Unknown;
    }

    private void VisitUsing(IUsingOperation @using) => InGradientScope(() =>
    {
        Visit(@using.Resources);
        Visit(@using.Body);
    });

    /// <summary>What is yielded so far is a part of the state: branches join it, loops repeat it.</summary>
    private void Yield(Value item)
    {
        if (state is not null)
        {
            frame.Yielded ??= new SequenceObject(frame.CallSite!);
            var contents = state.Contents.TryGetValue(frame.Yielded, out var earlier) ? earlier : Contents.Empty;
            state = state.WithContents(frame.Yielded, contents.Add(item));
        }
    }

    private void VisitAll(IEnumerable<IOperation> operations)
    {
        foreach (var operation in operations)
        {
            Visit(operation);
        }
    }

    private void VisitBlock(ImmutableArray<IOperation> operations)
    {
        // A local function may be called before its declaration is reached.
        foreach (var operation in operations)
        {
            if (operation is ILocalFunctionOperation function)
            {
                localFunctions[function.Symbol] = function;
            }
        }

        (GradientMode Mode, int Open)? scope = null;
        foreach (var operation in operations)
        {
            if (operation is IUsingDeclarationOperation)
            {
                scope ??= (state?.Gradients ?? GradientMode.Unknown, openScopes);
            }

            // A label may make the rest reachable again.
            if (state is null && operation is ILabeledOperation labeled)
            {
                Land(labeled.Label);
            }

            Visit(operation);
        }

        if (scope is var (mode, open))
        {
            LeaveGradientScope(mode, open);
        }
    }

    private void VisitDeclarator(IVariableDeclaratorOperation declarator, IVariableInitializerOperation? shared)
    {
        if ((declarator.Initializer ?? shared) is { } initializer)
        {
            var value = Visit(initializer.Value);
            SetLocal(declarator.Symbol, value is UnknownValue && AsksWhich(initializer.Value) ? Value.Varying : value);
        }
    }

    private void SetLocal(ISymbol symbol, Value value)
    {
        Name(value, symbol);
        state = state?.WithLocal(symbol, value);
    }

    private static void Name(Value value, ISymbol symbol)
    {
        if (value is ObjectsValue objects)
        {
            foreach (var item in objects.Objects)
            {
                item.HeldBy(symbol);
            }
        }
        else if (value is WeightValue weight)
        {
            foreach (var item in weight.Layers)
            {
                (item as TensorObject)?.HeldBy(symbol);
            }
        }
        else if (value is FreshTensorValue { Tensor: { } tensor })
        {
            tensor.HeldBy(symbol);
        }
    }

    private void Return(Value? value)
    {
        if (state is null)
        {
            return;
        }

        if (value is not null)
        {
            frame.Returned = frame.Returned is null ? value : Value.Join(frame.Returned, value);
        }

        frame.ReturnState = State.Join(frame.ReturnState, state);
        state = null;
    }

    /// <summary>Joins in the states that jumped to a label.</summary>
    private void Land(ILabelSymbol label) => state = State.Join(state, frame.Land(label));

    private Value VisitConditional(IConditionalOperation conditional)
    {
        var condition = Decide(conditional.Condition);
        if (condition is { } known)
        {
            return Visit(known ? conditional.WhenTrue : conditional.WhenFalse);
        }

        var before = state;
        var outerDoubt = doubt;
        var whenTrue = Value.Unknown;
        var whenFalse = Value.Unknown;
        var innerDoubt = Under(outerDoubt, conditional.Condition);
        doubt = innerDoubt;
        var afterTrue = Branch(before, () => whenTrue = Visit(conditional.WhenTrue));
        var isTrueReached = state is not null;
        doubt = innerDoubt;
        var afterFalse = Branch(before, () => whenFalse = Visit(conditional.WhenFalse));
        var isFalseReached = state is not null;

        // Where one branch leaves, what follows depends on the condition too.
        doubt = isTrueReached == isFalseReached ? outerDoubt : innerDoubt;
        state = State.Join(afterTrue, afterFalse);
        return (isTrueReached, isFalseReached) switch
        {
            (true, true) => Value.Join(whenTrue, whenFalse),
            (true, false) => whenTrue,
            _ => whenFalse,
        };
    }

    private void VisitSwitch(ISwitchOperation @switch)
    {
        var value = Visit(@switch.Value);
        State? after = null;
        var isDecided = false;
        var isInDoubt = false;
        var defaultCase = @switch.Cases.FirstOrDefault(item => item.Clauses.Any(clause => clause.CaseKind == CaseKind.Default));
        foreach (var section in @switch.Cases)
        {
            var before = state;
            var matches = section.Clauses.Aggregate((bool?)false, (so, clause) => Or(so, Matches(value, clause)));
            if (matches == false || isDecided || before is null)
            {
                continue;
            }

            // What follows, be it behind the switch, may not be reached for every value.
            doubt = matches is null && !isInDoubt ? Under(doubt, QuestionOf(@switch, section)) : doubt;
            isInDoubt |= matches is null;
            VisitBlock(section.Body);
            after = State.Join(after, state);
            state = before;
            isDecided = matches == true;
        }

        if (!isDecided && defaultCase is not null)
        {
            VisitBlock(defaultCase.Body);
            after = State.Join(after, state);
            state = null;
        }
        else if (isDecided)
        {
            state = null;
        }

        state = State.Join(after, state);
        Land(@switch.ExitLabel);
    }

    private bool? Matches(Value value, ICaseClauseOperation clause)
    {
        switch (clause)
        {
            case IPatternCaseClauseOperation pattern:
                var matches = Matches(value, pattern.Pattern);
                return pattern.Guard is null || matches == false ? matches : And(matches, Decide(pattern.Guard));
            case ISingleValueCaseClauseOperation single:
                return AreEqual(value, Visit(single.Value));
            case IDefaultCaseClauseOperation:
                // Its turn comes when no other section matches.
                return false;
            default:
                return null;
        }
    }

    private void VisitTry(ITryOperation @try)
    {
        var before = state;
        guards += @try.Catches.IsEmpty ? 0 : 1;
        Visit(@try.Body);
        guards -= @try.Catches.IsEmpty ? 0 : 1;
        var after = state;
        var entry = State.Join(before, after);
        foreach (var clause in @try.Catches)
        {
            after = State.Join(after, Branch(entry, () => Visit(clause.Handler)));
        }

        state = after;
        if (@try.Finally is { } @finally)
        {
            if (state is null)
            {
                // Returns have left already, but what the block does may still matter.
                Branch(frame.ReturnState ?? entry, () => Visit(@finally));
                state = null;
            }
            else
            {
                Visit(@finally);
            }
        }
    }
}
