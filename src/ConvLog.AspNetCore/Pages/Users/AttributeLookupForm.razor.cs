using ConvLog.AspNetCore.Text;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Users;

/// <summary>Finds conversations by the exact value of an attribute. It is posted, so that the value is in no address.</summary>
public partial class AttributeLookupForm
{
    [CascadingParameter]
    internal ConsolePage Page { get; set; } = null!;

    [CascadingParameter]
    internal UserListing Listing { get; set; } = null!;

    private AttributeLookup Lookup => Listing.Lookups.Attribute;

    private string Heading => Lookup switch
    {
        { HasMore: true } => $"More than {ShownNumber.Count(Lookup.Found.Count)} conversations have this attribute",
        { Found.Count: 1 } => "1 conversation has this attribute",
        _ => $"{ShownNumber.Count(Lookup.Found.Count)} conversations have this attribute",
    };

    private string Look => Lookup.Problem is null ? "input" : "input wrong";
}
