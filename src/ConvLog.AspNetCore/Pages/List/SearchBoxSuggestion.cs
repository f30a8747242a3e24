namespace ConvLog.AspNetCore.Pages.List;

/// <summary>A suggestion of the search box.</summary>
/// <param name="Text">The text that it completes to.</param>
/// <param name="Help">A description of the matches; null for a known value of a filter.</param>
internal sealed record SearchBoxSuggestion(string Text, string? Help)
{
    /// <summary>The number of conversations of the list that match; null if unknown.</summary>
    public long? Conversations { get; init; }
}
