using ConvLog.Records;

namespace ConvLog.Storage.Live;

/// <summary>What readers of one kind know of a conversation: what else is found in it has come in.</summary>
internal sealed class LiveConversation
{
    private HashSet<(Guid, long)>? _logged;

    /// <summary>What a list showed of it; null where that was not looked at.</summary>
    public required StoredSummary? Summary { get; set; }

    /// <summary>Where single entries are not remembered: what was logged up to this time is known.</summary>
    public required DateTimeOffset Until { get; set; }

    /// <summary>Grows with each arrival in any conversation.</summary>
    public long Turn { get; set; }

    /// <summary>How many entries and API responses are remembered.</summary>
    public int Count => _logged?.Count ?? 0;

    /// <summary>Remembers what was logged, and gives what of it was not known.</summary>
    /// <param name="logged">All that was logged, in order.</param>
    /// <param name="isKnown">Whether all of it is known, and to be remembered only.</param>
    public List<ScopedRecord> Learn(IEnumerable<ScopedRecord> logged, bool isKnown)
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
    public void Forget(DateTimeOffset until)
    {
        _logged = null;
        Until = until;
    }

    // An entry's id is a hash, and its place says as much.
    private static (Guid, long)? Key(ScopedRecord record) => record switch
    {
        EntryRecord entry => (entry.WriterId, entry.Sequence),
        ApiResponseRecord response => (response.Id, -1),
        _ => null,
    };
}
