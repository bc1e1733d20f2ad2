using InitAnalyzer.Frameworks.TorchSharp;
using InitAnalyzer.Model;
using InitAnalyzer.Theory;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace InitAnalyzer.CodeFixes.Frameworks.TorchSharp;

/// <summary>Writes weight laws in the words of TorchSharp's <c>torch.nn.init</c>.</summary>
internal sealed class TorchSharpWriter : ILawWriter
{
    public string Framework => TorchSharpFramework.Name;

    public IEnumerable<Rewrite> Write(
        SyntaxNode site, Prescription prescription, SemanticModel model, CancellationToken cancellationToken)
    {
        switch (prescription.Kind)
        {
            case PrescriptionKind.SelfNormalisingDropout:
                return site is InvocationExpressionSyntax dropout && SelfNormalisingDropout.Write(dropout, model, cancellationToken) is { } rewrite
                    ? [rewrite]
                    : [];
            case PrescriptionKind.FillWithoutGradients:
                return site is InvocationExpressionSyntax fill && FillWithoutGradients.Write(fill, model, cancellationToken) is { } written ? [written] : [];
            case PrescriptionKind.SetParameters:
                return site is InvocationExpressionSyntax made && SetParameters.Write(made, model, cancellationToken) is { } set ? [set] : [];
            case PrescriptionKind.WriteLoop:
                return site is InvocationExpressionSyntax lazy && WrittenLoop.Write(lazy) is { } loop ? [loop] : [];
            case PrescriptionKind.InitialiseLayers:
                return ExplicitInitialisation.Write(site, prescription, model, cancellationToken) is { } initialised ? [initialised] : [];
            case PrescriptionKind.MoveBehindRegistration:
                return LateInitialisation.Write(site, model, cancellationToken) is { } moved ? [moved] : [];
        }

        if (site is not InvocationExpressionSyntax call || TorchSharpCall.TryRead(call, model, cancellationToken) is not { } read)
        {
            return [];
        }

        var rewrites = prescription.Kind switch
        {
            PrescriptionKind.ZeroBias => [ZeroedBias.Write(read), RemovedCall.Write(read, EquivalenceKeys.RemoveCall)],
            PrescriptionKind.RemoveCall => [RemovedCall.Write(read, EquivalenceKeys.RemoveCall)],
            PrescriptionKind.RemoveDeadCall => [RemovedCall.Write(read, EquivalenceKeys.RemoveDeadCall)],
            PrescriptionKind.InitialiseOriginal => [FilledOriginal.Write(read)],
            _ when !read.HasLaw => [],
            PrescriptionKind.TakeRoot => [RootOfVariance.Write(read)],
            PrescriptionKind.RecommendedLaw when prescription.Activation is { } activation =>
                [RecommendedLaw.Write(read, activation, prescription.Distribution, prescription.TanhGain)],
            PrescriptionKind.ReplaceTruncatedNormal => [SoundTruncatedNormal.Write(read)],
            PrescriptionKind.ReplaceXavierNormal when prescription.Distribution == Distribution.Uniform =>
                [SoundXavierNormal.WriteHonestName(read), SoundXavierNormal.Write(read)],
            PrescriptionKind.ReplaceXavierNormal => [SoundXavierNormal.Write(read), SoundXavierNormal.WriteHonestName(read)],
            PrescriptionKind.DropGenerator => [HonouredGenerator.Write(read)],
            _ => Array.Empty<Rewrite?>(),
        };
        return rewrites.OfType<Rewrite>();
    }
}
