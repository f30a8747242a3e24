namespace ConvLog.Records;

/// <summary>A text as one reader may see it.</summary>
public readonly record struct VisibleText
{
    /// <summary>Creates a text.</summary>
    /// <param name="text">The text, or the mask shown in its place.</param>
    /// <param name="isPii">Whether the text is personal data.</param>
    public VisibleText(string text, bool isPii)
    {
        Text = text;
        IsPii = isPii;
    }

    /// <summary>The text, or the mask shown in its place.</summary>
    public string Text { get; init; }

    /// <summary>Whether the text is personal data: <see cref="Text"/> is then masked for a reader without the permission.</summary>
    public bool IsPii { get; init; }

    /// <summary>Whether there is no text.</summary>
    public bool IsEmpty => string.IsNullOrEmpty(Text);

    /// <summary>The text.</summary>
    public override string ToString() => Text ?? "";
}
