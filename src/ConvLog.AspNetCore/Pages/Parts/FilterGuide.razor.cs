using ConvLog.AspNetCore.Pages.List;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>The filters that the search box takes, with their values or an example.</summary>
public partial class FilterGuide
{
    private static string Values(SearchBoxFilter filter)
        => filter.Value is null ? filter.Example ?? string.Join(", ", SearchBoxFilters.ChoicesOf(filter)) : "";
}
