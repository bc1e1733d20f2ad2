using System.Collections.Immutable;
using InitAnalyzer.Configuration;
using InitAnalyzer.Model;
using Microsoft.CodeAnalysis;

namespace InitAnalyzer.Rules;

/// <summary>The initializer throws at the tensor that it is given, because of its number of dimensions.</summary>
internal sealed class INIT101_InitializerCannotFillTensor : InitializerCallRule
{
    /// <summary>How many tensors a message names; a deep network has as many biases as layers.</summary>
    private const int Named = 3;

    private static readonly DiagnosticDescriptor Rule = new(
        "INIT101",
        "The initializer cannot fill a tensor of this rank",
        "{0} throws at {1}, which {2}: it needs {3}",
        RuleDescriptor.Usage,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Xavier, Kaiming and orthogonal initialisation need a fan-in and a fan-out, so at least two dimensions; a bias and the weight of a normalisation have one. eye_ and sparse_ fill matrices only, dirac_ kernels of convolutions only. Given another tensor they throw at run time.",
        helpLinkUri: RuleDescriptor.HelpLink("INIT101"));

    public override DiagnosticDescriptor Descriptor => Rule;

    protected override Diagnostic? Examine(InitializerCall call, RuleSettings settings)
    {
        var misfits = call.Tensors.Where(tensor => tensor.Rank is { } rank && !call.Ranks.Contains(rank)).ToList();
        if (misfits.Count == 0)
        {
            return null;
        }

        return Diagnostic.Create(
            Rule,
            call.Location,
            misfits.Select(tensor => tensor.Creation).OfType<Location>().Distinct(),
            Prescribe(call, misfits)?.ToProperties() ?? ImmutableDictionary<string, string?>.Empty,
            call.Function,
            Names(misfits.Select(tensor => $"'{tensor.Name}'").Distinct().ToList()),
            Ranks(misfits),
            call.Ranks.ToString());
    }

    /// <summary>What the call does to the tensors that it can fill must stay.</summary>
    private static Prescription? Prescribe(InitializerCall call, List<FilledTensor> misfits)
    {
        if (call.IsHandedOver || misfits.Count < call.Tensors.Count)
        {
            return null;
        }

        var kind = misfits.All(tensor => tensor.IsBias) ? PrescriptionKind.ZeroBias : PrescriptionKind.RemoveCall;
        return new Prescription(kind, call.Framework);
    }

    private static string Names(List<string> names) => names.Count switch
    {
        1 => names[0],
        <= Named => string.Join(", ", names.Take(names.Count - 1)) + " and " + names[names.Count - 1],
        _ => string.Join(", ", names.Take(Named)) + $" and {names.Count - Named} more",
    };

    private static string Ranks(List<FilledTensor> tensors)
    {
        var ranks = tensors.Select(tensor => tensor.Rank!.Value).Distinct().OrderBy(rank => rank).ToList();
        var verb = tensors.Count == 1 ? "has" : "have";
        var unit = ranks[ranks.Count - 1] == 1 ? "dimension" : "dimensions";
        return $"{verb} {string.Join(" or ", ranks)} {unit}";
    }
}
