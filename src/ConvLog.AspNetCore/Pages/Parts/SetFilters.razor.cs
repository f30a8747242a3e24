using ConvLog.AspNetCore.Pages.List;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>The filters that are set, in their form. Each has a link that removes it; one without a field is sent again with the form.</summary>
public partial class SetFilters
{
    private IReadOnlyList<SetFilter> Filters { get; init; } = [];

    private ConsolePage Page { get; init; } = null!;

    internal static RenderFragment Of(IReadOnlyList<SetFilter> filters, ConsolePage page)
        => new SetFilters { Filters = filters, Page = page }.BuildRenderTree;
}
