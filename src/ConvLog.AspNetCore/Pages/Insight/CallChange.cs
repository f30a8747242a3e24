using ConvLog.AspNetCore.Text;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Pages.Insight;

/// <summary>Changes of figures of calls against the previous period. With fewer than 20 calls in either, they are not compared.</summary>
internal static class CallChange
{
    /// <summary>The minimum number of calls for a meaningful share or percentile.</summary>
    public const int Fewest = 20;

    /// <summary>No calls.</summary>
    public static CallFigures None { get; } = new() { Calls = 0, Conversations = 0, Duration = DurationStatistics.None };

    private static readonly Change s_tooFew = new("too few to compare", null);
    private static readonly Change s_noneBefore = new("none before", null);

    /// <summary>The change of the number of calls.</summary>
    public static Change OfCalls(CallFigures now, CallFigures? before)
        => before is null ? default : before.Calls == 0 ? s_noneBefore : new(Signed(now.Calls - before.Calls, static count => ShownNumber.Count(count)), null);

    /// <summary>The change of the problem rate, in percentage points.</summary>
    public static Change OfProblems(CallFigures now, CallFigures? before)
    {
        if (before is null || before.Calls == 0)
        {
            return default;
        }

        if (now.Calls < Fewest || before.Calls < Fewest)
        {
            return s_tooFew;
        }

        double points = Math.Round(100 * ((now.ProblemRate ?? 0) - (before.ProblemRate ?? 0)), 1);
        return new(points == 0 ? "no change" : Signed(points, static value => value.ToString("#,0.#", NumberForm.Viewers.Format)) + " points",
            Math.Abs(points) < 1 ? null : points > 0 ? "bad" : "fine");
    }

    /// <summary>The change of a percentile.</summary>
    public static Change Of(DurationStatistics now, DurationStatistics? before, Func<DurationStatistics, TimeSpan> percentile)
    {
        if (before is null || before.Count == 0 || now.Count == 0)
        {
            return default;
        }

        if (now.Count < Fewest || before.Count < Fewest)
        {
            return s_tooFew;
        }

        var difference = percentile(now) - percentile(before);

        // Percentiles of the same durations may differ by a step of the histogram.
        bool isSame = Math.Abs(difference.Ticks) <= percentile(before).Ticks / 50;
        return isSame
            ? new("no change", null)
            : new($"{(difference > TimeSpan.Zero ? "+" : "−")}{ShownDuration.Exact(difference.Duration())}", difference > TimeSpan.Zero ? "bad" : "fine");
    }

    private static string Signed(long value, Func<long, string> shown) => value == 0 ? "no change" : $"{(value > 0 ? "+" : "−")}{shown(Math.Abs(value))}";

    private static string Signed(double value, Func<double, string> shown) => $"{(value > 0 ? "+" : "−")}{shown(Math.Abs(value))}";
}
