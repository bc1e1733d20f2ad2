using InitAnalyzer.Reading.Source;
using InitAnalyzer.Reading.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace InitAnalyzer.Reading.Interpretation;

/// <content>Type tests and patterns: true, false, or not known; variables are bound to what can match.</content>
internal sealed partial class Interpreter
{
    private bool? Matches(Value value, IPatternOperation pattern)
    {
        switch (pattern)
        {
            case IDeclarationPatternOperation declaration:
                var type = declaration.MatchesNull ? null : declaration.MatchedType;
                var isDeclared = type is null ? true : Test(declaration.Syntax, type, IsInstance(value, type));
                Bind(declaration.DeclaredSymbol, value, type, isDeclared);
                return isDeclared;
            case IRecursivePatternOperation recursive:
                var isInstance = Test(recursive.Syntax, recursive.MatchedType, IsInstance(value, recursive.MatchedType));
                Bind(recursive.DeclaredSymbol, value, recursive.MatchedType, isInstance);
                var isPlain = recursive.PropertySubpatterns.IsEmpty && recursive.DeconstructionSubpatterns.IsEmpty;
                return isInstance == false ? false : isPlain ? isInstance : MatchParts(recursive);
            case ITypePatternOperation typePattern:
                return Test(typePattern.Syntax, typePattern.MatchedType, IsInstance(value, typePattern.MatchedType));
            case INegatedPatternOperation negated:
                return !Matches(value, negated.Pattern);
            case IBinaryPatternOperation binary:
                var left = Matches(value, binary.LeftPattern);
                var right = Matches(value, binary.RightPattern);
                return binary.OperatorKind == BinaryOperatorKind.And ? And(left, right) : Or(left, right);
            case IConstantPatternOperation constant:
                return AreEqual(value, Visit(constant.Value));
            case IDiscardPatternOperation:
                return true;
            default:
                return null;
        }
    }

    /// <summary>The parts of a recursive pattern may bind variables; whether they match is not followed.</summary>
    private bool? MatchParts(IRecursivePatternOperation recursive)
    {
        foreach (var part in recursive.DeconstructionSubpatterns)
        {
            Matches(Value.Unknown, part);
        }

        foreach (var part in recursive.PropertySubpatterns)
        {
            Matches(Value.Unknown, part.Pattern);
        }

        return null;
    }

    private void Bind(ISymbol? symbol, Value value, ITypeSymbol? type, bool? matches)
    {
        if (symbol is null || matches == false)
        {
            return;
        }

        var bound = value is ObjectsValue objects && type is not null
            ? objects.Where(item => IsInstance(item, type) != false)
            : value;
        state = state?.WithLocal(symbol, bound);
    }

    private bool? IsInstance(Value value, ITypeSymbol type)
    {
        switch (value)
        {
            case ConstantValue { Constant: null }:
                return false;
            case TensorValue or WeightValue:
                return IsTensor(type) ? null : false;
            case ObjectsValue { MayBeUnknown: false } objects:
                bool? all = null;
                foreach (var item in objects.Objects)
                {
                    var one = IsInstance(item, type);
                    if (one is null || (all is not null && all != one))
                    {
                        return null;
                    }

                    all = one;
                }

                return all == true && objects.MayBeNull ? null : all;
            default:
                return null;
        }
    }

    private static bool? IsInstance(AbstractObject item, ITypeSymbol type) =>
        item.Type is { } exact && type.TypeKind is TypeKind.Class or TypeKind.Interface or TypeKind.Struct
            ? exact.InheritsFrom(type)
            : null;
}
