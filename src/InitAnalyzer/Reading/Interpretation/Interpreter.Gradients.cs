using InitAnalyzer.Frameworks;
using InitAnalyzer.Model;
using InitAnalyzer.Reading.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace InitAnalyzer.Reading.Interpretation;

/// <content>Parameters that are changed in place, and the scopes in which that is allowed.</content>
internal sealed partial class Interpreter
{
    private readonly Dictionary<(SyntaxNode Site, SyntaxNode Call), GradientFill> gradientFills = [];

    /// <summary>The modules whose parameters may need no gradient.</summary>
    private readonly HashSet<AbstractObject> withoutGradient = [];

    /// <summary>Whether parameters of modules that are not known were told to need no gradient.</summary>
    private bool anyWithoutGradient;

    /// <summary>How often gradients were turned on or off without a <c>using</c> that ends it.</summary>
    private int openScopes;

    /// <summary>The parameters that were seen to be changed in place.</summary>
    public IReadOnlyCollection<GradientFill> GradientFills => gradientFills.Values;

    /// <summary>Turns the recording of gradients on or off; a <c>using</c> ends it again.</summary>
    private void SwitchGradients(SwitchesGradients switches, IInvocationOperation invocation, IReadOnlyList<Argument> arguments)
    {
        var isRecorded = switches.Parameter is null ? switches.WhenTrue
            : ArgumentOf(arguments, switches.Parameter) is ConstantValue { Constant: bool holds } ? (holds ? switches.WhenTrue : switches.WhenFalse)
            : null;
        var isScope = invocation.Syntax.FirstAncestorOrSelf<StatementSyntax>() is UsingStatementSyntax or LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0 };
        openScopes += isScope ? 0 : 1;
        state = state?.WithGradients(isRecorded switch
        {
            false when isScope => GradientMode.Off,
            true when isScope => GradientMode.Recorded,
            _ => GradientMode.Unknown,
        });
    }

    /// <summary>Does something after which gradients are recorded, or not, as they were before it.</summary>
    private void InGradientScope(Action action)
    {
        var mode = state?.Gradients ?? GradientMode.Unknown;
        var open = openScopes;
        action();
        LeaveGradientScope(mode, open);
    }

    private void LeaveGradientScope(GradientMode mode, int open) => state = state?.WithGradients(open == openScopes ? mode : GradientMode.Unknown);

    private void NoteWithoutGradient(Value? owner, Value value)
    {
        if (value is ConstantValue { Constant: true } || owner is TensorValue or FreshTensorValue)
        {
            return;
        }

        if (owner is not WeightValue { MayBeUnknown: false } weight || (weight.Owner is null && weight.Layers.IsEmpty))
        {
            anyWithoutGradient = true;
            return;
        }

        withoutGradient.UnionWith(weight.Layers);
        if (weight.Owner is { } module)
        {
            withoutGradient.Add(module);
        }
    }

    /// <summary>Notes that a tensor is changed in place.</summary>
    private void NoteGradientFill(Framework framework, IInvocationOperation invocation, Value? receiver)
    {
        if (state is null || invocation.Instance is not { } tensor)
        {
            return;
        }

        var weight = receiver as WeightValue;
        var owner = weight is { MayBeUnknown: false, IsView: false, IsDetached: false } ? weight.Owner as FrameworkModule : null;
        var isParameter = owner is { Concept: WeightLayerConcept or NormalisationConcept or OpaqueLayerConcept { NeedsGradient: true } } && guards == 0 && !anyWithoutGradient && !withoutGradient.Contains(owner);
        var site = owner is null ? invocation.Syntax : ReportNodeFor(owner, invocation.Syntax);
        if (!gradientFills.TryGetValue((site, invocation.Syntax), out var fill))
        {
            gradientFills[(site, invocation.Syntax)] = fill = new GradientFill(
                site,
                invocation.Syntax,
                framework,
                invocation.TargetMethod.Name,
                NameOf(Strip(tensor), receiver ?? Value.Unknown, owner),
                owner?.Creation);
        }

        fill.Ran(isParameter ? state.Gradients : GradientMode.Unknown, IsEntryFrame());
    }

    /// <summary>Whether the method under way was not called by another that is seen.</summary>
    private bool IsEntryFrame()
    {
        var at = frame;
        while (at is { Member: IMethodSymbol { MethodKind: MethodKind.LocalFunction or MethodKind.AnonymousFunction }, Caller: { } outer })
        {
            at = outer;
        }

        return at.Caller?.Caller is null;
    }
}
