using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage;

namespace ConvLog;

/// <content>The log of a conversation, part by part.</content>
public sealed partial class ConversationReader
{
    // How many records at once are looked through for the one a part ended with.
    private const int LookedThrough = 1_000;
    private const int MostAtOnce = 10_000;

    /// <summary>Reads the entries and API responses of a conversation part by part, in order; none where there is no conversation of this id.</summary>
    /// <param name="reader">Who reads. Without the permission, <see cref="LogQuery.WithPii"/> changes nothing.</param>
    /// <param name="query">Which of them, and how many at once. <see cref="LogQuery.After"/> is set by <paramref name="cursor"/> only.</param>
    /// <param name="cursor">Goes on where an earlier part of the same ended, see <see cref="LogPage.Next"/>; null to begin.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidCursorException">The cursor is not one for this reader and this query.</exception>
    public async ValueTask<LogPage> GetLogAsync(Reader reader, LogQuery query, string? cursor = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(query);
        query = query with { WithPii = query.WithPii && reader.CanReadPii, After = null };
        if (!reader.Scope.IsAll && !await ExistsAsync(reader, query.ConversationId, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            return new LogPage([], null);
        }

        if (!query.WithPii)
        {
            return await GetVisibleLogAsync(reader, query, cursor, cancellationToken).ConfigureAwait(false);
        }

        var page = await _store.ReadLogAsync(query with { After = _cursors.Read(cursor, reader, query) }, cancellationToken).ConfigureAwait(false);
        var logged = await ViewAsync(page.Logged, query.ConversationId, reader, cancellationToken).ConfigureAwait(false);
        return new LogPage(logged, _cursors.Of(page.Next, reader, query));
    }

    // A store's position counts what is hidden, and a cursor made of it would be another one in a store that hides something else, however well it is sealed. Here a cursor names
    // the last record of a part by its random id, and the log is looked through for it. What was looked through is bounded by what a conversation may log.
    private async ValueTask<LogPage> GetVisibleLogAsync(Reader reader, LogQuery query, string? cursor, CancellationToken cancellationToken)
    {
        var last = _cursors.ReadRecord(cursor, reader, query);
        var records = new List<ScopedRecord>();
        LogPosition? position = null;
        bool isFound = last is null;
        do
        {
            int wanted = isFound ? Math.Min(query.Limit + 1 - records.Count, MostAtOnce) : LookedThrough;
            var page = await _store.ReadLogAsync(query with { After = position, Limit = wanted }, cancellationToken).ConfigureAwait(false);
            foreach (var record in page.Logged)
            {
                if (isFound)
                {
                    records.Add(record);
                }

                isFound = isFound || IdOf(record) == last;
            }

            position = page.Next;
        }
        while (position is not null && records.Count <= query.Limit);

        var part = records.Count > query.Limit ? records.GetRange(0, query.Limit) : records;
        var logged = await ViewAsync(part, query.ConversationId, reader, cancellationToken).ConfigureAwait(false);
        return new LogPage(logged, records.Count > query.Limit ? _cursors.OfRecord(IdOf(part[^1]), reader, query) : null);
    }

    private static Guid IdOf(ScopedRecord record) => record is EntryRecord entry ? entry.Id : ((FactRecord)record).Id;
}
