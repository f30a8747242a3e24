using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Privacy;

/// <summary>The page of retention, legal holds and erasure.</summary>
public partial class PersonalDataPage
{
    [CascadingParameter]
    internal ConsolePage Page { get; set; } = null!;

    [CascadingParameter]
    internal PersonalData Data { get; set; } = null!;
}
