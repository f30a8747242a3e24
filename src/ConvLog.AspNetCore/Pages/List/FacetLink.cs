namespace ConvLog.AspNetCore.Pages.List;

/// <summary>A value of a facet.</summary>
/// <param name="Label">What is shown for it.</param>
/// <param name="Conversations">How many conversations have it.</param>
/// <param name="Address">The list with the value set or, where it is set, without it.</param>
/// <param name="IsSet">Whether it is set.</param>
internal sealed record FacetLink(string Label, long Conversations, string Address, bool IsSet)
{
    /// <summary>Whether there are more conversations than were counted, so that more may have it.</summary>
    public bool IsAtLeast { get; init; }
}
