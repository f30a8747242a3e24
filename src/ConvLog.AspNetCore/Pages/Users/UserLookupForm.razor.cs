using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Users;

/// <summary>Finds a user by ID or phone number. It is posted, so that neither is in an address.</summary>
public partial class UserLookupForm
{
    private const int ShownUnnamed = 12;

    [CascadingParameter]
    internal ConsolePage Page { get; set; } = null!;

    [CascadingParameter]
    internal UserListing Listing { get; set; } = null!;

    private UserLookup Lookup => Listing.Lookups.User;
}
