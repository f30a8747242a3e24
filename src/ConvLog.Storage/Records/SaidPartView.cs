namespace ConvLog.Records;

/// <summary>A part of an answer, as one reader may see it.</summary>
public sealed record SaidPartView
{
    internal SaidPartView()
    {
    }

    /// <summary>The text.</summary>
    public VisibleText Text { get; internal init; }

    /// <summary>When it was said, in UTC.</summary>
    public DateTimeOffset At { get; internal init; }

    /// <summary>Whether it is a filler during a wait, and not a part of the answer.</summary>
    public bool IsFiller { get; internal init; }
}
