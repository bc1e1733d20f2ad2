using InitAnalyzer.CodeFixes.Syntax;
using InitAnalyzer.Model;
using InitAnalyzer.Theory;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace InitAnalyzer.CodeFixes.Frameworks.TorchSharp;

/// <summary>
/// Initialises layers that have the default law: those of an object in its constructor, before they are registered; those of a
/// local container behind its declaration. Layers in a <c>Sequential</c> are reached by their index.
/// </summary>
internal sealed class ExplicitInitialisation
{
    private readonly SemanticModel _model;
    private readonly CancellationToken _cancellationToken;

    private ExplicitInitialisation(SemanticModel model, CancellationToken cancellationToken)
    {
        _model = model;
        _cancellationToken = cancellationToken;
    }

    public static Rewrite? Write(SyntaxNode site, Prescription prescription, SemanticModel model, CancellationToken cancellationToken) =>
        new ExplicitInitialisation(model, cancellationToken).Write(site, prescription);

    private Rewrite? Write(SyntaxNode site, Prescription prescription)
    {
        var root = site.SyntaxTree.GetRoot(_cancellationToken);
        var layers = new List<(LayerReference Reference, Activation Activation)>();
        foreach (var layer in prescription.Layers)
        {
            if (!root.FullSpan.Contains(layer.Creation)
                || root.FindNode(layer.Creation, getInnermostNodeForTie: true) is not InvocationExpressionSyntax creation
                || creation.Span != layer.Creation
                || LayerReference.TryFind(creation, _model, _cancellationToken) is not { } reference)
            {
                return null;
            }

            layers.Add((reference, layer.Activation));
        }

        if (layers.Count == 0 || PlaceFor(layers.Select(layer => layer.Reference).ToList()) is not { } place)
        {
            return null;
        }

        var names = new TorchSharpNames(_model, place.Names.SpanStart);
        var isUniform = prescription.Distribution == Distribution.Uniform;
        var calls = layers
            .Select(layer => InitialisingCall.Write(
                layer.Reference.WeightAt(names), layer.Activation, isUniform, prescription.TanhGain, names))
            .ToList();
        if (!calls.All(call => call is not null && Functions.IsInInit(names.Bind(Expressions.Parse(call)))))
        {
            return null;
        }

        return new Rewrite(
            layers.Count == 1 ? "Initialise the layer for its activation" : $"Initialise {layers.Count} layers for their activations",
            EquivalenceKeys.InitialiseLayers,
            site,
            editor => place.Insert(editor, calls!));
    }

    /// <summary>Where all of the layers exist and nothing has used them.</summary>
    private InsertionPlace? PlaceFor(IReadOnlyList<LayerReference> layers)
    {
        if (layers.All(layer => layer.Local is not null))
        {
            // A container in one variable; several variables may be in use before the last is made.
            var declaration = layers[0].Local!;
            return layers.All(layer => layer.Local == declaration) ? InsertionPlace.After(declaration) : null;
        }

        var type = layers[0].Type;
        if (layers.Any(layer => layer.Local is not null || layer.Type != type)
            || type is null
            || type.ParameterList is not null
            || type.Members.OfType<ConstructorDeclarationSyntax>().Where(constructor => !constructor.Modifiers.Any(SyntaxKind.StaticKeyword)).ToList() is not [var only]
            || only.Initializer?.ThisOrBaseKeyword.IsKind(SyntaxKind.ThisKeyword) == true
            || only.ContainsDirectives
            || _model.GetDeclaredSymbol(type, _cancellationToken) is not { } symbol
            || symbol.InstanceConstructors.Length != 1)
        {
            return null;
        }

        if (only is { ExpressionBody.Expression: InvocationExpressionSyntax expression })
        {
            return layers.All(layer => layer.Assignment is null) && IsRegistration(expression) ? InsertionPlace.Before(only, expression) : null;
        }

        if (only.Body is not { } body || layers.Any(layer => layer.Assignment is { } assignment && assignment.Parent != body))
        {
            return null;
        }

        var last = layers.Max(layer => layer.Assignment is { } assignment ? body.Statements.IndexOf(assignment) : -1);
        var registration = body.Statements.Skip(last + 1).OfType<ExpressionStatementSyntax>()
            .FirstOrDefault(statement => statement.Expression is InvocationExpressionSyntax call && IsRegistration(call));
        return registration is not null ? InsertionPlace.Before(registration)
            : last >= 0 ? InsertionPlace.After(body.Statements[last])
            : null;
    }

    private bool IsRegistration(InvocationExpressionSyntax call) =>
        _model.GetSymbolInfo(call, _cancellationToken).Symbol is IMethodSymbol { Name: "RegisterComponents" or "register_module" or "add_module" };
}
