namespace ConvLog.Storage.Reading;

/// <summary>
/// Where in the store the parts of logs that were given ended, so that the next part begins there and not at the start of the log. A cursor names the record
/// that a part ended with and tells nothing else; what stands here never leaves the process. Any thread.
/// </summary>
internal sealed class LogScopes
{
    private const int Most = 4_096;

    private readonly Lock _lock = new();
    private readonly Dictionary<(string ConversationId, Guid Record), LogPosition> _places = [];

    /// <summary>The place of a record; null where it is not remembered.</summary>
    public LogPosition? Find(string conversationId, Guid record)
    {
        lock (_lock)
        {
            return _places.GetValueOrDefault((conversationId, record));
        }
    }

    /// <summary>Remembers the place of a record, which stays what it is.</summary>
    public void Keep(string conversationId, Guid record, LogPosition place)
    {
        lock (_lock)
        {
            if (_places.Count >= Most)
            {
                _places.Clear();
            }

            _places[(conversationId, record)] = place;
        }
    }
}
