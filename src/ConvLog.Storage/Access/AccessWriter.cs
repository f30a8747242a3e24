using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage.Privacy;

namespace ConvLog.Storage.Access;

/// <summary>Records accesses to personal data before the data is returned. If that fails, the exception keeps the data from being returned.</summary>
/// <param name="write">Writes the records.</param>
/// <param name="time">The clock of the records.</param>
internal sealed class AccessWriter(Func<IReadOnlyList<AccessRecord>, CancellationToken, ValueTask> write, TimeProvider time)
{
    /// <summary>Records the access to those conversations of which the reader sees personal data.</summary>
    public ValueTask WriteAsync(Reader reader, AccessKind kind, IEnumerable<StoredSummary> conversations, CancellationToken cancellationToken)
        => WriteAsync(
            [.. conversations.Where(stored => PrivacyGate.ReaderOf(stored, reader).CanReadPii)
                .Select(stored => Access(reader, kind, stored.Conversation.ConversationId))],
            cancellationToken);

    /// <summary>Records the access to a page. An empty one of a lookup is recorded too: it reveals that no conversation has this user or number.</summary>
    public ValueTask WriteAsync(Reader reader, ConversationQuery query, StoredPage page, CancellationToken cancellationToken)
        => !query.LooksUpPersonalData ? WriteAsync(reader, AccessKind.List, page.Conversations, cancellationToken)
            : page.Conversations.Count > 0 ? WriteAsync(reader, AccessKind.Lookup, page.Conversations, cancellationToken)
            : WriteAsync(reader.CanReadPii ? [Access(reader, AccessKind.Lookup)] : [], cancellationToken);

    /// <summary>Writes access records.</summary>
    public async ValueTask WriteAsync(IReadOnlyList<AccessRecord> accesses, CancellationToken cancellationToken)
    {
        if (accesses.Count > 0)
        {
            await write(accesses, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The record of an access at this moment.</summary>
    public AccessRecord Access(Reader reader, AccessKind kind, string? conversationId = null)
        => new() { At = time.GetUtcNow(), Reader = reader.Name, Subject = reader.Id, Kind = kind, ConversationId = conversationId, Reason = reader.Reason };
}
