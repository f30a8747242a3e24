using ConvLog.Records;

namespace ConvLog.Storage.Payloads;

/// <summary>
/// Takes what was read of a conversation's log apart: messages of model calls are no part of it. At rest their ids are keyed; here a message has the id that
/// stands for what was read of it, and the calls refer to that: the keyed one never leaves the store. A message that is not there has the id
/// <see cref="Guid.Empty"/>.
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

        // What everyone may see of two messages may be the same.
        return (logged, kept is null ? [] : [.. kept.Values.DistinctBy(static message => message.Id)]);
    }
}
