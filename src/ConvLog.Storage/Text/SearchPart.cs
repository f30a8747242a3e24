namespace ConvLog.Storage.Text;

/// <summary>One text of a document.</summary>
/// <param name="label">What it is, as <see cref="SearchHit.Part"/> says it.</param>
/// <param name="text">The text. Holds nothing personal.</param>
internal sealed class SearchPart(string label, string text)
{
    public string Label => label;

    public string Text => text;

    /// <summary>The text in the form it is searched in.</summary>
    public string Normalized => field ??= SearchText.Normalize(text);
}
