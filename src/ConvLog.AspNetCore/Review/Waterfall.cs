using ConvLog.Records;

namespace ConvLog.AspNetCore.Review;

/// <summary>
/// The calls of a turn on one time axis: its model calls, function calls and API responses in chronological order, nested ones after their function call.
/// </summary>
/// <param name="Rows">The bars.</param>
/// <param name="Axis">Their time axis.</param>
internal sealed record Waterfall(IReadOnlyList<WaterfallRow> Rows, TimeAxis Axis)
{
    // Deeper levels are not indented further.
    private const int MaxDepth = 6;

    // With up to this number of rows, the path is obvious.
    private const int FewestWithPath = 2;

    /// <summary>Whether it is long enough for a critical path and sums.</summary>
    public bool IsLong => Rows.Count > FewestWithPath && Axis.Length > TimeSpan.Zero;

    /// <summary>The share of the axis during which a model call was running, from 0 to 1.</summary>
    public double ModelShare => ShareOf(static row => row.Model is not null);

    /// <summary>The share of the axis during which a function call was running, from 0 to 1.</summary>
    public double FunctionShare => ShareOf(static row => row.Call is not null);

    /// <summary>The waterfall of a turn; null if it has no calls.</summary>
    public static Waterfall? Of(TurnView turn) => Of(ModelCalls.Of(turn), turn.FunctionEvents, turn.ApiResponses, TimeAxis.Of(turn));

    /// <summary>The waterfall of the calls outside of turns; null if there are none.</summary>
    public static Waterfall? Of(UnassignedLog log) => Of([], log.Calls, log.Responses, TimeAxis.Of(log.Calls));

    private static Waterfall? Of(IReadOnlyList<ModelCallView> models, IReadOnlyList<FunctionEventView> calls, IReadOnlyList<ApiResponseView> responses,
        TimeAxis axis)
    {
        if (models.Count + calls.Count == 0)
        {
            return null;
        }

        List<WaterfallRow> rows =
        [
            .. models.Select(WaterfallRow.Of),
            .. calls.Select(WaterfallRow.Of),
            .. calls.SelectMany(static call => call.ApiResponses.Where(IsShown).Select(response => WaterfallRow.Of(response, call.Id))),
            .. responses.Where(IsShown).Select(static response => WaterfallRow.Of(response, functionEventId: null)),
        ];
        var known = calls.Select(static call => call.Id).ToHashSet(StringComparer.Ordinal);
        var children = rows.OrderBy(static row => row.Start)
            .ToLookup(row => row.ParentId is { } parent && known.Contains(parent) ? parent : null, StringComparer.Ordinal);
        var critical = rows.Count > FewestWithPath ? CriticalPath.Of(children, axis.Start + axis.Length) : [];
        return new Waterfall(Nested(rows, children, critical), axis);
    }

    // Only the time of a hidden response is known; it is listed in the log.
    private static bool IsShown(ApiResponseView response) => !response.IsWithheld;

    private static List<WaterfallRow> Nested(List<WaterfallRow> rows, ILookup<string?, WaterfallRow> children, HashSet<string> critical)
    {
        var nested = new List<WaterfallRow>(rows.Count);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<(WaterfallRow Row, int Depth)>(children[null].Reverse().Select(static row => (row, 0)));
        while (open.TryPop(out var next))
        {
            seen.Add(next.Row.Id);
            nested.Add(next.Row with { Depth = Math.Min(next.Depth, MaxDepth), IsCritical = critical.Contains(next.Row.Id) });
            foreach (var child in children[next.Row.Id].Reverse())
            {
                open.Push((child, next.Depth + 1));
            }
        }

        // A cycle of parents has no root: its rows are listed at the end.
        return [.. nested, .. rows.Where(row => !seen.Contains(row.Id))];
    }

    // Overlapping bars count once.
    private double ShareOf(Func<WaterfallRow, bool> isMeant)
    {
        double share = 0;
        double covered = 0;
        foreach (var (from, to) in Rows.Where(isMeant).Select(Span).OrderBy(static span => span.From))
        {
            share += Math.Max(0, to - Math.Max(from, covered));
            covered = Math.Max(covered, to);
        }

        return share;
    }

    private (double From, double To) Span(WaterfallRow row)
        => (Axis.Share(row.Start), row.Duration is { } duration ? Axis.Share(row.Start + duration) : 1);
}
