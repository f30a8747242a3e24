using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage.Access;
using ConvLog.Storage.Privacy;

namespace ConvLog.Storage.Reading;

/// <summary>Reads the log of a conversation page by page.</summary>
/// <param name="store">The store.</param>
/// <param name="access">Records accesses to personal data.</param>
/// <param name="rules">The gate, the cursors and the clock.</param>
/// <param name="conversations">Finds out whether the reader has the conversation.</param>
internal sealed class LogReads(IConversationStore store, AccessWriter access, ReadingRules rules, ConversationReads conversations)
{
    // How many records are read at a time in the search for the last record of a page.
    private const int MostScanned = 1_000;

    private readonly LogScopes _logScopes = new();

    public async ValueTask<LogPage> GetLogAsync(Reader reader, LogQuery query, string? cursor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(query);
        query = query with { WithPii = query.WithPii && reader.CanReadPii, After = null };
        if (!reader.Scope.IsAll && !await conversations.ExistsAsync(reader, query.ConversationId, agentId: null, cancellationToken).ConfigureAwait(false))
        {
            return new LogPage { Logged = [] };
        }

        await rules.Cursors.PrepareAsync(cancellationToken).ConfigureAwait(false);
        if (!query.WithPii)
        {
            return await GetVisibleLogAsync(reader, query, cursor, cancellationToken).ConfigureAwait(false);
        }

        var page = await store.ReadLogAsync(query with { After = rules.Cursors.Read(cursor, reader, query) }, rules.Gate.NeededBy(reader), cancellationToken)
            .ConfigureAwait(false);
        var logged = await ViewAsync(page.Logged, query.ConversationId, reader, cancellationToken).ConfigureAwait(false);
        return new LogPage { Logged = logged, Next = rules.Cursors.Of(page.Next, reader, query) };
    }

    // A store's position counts hidden records, so a cursor made from it would reveal how many there are, even when sealed. The cursor therefore
    // holds the random id of the last record of the page. The position of that record is remembered, or found by reading the log.
    private async ValueTask<LogPage> GetVisibleLogAsync(Reader reader, LogQuery query, string? cursor, CancellationToken cancellationToken)
    {
        LogPosition? after = null;
        if (rules.Cursors.ReadRecord(cursor, reader, query) is { } last)
        {
            after = _logScopes.Find(query.ConversationId, last) ?? await LookForAsync(last, query, cancellationToken).ConfigureAwait(false);
            if (after is null)
            {
                return new LogPage { Logged = [] };
            }
        }

        var page = await store.ReadLogAsync(query with { After = after }, rules.Gate.NeededBy(reader), cancellationToken).ConfigureAwait(false);
        var logged = await ViewAsync(page.Logged, query.ConversationId, reader, cancellationToken).ConfigureAwait(false);
        if (page.Next is not { } next)
        {
            return new LogPage { Logged = logged };
        }

        var end = IdOf(page.Logged[^1]);
        _logScopes.Add(query.ConversationId, end, next);
        return new LogPage { Logged = logged, Next = rules.Cursors.OfRecord(end, reader, query) };
    }

    // Needed after a restart or on another host. The search is bounded by the maximum log size of a conversation. Null if no record follows, or if the
    // record no longer exists.
    private async ValueTask<LogPosition?> LookForAsync(Guid record, LogQuery query, CancellationToken cancellationToken)
    {
        LogPosition? from = null;
        do
        {
            var page = await store.ReadLogAsync(query with { After = from, Limit = MostScanned }, PersonalData.None, cancellationToken)
                .ConfigureAwait(false);
            int found = page.Logged.TakeWhile(logged => IdOf(logged) != record).Count();
            if (found < page.Logged.Count)
            {
                // The store returns a position only at the end of a page, so this reads a page that ends with the record.
                var upToIt = await store.ReadLogAsync(query with { After = from, Limit = found + 1 }, PersonalData.None, cancellationToken)
                    .ConfigureAwait(false);
                return upToIt.Next;
            }

            from = page.Next;
        }
        while (from is not null);
        return null;
    }

    // The pending erasure is checked after the log was read, so that an erasure in between hides what was read.
    private async ValueTask<IReadOnlyList<LoggedView>> ViewAsync(
        IReadOnlyList<ScopedRecord> records, string conversationId, Reader reader, CancellationToken cancellationToken)
    {
        if (reader.CanReadPii && records.Count > 0)
        {
            var stored = await store.ReadSummaryAsync(conversationId, PersonalData.None, cancellationToken).ConfigureAwait(false);
            reader = stored is null ? PrivacyGate.WithoutPermission(reader) : PrivacyGate.ReaderOf(stored, reader);
        }

        var logged = rules.Gate.View(records, reader);
        await access.WriteAsync(reader.CanReadPii && logged.Count > 0 ? [access.Access(reader, AccessKind.Log, conversationId)] : [], cancellationToken)
            .ConfigureAwait(false);
        return logged;
    }

    private static Guid IdOf(ScopedRecord record) => record is EntryRecord entry ? entry.Id : ((FactRecord)record).Id;
}
