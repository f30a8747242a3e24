using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.Storage.Reading;

namespace ConvLog;

/// <content>The log of a conversation, part by part.</content>
public sealed partial class ConversationReader
{
    // How many records at once are looked through for the one a part ended with.
    private const int LookedThrough = 1_000;

    private readonly LogScopes _logPlaces = new();

    /// <summary>Reads the entries and API responses of a conversation part by part, in order; none where there is no conversation of this id.</summary>
    /// <param name="reader">Who reads. Without the permission, <see cref="LogQuery.WithPii"/> changes nothing.</param>
    /// <param name="query">Which of them, and how many at once. <see cref="LogQuery.After"/> is set by <paramref name="cursor"/> only.</param>
    /// <param name="cursor">The cursor of the previous page, see <see cref="LogPage.Next"/>; null to begin.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="InvalidCursorException">The cursor is not one for this reader and this query.</exception>
    public async ValueTask<LogPage> GetLogAsync(Reader reader, LogQuery query, string? cursor = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(query);
        query = query with { WithPii = query.WithPii && reader.CanReadPii, After = null };
        if (!reader.Scope.IsAll && !await ExistsAsync(reader, query.ConversationId, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            return new LogPage { Logged = [] };
        }

        await _cursors.PrepareAsync(cancellationToken).ConfigureAwait(false);
        if (!query.WithPii)
        {
            return await GetVisibleLogAsync(reader, query, cursor, cancellationToken).ConfigureAwait(false);
        }

        var page = await _store.ReadLogAsync(query with { After = _cursors.Read(cursor, reader, query) }, _gate.NeededBy(reader), cancellationToken)
            .ConfigureAwait(false);
        var logged = await ViewAsync(page.Logged, query.ConversationId, reader, cancellationToken).ConfigureAwait(false);
        return new LogPage { Logged = logged, Next = _cursors.Of(page.Next, reader, query) };
    }

    // A store's position counts what is hidden, and a cursor made of it would be another one in a store that hides something else, however well it is sealed.
    // Here a cursor names the last record of a part by its random id, and where that is is remembered, or looked for.
    private async ValueTask<LogPage> GetVisibleLogAsync(Reader reader, LogQuery query, string? cursor, CancellationToken cancellationToken)
    {
        LogPosition? after = null;
        if (_cursors.ReadRecord(cursor, reader, query) is { } last)
        {
            after = _logPlaces.Find(query.ConversationId, last) ?? await LookForAsync(last, query, cancellationToken).ConfigureAwait(false);
            if (after is null)
            {
                return new LogPage { Logged = [] };
            }
        }

        var page = await _store.ReadLogAsync(query with { After = after }, _gate.NeededBy(reader), cancellationToken).ConfigureAwait(false);
        var logged = await ViewAsync(page.Logged, query.ConversationId, reader, cancellationToken).ConfigureAwait(false);
        if (page.Next is not { } next)
        {
            return new LogPage { Logged = logged };
        }

        var end = IdOf(page.Logged[^1]);
        _logPlaces.Keep(query.ConversationId, end, next);
        return new LogPage { Logged = logged, Next = _cursors.OfRecord(end, reader, query) };
    }

    // As after a restart, or on another host. What is looked through is bounded by what a conversation may log. Null where nothing stands behind it, or it is
    // gone.
    private async ValueTask<LogPosition?> LookForAsync(Guid record, LogQuery query, CancellationToken cancellationToken)
    {
        LogPosition? from = null;
        do
        {
            var page = await _store.ReadLogAsync(query with { After = from, Limit = LookedThrough }, PersonalData.None, cancellationToken)
                .ConfigureAwait(false);
            int found = page.Logged.TakeWhile(logged => IdOf(logged) != record).Count();
            if (found < page.Logged.Count)
            {
                // A store says where a part ends: it is to end with the record.
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
