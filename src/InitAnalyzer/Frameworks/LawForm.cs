using InitAnalyzer.Theory;

namespace InitAnalyzer.Frameworks;

/// <summary>One way of writing a law as an argument.</summary>
/// <param name="Text">
/// An expression with names in full, such as <c>global::Keras.Initializer.HeNormal</c>; or a string literal. <c>{0}</c> is the scale c
/// where that is free.
/// </param>
/// <param name="Distribution">The kind of distribution.</param>
/// <param name="Fan">The fan.</param>
/// <param name="Scale">The scale c; null where it is free.</param>
internal sealed record LawForm(string Text, Distribution Distribution, FanMode Fan, double? Scale = null)
{
    /// <summary>Whether it is a name in a string.</summary>
    public bool IsName => Text.StartsWith("\"", StringComparison.Ordinal);
}
