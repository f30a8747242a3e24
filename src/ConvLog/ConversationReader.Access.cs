using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage;

namespace ConvLog;

/// <content>Who read personal data: written before it leaves.</content>
public sealed partial class ConversationReader
{
    /// <summary>Reads the access log, newest first. It holds names of readers and ids of conversations, and nothing of what was read.</summary>
    /// <param name="query">Which part.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public ValueTask<AccessPage> ReadAccessLogAsync(AccessQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return _store.ReadAccessAsync(query, cancellationToken);
    }

    private ValueTask WriteAccessAsync(Reader reader, AccessKind kind, IEnumerable<StoredSummary> conversations, CancellationToken cancellationToken)
        => WriteAccessAsync(
            [.. conversations.Where(stored => PrivacyGate.ReaderOf(stored, reader).CanReadPii).Select(stored => Access(reader, kind, stored.Conversation.ConversationId))],
            cancellationToken);

    // What it throws passes through, and what was read stays here.
    private async ValueTask WriteAccessAsync(IReadOnlyList<AccessRecord> accesses, CancellationToken cancellationToken)
    {
        if (accesses.Count > 0)
        {
            await _store.WriteAccessAsync(accesses, cancellationToken).ConfigureAwait(false);
        }
    }

    // That there is nobody of this id, or nothing of this number, is told by an empty list as well.
    private ValueTask WriteAccessAsync(Reader reader, ConversationQuery query, StoredPage page, CancellationToken cancellationToken)
        => page.Conversations.Count > 0
            ? WriteAccessAsync(reader, AccessKind.List, page.Conversations, cancellationToken)
            : WriteAccessAsync(reader.CanReadPii && (query.UserId ?? query.Number) is not null ? [Access(reader, AccessKind.Lookup, conversationId: null)] : [], cancellationToken);

    // Whether it is to be erased is asked after its log was read: an erasure in between hides what was read.
    private async ValueTask<IReadOnlyList<LoggedView>> ViewAsync(StoredLogPage page, string conversationId, Reader reader, CancellationToken cancellationToken)
    {
        if (reader.CanReadPii && page.Logged.Count > 0)
        {
            var stored = await _store.ReadSummaryAsync(conversationId, cancellationToken).ConfigureAwait(false);
            reader = stored is null ? PrivacyGate.WithoutPermission(reader) : PrivacyGate.ReaderOf(stored, reader);
        }

        var logged = _gate.View(page.Logged, reader);
        await WriteAccessAsync(reader.CanReadPii && logged.Count > 0 ? [Access(reader, AccessKind.Log, conversationId)] : [], cancellationToken).ConfigureAwait(false);
        return logged;
    }

    private AccessRecord Access(Reader reader, AccessKind kind, string? conversationId)
        => new() { At = _time.GetUtcNow(), Reader = reader.Name, Kind = kind, ConversationId = conversationId, Reason = reader.Reason };
}
