using ConvLog.Records;

namespace ConvLog.AspNetCore.Review;

/// <summary>The time that the bars of one turn share, so that they read as one chart.</summary>
internal sealed record TimeAxis(DateTimeOffset Start, TimeSpan Length)
{
    // A bar that took no time can still be seen.
    private const double LeastWidth = 0.012;

    public static TimeAxis Of(TurnView turn)
        => Over(turn.StartedAt, [.. turn.ModelCalls.Select(EndOf), .. turn.FunctionEvents.Select(EndOf), turn.StartedAt + (turn.Latency ?? TimeSpan.Zero)]);

    public static TimeAxis Of(IReadOnlyList<FunctionEventView> calls)
        => calls.Count == 0 ? new TimeAxis(DateTimeOffset.UnixEpoch, TimeSpan.Zero) : Over(calls.Min(static call => call.StartedAt), calls.Select(EndOf));

    /// <summary>Where a call's bar is, as shares of the axis. One that runs, or was left open, reaches to the end.</summary>
    public (double From, double Width) Bar(FunctionEventView call) => Bar(call.StartedAt, DrawnDuration(call));

    /// <summary>Where the bar of something that took a time is, or of something that has no end.</summary>
    public (double From, double Width) Bar(DateTimeOffset start, TimeSpan? length)
    {
        double from = Math.Min(Share(start), 1 - LeastWidth);
        double to = length is { } duration ? Share(start + duration) : 1;
        return (from, Math.Clamp(to - from, LeastWidth, 1 - from));
    }

    /// <summary>A moment as a share of the axis, from 0 to 1.</summary>
    public double Share(DateTimeOffset time) => Length > TimeSpan.Zero ? Math.Clamp((time - Start) / Length, 0, 1) : 0;

    private static TimeAxis Over(DateTimeOffset start, IEnumerable<DateTimeOffset> ends) => new(start, ends.Max() - start);

    /// <summary>How long a call is drawn: to the end where it runs or was abandoned, and as a moment where it is not known how long it took.</summary>
    public static TimeSpan? DrawnDuration(FunctionEventView call)
        => call.Duration ?? (call.IsUnobserved || call.IsHosted ? TimeSpan.Zero : null);

    private static DateTimeOffset EndOf(FunctionEventView call) => call.StartedAt + (call.Duration ?? TimeSpan.Zero);

    private static DateTimeOffset EndOf(ModelCallView call) => call.StartedAt + (call.Duration ?? TimeSpan.Zero);
}
