using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Live;

/// <summary>The page of conversations in progress.</summary>
public partial class LivePage
{
    [CascadingParameter]
    internal ConsolePage Page { get; set; } = null!;

    [CascadingParameter]
    internal LiveTail Tail { get; set; } = null!;

    private string Stream => Page.Paths.Stream(Tail.Filters.Select(static filter => (filter.Key, (string?)filter.Value)));
}
