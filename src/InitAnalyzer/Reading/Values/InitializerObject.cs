using InitAnalyzer.Frameworks;
using InitAnalyzer.Model;
using Microsoft.CodeAnalysis;

namespace InitAnalyzer.Reading.Values;

/// <summary>An object that stands for the law of weights.</summary>
internal sealed class InitializerObject(SyntaxNode creation, Initializer initializer) : AbstractObject(creation, null)
{
    private InitializerLaw? law;

    public Initializer Initializer { get; } = initializer;

    public InitializerLaw Law => law ?? InitializerLaw.Unknown;

    /// <summary>Tells the law; rounds of a loop that disagree leave it unknown.</summary>
    public void Gives(InitializerLaw made) => law = law is null || law.Equals(made) ? made : InitializerLaw.Unknown;
}
