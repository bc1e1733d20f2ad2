using Microsoft.CodeAnalysis;

namespace InitAnalyzer.Model;

/// <summary>Why a blanket initialisation runs over nothing.</summary>
internal enum WalkReach
{
    /// <summary>The module registers its parts later.</summary>
    BeforeRegistration,

    /// <summary>The module never registers its parts.</summary>
    NeverRegistered,
}

/// <summary>A walk over a module's registered parts that initialises what it meets.</summary>
/// <param name="Location">The first initializer call in it; the walk itself where the initializer stands in a method that it calls.</param>
/// <param name="Walk">The call that walks.</param>
/// <param name="Function">That call as the framework names it, such as <c>modules</c>.</param>
/// <param name="Framework">The framework's name.</param>
/// <param name="Reach">What keeps it from reaching anything.</param>
/// <param name="Registration">Where the parts are registered, if they are.</param>
/// <param name="Layers">The layers that the module holds, as the user calls them.</param>
internal sealed record BlanketWalk(
    Location Location,
    Location Walk,
    string Function,
    string Framework,
    WalkReach Reach,
    Location? Registration,
    EquatableArray<string> Layers);
