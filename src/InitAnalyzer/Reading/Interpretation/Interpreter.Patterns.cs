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
                return isInstance == false ? false : isPlain ? isInstance : And(isInstance, MatchParts(recursive, value));
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

    /// <summary>The parts of a recursive pattern, which may bind variables.</summary>
    private bool? MatchParts(IRecursivePatternOperation recursive, Value value)
    {
        bool? all = true;
        for (var i = 0; i < recursive.DeconstructionSubpatterns.Length; i++)
        {
            var item = value is TupleValue tuple && tuple.Items.Length == recursive.DeconstructionSubpatterns.Length ? tuple.Items[i] : Value.Unknown;
            all = And(all, Matches(item, recursive.DeconstructionSubpatterns[i]));
        }

        foreach (var part in recursive.PropertySubpatterns)
        {
            all = And(all, Matches(MemberOf(value, part.Member), part.Pattern));
        }

        return all;
    }

    private Value MemberOf(Value owner, IOperation member)
    {
        switch (member)
        {
            case IMemberReferenceOperation reference when Find(reference.Member, out var framework) is { } concept:
                return VisitMember(member, framework, concept, owner, []);
            case IFieldReferenceOperation { Field: { ContainingType.IsTupleType: true } field }:
                return TupleItem(owner, field);
            case IFieldReferenceOperation { Field.IsStatic: false } field:
                return ReadMember(owner, field.Field);
            default:
                return Value.Unknown;
        }
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
