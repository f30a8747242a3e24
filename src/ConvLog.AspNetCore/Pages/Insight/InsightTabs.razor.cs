using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Insight;

/// <summary>The tabs of the pages of statistics.</summary>
public partial class InsightTabs
{
    private ConsolePaths Paths { get; init; } = null!;

    private InsightRequest Request { get; init; } = null!;

    private bool IsOfScores { get; init; }

    internal static RenderFragment Of(ConsolePaths paths, InsightRequest request, bool isOfScores)
        => new InsightTabs { Paths = paths, Request = request, IsOfScores = isOfScores }.BuildRenderTree;
}
