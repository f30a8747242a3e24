namespace ConvLog.Storage.Reading;

/// <summary>
/// Positions in the store at which returned pages of logs ended, so that the next page starts there and not at the start of the log. A cursor holds only the
/// id of the last record of a page; the positions never leave the process. Safe to use from any thread.
/// </summary>
internal sealed class LogScopes
{
    private const int Most = 4_096;

    private readonly Lock _lock = new();
    private readonly Dictionary<(string ConversationId, Guid Record), LogPosition> _positions = [];

    /// <summary>The position of a record; null if it is not remembered.</summary>
    public LogPosition? Find(string conversationId, Guid record)
    {
        lock (_lock)
        {
            return _positions.GetValueOrDefault((conversationId, record));
        }
    }

    /// <summary>Remembers the position of a record, which never changes.</summary>
    public void Add(string conversationId, Guid record, LogPosition place)
    {
        lock (_lock)
        {
            if (_positions.Count >= Most)
            {
                _positions.Clear();
            }

            _positions[(conversationId, record)] = place;
        }
    }
}
