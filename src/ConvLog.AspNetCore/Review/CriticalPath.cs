namespace ConvLog.AspNetCore.Review;

/// <summary>
/// The critical path of a turn: from the end backwards, the bar that ended last, then the one that ended last before that one began, and the same inside
/// each of them.
/// </summary>
internal static class CriticalPath
{
    // Starts are measured by the system clock and durations by a monotonic one, which differ slightly.
    private static readonly TimeSpan s_tolerance = TimeSpan.FromMilliseconds(1);

    /// <param name="children">The bars by the ID of the parent.</param>
    /// <param name="end">The end of the turn, to which a bar without an end extends.</param>
    /// <returns>The IDs of the bars on the path.</returns>
    public static HashSet<string> Of(ILookup<string?, WaterfallRow> children, DateTimeOffset end)
    {
        var path = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<(string? Id, DateTimeOffset End)>([(null, end)]);
        while (open.TryPop(out var inside))
        {
            var cursor = inside.End;
            foreach (var row in children[inside.Id].OrderByDescending(EndOf).ThenBy(static row => row.Start))
            {
                if (EndOf(row) <= cursor + s_tolerance && path.Add(row.Id))
                {
                    open.Push((row.Id, EndOf(row)));
                    cursor = row.Start;
                }
            }
        }

        return path;

        DateTimeOffset EndOf(WaterfallRow row) => row.Duration is { } duration ? row.Start + duration : end;
    }
}
