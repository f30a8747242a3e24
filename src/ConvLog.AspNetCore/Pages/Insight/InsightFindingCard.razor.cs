using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Insight;

/// <summary>A finding: its number, what changed, the evidence, and where to read on.</summary>
public partial class InsightFindingCard
{
    private InsightFinding Finding { get; init; } = null!;

    private ConsolePage Page { get; init; } = null!;

    internal static RenderFragment Of(InsightFinding finding, ConsolePage page) => new InsightFindingCard { Finding = finding, Page = page }.BuildRenderTree;
}
