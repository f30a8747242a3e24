namespace WebConsole.Replay;

/// <summary>The time of a replayed conversation: within the last six days, fewer at night, the same for the same ID and import time.</summary>
internal static class Backdating
{
    /// <summary>The longest that a dialogue may last, so that none ends in the future.</summary>
    public static readonly TimeSpan Newest = TimeSpan.FromMinutes(20);

    private static readonly TimeSpan Span = TimeSpan.FromDays(6);

    public static DateTimeOffset StartOf(string id, DateTimeOffset now)
    {
        var chance = Chance.For("start of " + id);
        DateTimeOffset start;
        do
        {
            // The square makes recent days busier.
            double back = chance.NextUnit();
            start = now - Newest - (Span * back * back);
        }
        while (IsNight(start) && !chance.OnceIn(4));
        return start;
    }

    private static bool IsNight(DateTimeOffset time) => time.UtcDateTime.Hour is < 6 or >= 22;
}
