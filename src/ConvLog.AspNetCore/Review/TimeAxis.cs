using ConvLog.Records;

namespace ConvLog.AspNetCore.Review;

/// <summary>The time axis that the bars of a turn share.</summary>
internal sealed record TimeAxis(DateTimeOffset Start, TimeSpan Length)
{
    // Bars of zero duration remain visible.
    private const double LeastWidth = 0.012;

    public static TimeAxis Of(TurnView turn)
        => FromEnds(turn.StartedAt, [.. turn.ModelCalls.Select(EndOf), .. turn.FunctionEvents.Select(EndOf), turn.StartedAt + (turn.Latency ?? TimeSpan.Zero)]);

    public static TimeAxis Of(IReadOnlyList<FunctionEventView> calls)
        => calls.Count == 0 ? new TimeAxis(DateTimeOffset.UnixEpoch, TimeSpan.Zero) : FromEnds(calls.Min(static call => call.StartedAt), calls.Select(EndOf));

    /// <summary>The position of a call's bar, as shares of the axis. A running or abandoned call extends to the end.</summary>
    public (double From, double Width) Bar(FunctionEventView call) => Bar(call.StartedAt, DrawnDuration(call));

    /// <summary>The position of a bar with a duration, or without an end.</summary>
    public (double From, double Width) Bar(DateTimeOffset start, TimeSpan? length)
    {
        double from = Math.Min(Share(start), 1 - LeastWidth);
        double to = length is { } duration ? Share(start + duration) : 1;
        return (from, Math.Clamp(to - from, LeastWidth, 1 - from));
    }

    /// <summary>The position of a time, from 0 to 1.</summary>
    public double Share(DateTimeOffset time) => Length > TimeSpan.Zero ? Math.Clamp((time - Start) / Length, 0, 1) : 0;

    private static TimeAxis FromEnds(DateTimeOffset start, IEnumerable<DateTimeOffset> ends) => new(start, ends.Max() - start);

    /// <summary>The drawn duration of a call: null, which extends to the end, if it is running or was abandoned; zero if it is unknown.</summary>
    public static TimeSpan? DrawnDuration(FunctionEventView call)
        => call.Duration ?? (call.IsUnobserved || call.IsHosted ? TimeSpan.Zero : null);

    private static DateTimeOffset EndOf(FunctionEventView call) => call.StartedAt + (call.Duration ?? TimeSpan.Zero);

    private static DateTimeOffset EndOf(ModelCallView call) => call.StartedAt + (call.Duration ?? TimeSpan.Zero);
}
