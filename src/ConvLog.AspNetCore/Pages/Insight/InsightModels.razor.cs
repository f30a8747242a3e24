using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Insight;

/// <summary>Durations, tokens and costs of models: by model, by variant, and compared with functions.</summary>
public partial class InsightModels
{
    [CascadingParameter]
    internal ConsolePage Page { get; set; } = null!;

    [CascadingParameter]
    internal InsightReport Report { get; set; } = null!;
}
