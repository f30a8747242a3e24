namespace ConvLog.AspNetCore.Pages.List;

/// <summary>A value of a facet.</summary>
/// <param name="Label">Its label.</param>
/// <param name="Conversations">The number of conversations with this value.</param>
/// <param name="Address">The address of the list with this value, or without it if it is set.</param>
/// <param name="IsSet">Whether it is set.</param>
internal sealed record FacetLink(string Label, long Conversations, string Address, bool IsSet)
{
    /// <summary>Whether the number is a lower bound, because not all conversations were counted.</summary>
    public bool IsAtLeast { get; init; }
}
