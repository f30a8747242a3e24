namespace ConvLog.AspNetCore.Review;

/// <summary>Consecutive rows of a waterfall: shown, or folded into one row.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="IsFolded">Whether they are folded.</param>
internal sealed record WaterfallBlock(IReadOnlyList<WaterfallRow> Rows, bool IsFolded)
{
    // A waterfall of up to this number of rows is not folded, nor are fewer consecutive rows than the minimum.
    private const int MostRows = 14;
    private const int LeastFolded = 4;

    /// <summary>
    /// The blocks of a waterfall. In a long one, calls and responses without problems are folded; model calls, problems, the selected row, and the
    /// parent calls of these are not.
    /// </summary>
    /// <param name="waterfall">The waterfall.</param>
    /// <param name="selected">The id of the selected row; null for none.</param>
    public static IReadOnlyList<WaterfallBlock> Of(Waterfall waterfall, string? selected = null)
    {
        if (waterfall.Rows.Count <= MostRows)
        {
            return [new WaterfallBlock(waterfall.Rows, IsFolded: false)];
        }

        var shown = Shown(waterfall.Rows, selected);
        var blocks = new List<WaterfallBlock>();
        var run = new List<WaterfallRow>();
        foreach (var row in waterfall.Rows)
        {
            if (run.Count > 0 && shown.Contains(row.Id) != shown.Contains(run[0].Id))
            {
                blocks.Add(Block(run, shown));
                run = [];
            }

            run.Add(row);
        }

        blocks.Add(Block(run, shown));
        return blocks;
    }

    private static WaterfallBlock Block(List<WaterfallRow> run, HashSet<string> shown)
        => new(run, IsFolded: run.Count >= LeastFolded && !shown.Contains(run[0].Id));

    private static HashSet<string> Shown(IReadOnlyList<WaterfallRow> rows, string? selected)
    {
        var byId = rows.DistinctBy(static row => row.Id, StringComparer.Ordinal).ToDictionary(static row => row.Id, StringComparer.Ordinal);
        var parents = rows.Select(static row => row.ParentId).ToHashSet(StringComparer.Ordinal);
        var shown = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in rows.Where(row => row.Model is not null || row.IsProblem || (row.Depth == 0 && parents.Contains(row.Id))
            || string.Equals(row.Id, selected, StringComparison.Ordinal)))
        {
            for (var step = row; step is not null && shown.Add(step.Id); step = step.ParentId is { } parent ? byId.GetValueOrDefault(parent) : null)
            {
            }
        }

        return shown;
    }
}
