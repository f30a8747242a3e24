using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.Storage.Privacy;

namespace ConvLog;

/// <content>The access log, which is written before personal data is returned.</content>
public sealed partial class ConversationReader
{
    /// <summary>Reads the access log, newest first. It holds names of readers and ids of conversations, but not the data that was read.</summary>
    /// <param name="query">The accesses to read.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public ValueTask<AccessPage> ReadAccessLogAsync(AccessQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return _store.ReadAccessAsync(query, cancellationToken);
    }

    /// <summary>
    /// Reads the access log page by page, newest first. It holds names of readers and ids of conversations of all agents and accounts: show
    /// it only to readers of all conversations.
    /// </summary>
    /// <param name="reader">The reader. Reading the access log is not itself recorded.</param>
    /// <param name="query">The accesses to read. <see cref="AccessQuery.Before"/> is set by <paramref name="cursor"/> only.</param>
    /// <param name="cursor">The cursor of the previous page, see <see cref="AccessLogPage.Next"/>; null to begin.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="InvalidCursorException">The cursor does not belong to this reader and this query.</exception>
    /// <exception cref="InvalidOperationException">The scope of the reader is limited.</exception>
    public async ValueTask<AccessLogPage> ReadAccessLogAsync(Reader reader, AccessQuery query, string? cursor = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(query);
        EnsureAllConversations(reader);
        await _rules.Cursors.PrepareAsync(cancellationToken).ConfigureAwait(false);
        var page = await _store.ReadAccessAsync(query with { Before = _rules.Cursors.Read(cursor, reader, query) }, cancellationToken).ConfigureAwait(false);
        return new AccessLogPage { Accesses = page.Accesses, Next = _rules.Cursors.Of(page.Next, reader, query) };
    }

    // The pending erasure is checked after the log was read, so that an erasure in between hides what was read.
    private async ValueTask<IReadOnlyList<LoggedView>> ViewAsync(IReadOnlyList<ScopedRecord> records, string conversationId, Reader reader,
        CancellationToken cancellationToken)
    {
        if (reader.CanReadPii && records.Count > 0)
        {
            var stored = await _store.ReadSummaryAsync(conversationId, PersonalData.None, cancellationToken).ConfigureAwait(false);
            reader = stored is null ? PrivacyGate.WithoutPermission(reader) : PrivacyGate.ReaderOf(stored, reader);
        }

        var logged = _rules.Gate.View(records, reader);
        await _access.WriteAsync(reader.CanReadPii && logged.Count > 0 ? [_access.Access(reader, AccessKind.Log, conversationId)] : [], cancellationToken)
            .ConfigureAwait(false);
        return logged;
    }
}
