using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.Storage.Reading;

namespace ConvLog;

/// <content>The log of a conversation, page by page.</content>
public sealed partial class ConversationReader
{
    // How many records are read at a time in the search for the last record of a page.
    private const int MostScanned = 1_000;

    private readonly LogScopes _logScopes = new();

    /// <summary>Reads the entries and API responses of a conversation page by page, in order; empty if there is no conversation with this id.</summary>
    /// <param name="reader">The reader. Without the permission, <see cref="LogQuery.WithPii"/> has no effect.</param>
    /// <param name="query">The records and the page size. <see cref="LogQuery.After"/> is set by <paramref name="cursor"/> only.</param>
    /// <param name="cursor">The cursor of the previous page, see <see cref="LogPage.Next"/>; null to begin.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="InvalidCursorException">The cursor does not belong to this reader and this query.</exception>
    public async ValueTask<LogPage> GetLogAsync(Reader reader, LogQuery query, string? cursor = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(query);
        query = query with { WithPii = query.WithPii && reader.CanReadPii, After = null };
        if (!reader.Scope.IsAll && !await ExistsAsync(reader, query.ConversationId, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            return new LogPage { Logged = [] };
        }

        await _rules.Cursors.PrepareAsync(cancellationToken).ConfigureAwait(false);
        if (!query.WithPii)
        {
            return await GetVisibleLogAsync(reader, query, cursor, cancellationToken).ConfigureAwait(false);
        }

        var page = await _store.ReadLogAsync(query with { After = _rules.Cursors.Read(cursor, reader, query) }, _rules.Gate.NeededBy(reader), cancellationToken)
            .ConfigureAwait(false);
        var logged = await ViewAsync(page.Logged, query.ConversationId, reader, cancellationToken).ConfigureAwait(false);
        return new LogPage { Logged = logged, Next = _rules.Cursors.Of(page.Next, reader, query) };
    }

    // A store's position counts hidden records, so a cursor made from it would reveal how many there are, even when sealed. The cursor therefore
    // holds the random id of the last record of the page. The position of that record is remembered, or found by reading the log.
    private async ValueTask<LogPage> GetVisibleLogAsync(Reader reader, LogQuery query, string? cursor, CancellationToken cancellationToken)
    {
        LogPosition? after = null;
        if (_rules.Cursors.ReadRecord(cursor, reader, query) is { } last)
        {
            after = _logScopes.Find(query.ConversationId, last) ?? await LookForAsync(last, query, cancellationToken).ConfigureAwait(false);
            if (after is null)
            {
                return new LogPage { Logged = [] };
            }
        }

        var page = await _store.ReadLogAsync(query with { After = after }, _rules.Gate.NeededBy(reader), cancellationToken).ConfigureAwait(false);
        var logged = await ViewAsync(page.Logged, query.ConversationId, reader, cancellationToken).ConfigureAwait(false);
        if (page.Next is not { } next)
        {
            return new LogPage { Logged = logged };
        }

        var end = IdOf(page.Logged[^1]);
        _logScopes.Add(query.ConversationId, end, next);
        return new LogPage { Logged = logged, Next = _rules.Cursors.OfRecord(end, reader, query) };
    }

    // Needed after a restart or on another host. The search is bounded by the maximum log size of a conversation. Null if no record follows, or if the
    // record no longer exists.
    private async ValueTask<LogPosition?> LookForAsync(Guid record, LogQuery query, CancellationToken cancellationToken)
    {
        LogPosition? from = null;
        do
        {
            var page = await _store.ReadLogAsync(query with { After = from, Limit = MostScanned }, PersonalData.None, cancellationToken)
                .ConfigureAwait(false);
            int found = page.Logged.TakeWhile(logged => IdOf(logged) != record).Count();
            if (found < page.Logged.Count)
            {
                // The store returns a position only at the end of a page, so this reads a page that ends with the record.
                var upToIt = await _store.ReadLogAsync(query with { After = from, Limit = found + 1 }, PersonalData.None, cancellationToken)
                    .ConfigureAwait(false);
                return upToIt.Next;
            }

            from = page.Next;
        }
        while (from is not null);
        return null;
    }

    private static Guid IdOf(ScopedRecord record) => record is EntryRecord entry ? entry.Id : ((FactRecord)record).Id;
}
