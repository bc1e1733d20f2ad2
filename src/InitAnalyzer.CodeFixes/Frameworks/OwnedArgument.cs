using InitAnalyzer.CodeFixes.Syntax;
using InitAnalyzer.Frameworks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace InitAnalyzer.CodeFixes.Frameworks;

/// <summary>
/// Changes an argument of what makes a layer. Where the framework takes objects by another overload than names, the other names
/// among the arguments become objects, too.
/// </summary>
internal static class OwnedArgument
{
    /// <summary>Puts an expression in the place of an argument, or of what a property is set to; null where it does not fit.</summary>
    public static Action<SyntaxEditor>? Replace(
        FrameworkTable table, ExpressionSyntax argument, ExpressionSyntax replacement, SemanticModel model, CancellationToken cancellationToken)
    {
        if (Fits(argument, replacement, model, cancellationToken))
        {
            return editor => editor.ReplaceNode(argument, replacement.WithTriviaFrom(argument));
        }

        if (argument.Parent is not ArgumentSyntax { Parent: ArgumentListSyntax { Parent: ExpressionSyntax call } })
        {
            return null;
        }

        var changes = new Dictionary<ExpressionSyntax, ExpressionSyntax> { [argument] = replacement };
        AddObjects(table, call, changes, model, cancellationToken);
        return Binds(table, call, changes, null, model, cancellationToken) ? Edit(changes) : null;
    }

    /// <summary>Adds the law of the weight to the arguments; null where none can be added.</summary>
    public static Action<SyntaxEditor>? Add(
        FrameworkTable table, ExpressionSyntax creation, ExpressionSyntax law, SemanticModel model, CancellationToken cancellationToken)
    {
        if (ListOf(creation) is not { } list
            || model.GetSymbolInfo(creation, cancellationToken).Symbol is not IMethodSymbol method
            || ConceptOf(table, method) is not { Initializer: { } parameter })
        {
            return null;
        }

        var added = Expressions.NamedArgument(parameter, law);
        var changes = new Dictionary<ExpressionSyntax, ExpressionSyntax>();
        if (!Binds(table, creation, changes, added, model, cancellationToken))
        {
            AddObjects(table, creation, changes, model, cancellationToken);
            if (!Binds(table, creation, changes, added, model, cancellationToken))
            {
                return null;
            }
        }

        return editor => editor.ReplaceNode(list, With(list, changes, added));
    }

    /// <summary>Whether an expression can stand where another does, as it is.</summary>
    private static bool Fits(ExpressionSyntax argument, ExpressionSyntax replacement, SemanticModel model, CancellationToken cancellationToken)
    {
        var wanted = model.GetTypeInfo(argument, cancellationToken).ConvertedType;
        var type = model.GetSpeculativeTypeInfo(argument.SpanStart, replacement, SpeculativeBindingOption.BindAsExpression).Type;
        return wanted is not null && type is not null and not IErrorTypeSymbol
            && model.Compilation.ClassifyConversion(type, wanted).IsImplicit;
    }

    /// <summary>Objects in the place of the other names among the arguments.</summary>
    private static void AddObjects(
        FrameworkTable table, ExpressionSyntax call, Dictionary<ExpressionSyntax, ExpressionSyntax> changes, SemanticModel model, CancellationToken cancellationToken)
    {
        if (table.Names is not { } names || ListOf(call) is not { } list || model.GetSymbolInfo(call, cancellationToken).Symbol is not IMethodSymbol method)
        {
            return;
        }

        for (var i = 0; i < list.Arguments.Count; i++)
        {
            var value = list.Arguments[i].Expression;
            var parameter = ParameterOf(list, i, method);
            if (changes.ContainsKey(value) || model.GetConstantValue(value, cancellationToken) is not { HasValue: true, Value: string name })
            {
                continue;
            }

            var forms = names.ActivationParameters.Names.Contains(parameter) ? names.ActivationForms
                : names.InitializerParameters.Names.Contains(parameter) ? names.InitializerForms
                : null;
            if (forms is not null && forms.TryGetValue(name, out var form) && ShortNames.Shorten(Expressions.Parse(form), value, model) is { } made)
            {
                changes[value] = made;
            }
        }
    }

    /// <summary>Whether a call with other arguments makes a layer of the same kind.</summary>
    private static bool Binds(
        FrameworkTable table,
        ExpressionSyntax call,
        Dictionary<ExpressionSyntax, ExpressionSyntax> changes,
        ArgumentSyntax? added,
        SemanticModel model,
        CancellationToken cancellationToken)
    {
        if (ListOf(call) is not { } list || model.GetSymbolInfo(call, cancellationToken).Symbol is not IMethodSymbol before)
        {
            return false;
        }

        var changed = call.ReplaceNode(list, With(list, changes, added));
        return model.GetSpeculativeSymbolInfo(call.SpanStart, changed, SpeculativeBindingOption.BindAsExpression).Symbol is IMethodSymbol after
            && after.Name == before.Name
            && SymbolEqualityComparer.Default.Equals(after.ContainingType, before.ContainingType)
            && SymbolEqualityComparer.Default.Equals(after.ReturnType, before.ReturnType);
    }

    private static ArgumentListSyntax With(ArgumentListSyntax list, Dictionary<ExpressionSyntax, ExpressionSyntax> changes, ArgumentSyntax? added)
    {
        var changed = changes.Count == 0 ? list : list.ReplaceNodes(changes.Keys, (old, _) => changes[old].WithTriviaFrom(old));
        return added is null ? changed : Append(changed, added);
    }

    private static Action<SyntaxEditor> Edit(Dictionary<ExpressionSyntax, ExpressionSyntax> changes) => editor =>
    {
        foreach (var change in changes)
        {
            editor.ReplaceNode(change.Key, change.Value.WithTriviaFrom(change.Key));
        }
    };

    /// <summary>A list with an argument behind the others.</summary>
    public static ArgumentListSyntax Append(ArgumentListSyntax list, ArgumentSyntax argument) => list.Arguments.Count == 0
        ? list.WithArguments(SyntaxFactory.SingletonSeparatedList(argument))
        : list.WithArguments(SyntaxFactory.SeparatedList<ArgumentSyntax>(
            list.Arguments.GetWithSeparators().Add(SyntaxFactory.ParseArgumentList("(a, b)").Arguments.GetSeparator(0)).Add(argument)));

    /// <summary>The name of the parameter that an argument is for, as it stands or by its place.</summary>
    public static string ParameterOf(ArgumentListSyntax list, int index, IMethodSymbol method) =>
        list.Arguments[index].NameColon?.Name.Identifier.ValueText ?? (index < method.Parameters.Length ? method.Parameters[index].Name : "");

    /// <summary>The arguments of a call or a creation.</summary>
    public static ArgumentListSyntax? ListOf(ExpressionSyntax creation) => creation switch
    {
        InvocationExpressionSyntax call => call.ArgumentList,
        BaseObjectCreationExpressionSyntax made => made.ArgumentList,
        _ => null,
    };

    /// <summary>The layer that a method of the table makes.</summary>
    private static WeightLayerConcept? ConceptOf(FrameworkTable table, IMethodSymbol method)
    {
        var container = method.ContainingType.OriginalDefinition.GetDocumentationCommentId();
        return table.Rows
            .Where(row => row.Container == container && Words.Split(row.Members).Contains(method.Name))
            .Select(row => row.Concept switch
            {
                MakesModule makes => makes.Module as WeightLayerConcept,
                AppendsModule appends => appends.Module as WeightLayerConcept,
                _ => null,
            })
            .FirstOrDefault();
    }
}
