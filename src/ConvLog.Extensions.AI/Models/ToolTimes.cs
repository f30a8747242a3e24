namespace ConvLog.Extensions.AI.Models;

/// <summary>When the tools of a request ran, which separates the model's rounds. Timestamps of the conversation's clock. Not for concurrent use.</summary>
internal sealed class ToolTimes
{
    private readonly List<(string? CallId, long Began)> _began = [];
    private readonly List<(string? CallId, long Ended)> _ended = [];
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

    /// <summary>When the first of any tool began; null where none did.</summary>
    public long? FirstBegan => _began.Count > 0 ? _began.Min(static tool => tool.Began) : null;

    /// <summary>When the first of these calls began; null where none is known.</summary>
    public long? BeganOf(HashSet<string> callIds)
        => _began.Where(tool => tool.CallId is not null && callIds.Contains(tool.CallId)).Select(static tool => (long?)tool.Began).Min();

    /// <summary>When the last of these calls ended; null where none is known.</summary>
    public long? EndedOf(HashSet<string> callIds)
        => _ended.Where(tool => tool.CallId is not null && callIds.Contains(tool.CallId)).Select(static tool => (long?)tool.Ended).Max();

    /// <summary>Whether a request failed with what a tool threw, and not in the model.</summary>
    public bool Threw(Exception exception)
        => _thrown.Contains(exception) || (exception is AggregateException all && all.InnerExceptions.Count > 0 && all.InnerExceptions.All(Threw));
}
