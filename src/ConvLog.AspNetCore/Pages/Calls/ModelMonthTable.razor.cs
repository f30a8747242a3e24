using ConvLog.AspNetCore.Text;
using ConvLog.Storage;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Calls;

/// <summary>The cost of models by calendar month and by variant. A fragment rather than a component, since parameters of components are public.</summary>
public partial class ModelMonthTable
{
    private ConsolePage Page { get; init; } = null!;

    private CallsRequest Request { get; init; } = null!;

    private ModelMonthRows Rows { get; init; } = null!;

    internal static RenderFragment Of(ConsolePage page, CallsRequest request, ModelMonthRows rows)
        => new ModelMonthTable { Page = page, Request = request, Rows = rows }.BuildRenderTree;

    private ModelMonth Current => Rows.Latest[0];

    // The page of the model for the latest month, whose figures by variant are those of this table.
    private string? Address(string model, string? provider)
        => CallsRequest.HasPage(model)
            ? (Request with { Insight = Request.Insight.Within(Current.From, Current.To) }).DetailAddress(Page.Paths, model, provider)
            : null;

    private static string Count(long? count) => count is { } known ? ShownNumber.Count(known) : CallLabels.None;

    private string Cost(UsageStatistics? usage) => usage is null ? CallLabels.None : Rows.Costs.Of(usage.Cost);
}
