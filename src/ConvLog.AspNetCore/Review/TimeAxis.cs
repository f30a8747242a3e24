using ConvLog.Records;

namespace ConvLog.AspNetCore.Review;

/// <summary>The time that the function bars of one turn share, so that its cards read as one chart.</summary>
internal sealed record TimeAxis(DateTimeOffset Start, TimeSpan Length)
{
    // A bar that took no time can still be seen.
    private const double LeastWidth = 0.012;

    public static TimeAxis Of(TurnView turn) => Over(turn.StartedAt, turn.FunctionEvents, turn.Latency ?? TimeSpan.Zero);

    public static TimeAxis Of(IReadOnlyList<FunctionEventView> calls)
        => calls.Count == 0 ? new TimeAxis(DateTimeOffset.UnixEpoch, TimeSpan.Zero) : Over(calls.Min(static call => call.StartedAt), calls, TimeSpan.Zero);

    /// <summary>Where a call's bar is, as shares of the axis. One that runs, or was left open, reaches to the end.</summary>
    public (double From, double Width) Bar(FunctionEventView call)
    {
        double from = Math.Min(Share(call.StartedAt), 1 - LeastWidth);
        double to = call.Duration is { } duration ? Share(call.StartedAt + duration) : 1;
        return (from, Math.Clamp(to - from, LeastWidth, 1 - from));
    }

    /// <summary>A moment as a share of the axis, from 0 to 1.</summary>
    public double Share(DateTimeOffset time) => Length > TimeSpan.Zero ? Math.Clamp((time - Start) / Length, 0, 1) : 0;

    private static TimeAxis Over(DateTimeOffset start, IReadOnlyList<FunctionEventView> calls, TimeSpan least)
    {
        var end = calls.Select(static call => call.StartedAt + (call.Duration ?? TimeSpan.Zero)).Append(start + least).Max();
        return new TimeAxis(start, end - start);
    }
}
