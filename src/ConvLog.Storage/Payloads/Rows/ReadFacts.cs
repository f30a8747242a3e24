using ConvLog.Records;

namespace ConvLog.Storage.Payloads.Rows;

/// <summary>
/// Separates the messages of model calls from the log records that were read. Stored message IDs are keyed; here a message gets the ID of its content as read,
/// and the calls refer to that ID, so that keyed IDs never leave the store. References to missing messages become <see cref="Guid.Empty"/>.
/// </summary>
internal static class ReadFacts
{
    public static (List<ScopedRecord> Logged, List<ModelMessageRecord> Messages) Of(IEnumerable<ScopedRecord> read)
    {
        var logged = new List<ScopedRecord>();
        Dictionary<Guid, ModelMessageRecord>? kept = null;
        foreach (var record in read)
        {
            if (record is ModelMessageRecord message)
            {
                (kept ??= [])[message.Id] = message with { Id = message.Message.Id };
            }
            else
            {
                logged.Add(record);
            }
        }

        for (int i = 0; i < logged.Count; i++)
        {
            if (logged[i] is ModelCallRecord call)
            {
                logged[i] = call.WithMessages(id => kept?.GetValueOrDefault(id)?.Id ?? Guid.Empty);
            }
        }

        // The visible parts of two messages may be equal.
        return (logged, kept is null ? [] : [.. kept.Values.DistinctBy(static message => message.Id)]);
    }
}
