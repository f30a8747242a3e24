using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>The response time of each turn.</summary>
public partial class LatencyPanel
{
    private const int MaxColumns = 60;
    private const int LeastColumns = 9;
    private const double Height = 44;

    [CascadingParameter]
    internal ReviewedConversation Review { get; set; } = null!;

    private IReadOnlyList<(int Turn, TimeSpan Time)> Shown { get; set; } = [];

    private int Columns => Math.Max(Shown.Count, LeastColumns);

    private (int Turn, TimeSpan Time) Slowest { get; set; }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        // Of the turns that share a column, the slowest is shown.
        int perColumn = (int)Math.Ceiling(Review.Usage.ResponseTimes.Count / (double)MaxColumns);
        Shown = [.. Review.Usage.ResponseTimes.Chunk(perColumn).Select(static chunk => chunk.MaxBy(static item => item.Time))];
        Slowest = Shown.MaxBy(static item => item.Time);
    }

    private double HeightOf(int column) => Math.Max(2, Slowest.Time > TimeSpan.Zero ? Shown[column].Time / Slowest.Time * (Height - 2) : 2);
}
