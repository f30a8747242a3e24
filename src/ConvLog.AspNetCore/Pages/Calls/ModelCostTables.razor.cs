using ConvLog.AspNetCore.Text;
using ConvLog.Storage;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Calls;

/// <summary>The calls, tokens and cost of a model: by variant in the period, and by calendar month.</summary>
public partial class ModelCostTables
{
    private const int MostVariants = 20;

    [CascadingParameter]
    internal ConsolePage Page { get; set; } = null!;

    [CascadingParameter]
    internal CallReport Report { get; set; } = null!;

    private ModelCosts Costs => Report.Costs!;

    private CostColumn Column { get; set; } = new([]);

    /// <inheritdoc/>
    protected override void OnParametersSet()
        => Column = new(Variants.Select(static one => one.Variant.Usage.Cost).Concat(Costs.Months.SelectMany(OfMonth).Select(static one => one.Usage.Cost)));

    private bool HasProviders => Costs.Models.Select(static model => model.Provider)
        .Concat(Costs.Months.SelectMany(OfMonth).Select(static model => model.Provider)).Distinct(StringComparer.Ordinal).Skip(1).Any();

    private IReadOnlyList<(string? Provider, ModelVariant Variant)> Variants
        => [.. Costs.Models.SelectMany(model => Asked(model).Select(variant => (model.Provider, variant)))];

    // By provider: the figures of a month, or those of the variant that the page is about.
    private List<(string? Provider, long Calls, long Failed, UsageStatistics Usage)> OfMonth(ModelMonth month)
    {
        var models = ModelCosts.Of(Report.Request, month.Models);
        return Report.Request.Variant is null
            ? [.. models.Select(static model => (model.Provider, model.Calls, model.Failed, model.Usage))]
            : [.. models.SelectMany(model => Asked(model).Select(variant => (model.Provider, variant.Calls, variant.Failed, variant.Usage)))];
    }

    private IEnumerable<ModelVariant> Asked(ModelStatistics model)
        => Report.Request.Variant is not { } asked
            ? model.Variants : model.Variants.Where(variant => string.Equals(variant.Variant, asked, StringComparison.Ordinal));

    private string MonthAddress(ModelMonth month)
        => (Report.Request with { Insight = Report.Request.Insight.Within(month.From, month.To) })
            .DetailAddress(Page.Paths, Report.Request.Name!, Report.Request.Provider);

    private static string Failed(long failed, long calls) => failed == 0 ? ShownNumber.Count(0) : CallLabels.Share(failed, calls);
}
