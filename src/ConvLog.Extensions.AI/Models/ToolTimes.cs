namespace ConvLog.Extensions.AI.Models;

/// <summary>When the tools of a request ran, which separates the model's rounds. Timestamps of the conversation's clock. Not thread-safe.</summary>
internal sealed class ToolTimes
{
    private readonly List<(string? CallId, long At)> _began = [];
    private readonly List<(string? CallId, long At)> _ended = [];
    private readonly List<Exception> _thrown = [];

    public void Began(string? callId, long timestamp) => _began.Add((callId, timestamp));

    public void Ended(string? callId, long timestamp, Exception? thrown)
    {
        _ended.Add((callId, timestamp));
        if (thrown is not null)
        {
            _thrown.Add(thrown);
        }
    }

    /// <summary>The start of the first tool; null if there was none.</summary>
    public long? FirstBegan => _began.Count > 0 ? _began.Min(static tool => tool.At) : null;

    /// <summary>
    /// The start of the first call of a round, and the end of the last; null if unknown. Called for each round, in order: a later round with the same IDs
    /// gets its own times.
    /// </summary>
    public (long? Began, long? Ended) Take(List<string> callIds)
    {
        var began = Take(_began, callIds);
        var ended = Take(_ended, callIds);
        return (began.Count > 0 ? began.Min() : null, ended.Count > 0 ? ended.Max() : null);
    }

    private static List<long> Take(List<(string? CallId, long At)> times, List<string> callIds)
    {
        List<long> taken = [];
        foreach (string callId in callIds)
        {
            if (times.FindIndex(time => string.Equals(time.CallId, callId, StringComparison.Ordinal)) is >= 0 and var index)
            {
                taken.Add(times[index].At);
                times.RemoveAt(index);
            }
        }

        return taken;
    }

    /// <summary>Whether a request failed with an exception of a tool, and not in the model.</summary>
    public bool Threw(Exception exception)
        => _thrown.Contains(exception) || (exception is AggregateException all && all.InnerExceptions.Count > 0 && all.InnerExceptions.All(Threw));
}
