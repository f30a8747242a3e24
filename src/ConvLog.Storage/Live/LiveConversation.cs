using ConvLog.Records;

namespace ConvLog.Storage.Live;

/// <summary>The state of a conversation known to readers of one kind; anything beyond it is new.</summary>
internal sealed class LiveConversation
{
    private HashSet<(Guid, long)>? _logged;

    /// <summary>The summary from the last read; null if none was read.</summary>
    public required StoredSummary? Summary { get; set; }

    /// <summary>If single entries are not remembered: entries logged up to this time are known.</summary>
    public required DateTimeOffset Until { get; set; }

    /// <summary>A counter over all conversations, which increases with each arrival.</summary>
    public long Turn { get; set; }

    /// <summary>The number of remembered entries and API responses.</summary>
    public int Count => _logged?.Count ?? 0;

    /// <summary>Remembers logged records, and returns those that were not known.</summary>
    /// <param name="logged">All logged records, in order.</param>
    /// <param name="isKnown">Whether all of them are known and only need to be remembered.</param>
    public List<ScopedRecord> AddNew(IEnumerable<ScopedRecord> logged, bool isKnown)
    {
        bool isRemembered = _logged is not null;
        _logged ??= [];
        var learnt = new List<ScopedRecord>();
        foreach (var record in logged)
        {
            if (Key(record) is { } key && _logged.Add(key) && !isKnown && (isRemembered || record.Timestamp > Until))
            {
                learnt.Add(record);
            }
        }

        return learnt;
    }

    /// <summary>Forgets single entries.</summary>
    public void ClearEntries(DateTimeOffset until)
    {
        _logged = null;
        Until = until;
    }

    // An entry's id is a hash; its writer and sequence identify it as well.
    private static (Guid, long)? Key(ScopedRecord record) => record switch
    {
        EntryRecord entry => (entry.WriterId, entry.Sequence),
        ApiResponseRecord response => (response.Id, -1),
        _ => null,
    };
}
