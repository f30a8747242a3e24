using ConvLog.AspNetCore.Text;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Insight;

/// <summary>Durations, tokens and costs of models: by model, by variant, and compared with functions.</summary>
public partial class InsightModels
{
    [CascadingParameter]
    internal ConsolePage Page { get; set; } = null!;

    [CascadingParameter]
    internal InsightReport Report { get; set; } = null!;

    private CostColumn Costs { get; set; } = new([]);

    /// <inheritdoc/>
    protected override void OnParametersSet()
        => Costs = new(Report.Models.Select(static model => model.Usage.Cost).Concat(Report.Variants.Select(static variant => variant.Usage.Cost)));
}
