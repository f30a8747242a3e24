using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Insight;

/// <summary>The period, agent and environment of the pages of statistics.</summary>
public partial class InsightForm
{
    private string Action { get; init; } = "";

    private InsightRequest Request { get; init; } = null!;

    private IReadOnlyList<string> Agents { get; init; } = [];

    private Func<InsightRequest, string> AddressOf { get; init; } = null!;

    private RenderFragment? More { get; init; }

    // Periods are links, as on the list. The fields of the form are in the address.
    internal static RenderFragment Of(
        string action, InsightRequest request, IReadOnlyList<string> agents, Func<InsightRequest, string> addressOf, RenderFragment? more = null)
        => new InsightForm { Action = action, Request = request, Agents = agents, AddressOf = addressOf, More = more }.BuildRenderTree;
}
