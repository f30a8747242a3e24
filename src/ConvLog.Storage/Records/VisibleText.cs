namespace ConvLog.Records;

/// <summary>A text as one reader may see it.</summary>
/// <param name="Text">The text, or what is shown in its place.</param>
/// <param name="IsPii">Whether it holds personal data: then <paramref name="Text"/> is masked for a reader without the permission.</param>
public readonly record struct VisibleText(string Text, bool IsPii)
{
    /// <summary>Whether there is no text.</summary>
    public bool IsEmpty => string.IsNullOrEmpty(Text);

    /// <summary>The text.</summary>
    public override string ToString() => Text ?? "";
}
