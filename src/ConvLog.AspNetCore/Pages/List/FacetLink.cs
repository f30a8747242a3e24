namespace ConvLog.AspNetCore.Pages.List;

/// <summary>A value of a facet.</summary>
/// <param name="Label">Its label.</param>
/// <param name="Conversations">The number of conversations with the value.</param>
/// <param name="Address">The list with the filter or, if it is set, without it.</param>
/// <param name="IsSet">Whether the filter is set.</param>
internal sealed record FacetLink(string Label, long Conversations, string Address, bool IsSet)
{
    /// <summary>Whether not all conversations were counted, so that the number is a lower bound.</summary>
    public bool IsAtLeast { get; init; }
}
