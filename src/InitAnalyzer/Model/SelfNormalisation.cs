using Microsoft.CodeAnalysis;

namespace InitAnalyzer.Model;

/// <summary>What takes from a self-normalising network the mean 0 and variance 1 that its activation keeps.</summary>
internal enum SelfNormalisationBreak
{
    /// <summary>The activation's result is dropped out at zero instead of at its lower bound.</summary>
    Dropout,

    /// <summary>A normalisation stands before the activation, and does what the activation is there for.</summary>
    Normalisation,
}

/// <summary>A place where a self-normalising network is none.</summary>
/// <param name="Break">What breaks it.</param>
/// <param name="Location">The dropout; for a normalisation, the activation behind it.</param>
/// <param name="Framework">For a dropout: the name of its framework.</param>
/// <param name="Step">For a dropout: the framework's name for it.</param>
/// <param name="Alternative">For a dropout: the framework's name for the one that keeps mean and variance, where it has one.</param>
/// <param name="Activation">For a dropout: where the activation before it stands.</param>
/// <param name="IsShared">For a dropout: whether other results are dropped out there, too.</param>
internal sealed record SelfNormalisationFinding(
    SelfNormalisationBreak Break,
    Location Location,
    string? Framework = null,
    string? Step = null,
    string? Alternative = null,
    Location? Activation = null,
    bool IsShared = false);
