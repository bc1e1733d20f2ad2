using Microsoft.CodeAnalysis;

namespace InitAnalyzer.Reading.Interpretation;

/// <summary>The conditions around a point that are not followed.</summary>
/// <param name="Conditions">How many there are.</param>
/// <param name="Question">The innermost that asks which layer, or which round of a loop, this is.</param>
internal readonly record struct Doubt(int Conditions, Question? Question)
{
    /// <summary>The doubt under one more condition.</summary>
    public Doubt Under(Question? question) => new(Conditions + 1, question ?? Question);
}

/// <summary>A condition, not followed, that asks which layer or which round of a loop this is; one object for one place and path.</summary>
internal sealed class Question(Question? outer)
{
    private Dictionary<(SyntaxNode, Values.CallPath), Question>? inner;

    public Question At(SyntaxNode condition, Values.CallPath path)
    {
        inner ??= [];
        if (!inner.TryGetValue((condition, path), out var question))
        {
            inner[(condition, path)] = question = new Question(this);
        }

        return question;
    }

    /// <summary>Whether this is a question, or one within it.</summary>
    public bool IsWithin(Question other)
    {
        for (var question = this; question is not null; question = question.Outer)
        {
            if (ReferenceEquals(question, other))
            {
                return true;
            }
        }

        return false;
    }

    private Question? Outer { get; } = outer;
}
