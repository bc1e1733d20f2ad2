namespace InitAnalyzer.Reading;

/// <summary>Whether operations are recorded for gradients, so that a parameter must not be changed in place.</summary>
internal enum GradientMode
{
    /// <summary>Nothing is known.</summary>
    Unknown,

    /// <summary>No scope is seen, but a caller that is not seen may have one.</summary>
    Assumed,

    /// <summary>They are recorded, as they are unless somebody says otherwise.</summary>
    Recorded,

    /// <summary>A scope that is under way turns it off.</summary>
    Off,
}
