using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Keys;
using ConvLog.PostgreSql.Lists;
using ConvLog.PostgreSql.Reading;
using ConvLog.PostgreSql.Text;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.Storage.Background;

namespace ConvLog.PostgreSql.Writing.Summaries;

/// <summary>
/// Reads what the background updates, rows of lists and the text index: a reader waits briefly for it, and the result says whether it is complete.
/// </summary>
/// <param name="database">The database.</param>
/// <param name="keys">The keys of personal data.</param>
/// <param name="summaries">Counts conversations.</param>
/// <param name="indexer">Indexes text.</param>
/// <param name="pace">Decides how soon the background continues while there are readers.</param>
internal sealed class CountedReads(Database database, DataKeys keys, SummaryUpdater summaries, TextIndexer indexer, BatchingDelay pace)
{
    public PersonalReading Personal(PersonalData given) => new(keys, database.Troubles, given);

    /// <summary>Reads a list.</summary>
    public ValueTask<T> ListAsync<T>(
        ConversationQuery query, bool withPii, Func<PostgreSqlLists, CancellationToken, ValueTask<T>> read, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        query.EnsureSearchable();
        return ListAsync(withPii, read, cancellationToken, searches: query.Text is not null);
    }

    /// <summary>Reads lists in one transaction.</summary>
    public ValueTask<T> ListAsync<T>(
        bool withPii, Func<PostgreSqlLists, CancellationToken, ValueTask<T>> read, CancellationToken cancellationToken, bool searches = false)
        => ReadAsync(
            withPii,
            (session, isComplete, token) => read(
                new PostgreSqlLists(
                    session, isComplete, Personal, (summary, personal, cancel) => CompleteAsync(session, summary, personal, cancel), database.Options.Privacy),
                token),
            cancellationToken,
            searches);

    private async ValueTask<StoredSummary> CompleteAsync(Session session, StoredSummary summary, PersonalReading personal, CancellationToken cancellationToken)
        => await summaries.LookAsync(session, summary.Conversation.ConversationId, personal, cancellationToken).ConfigureAwait(false) is { } current
            ? current.ShowIn(summary) : summary;

    /// <summary>Reads what depends on rows of lists, and on the text index if it searches.</summary>
    /// <param name="withPii">Whether the reader sees personal data.</param>
    /// <param name="read">Reads it. Its second argument says whether it is complete.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <param name="searches">Whether it searches for a text.</param>
    public async ValueTask<T> ReadAsync<T>(
        bool withPii, Func<Session, bool, CancellationToken, ValueTask<T>> read, CancellationToken cancellationToken, bool searches = false)
    {
        pace.Read();
        bool isIndexed = searches && database.Options.IndexText;
        var (found, due) = await database.ReadAsync<(T?, PendingWork)>(
            async (session, token) => await PendingWork.OfAsync(session, withPii, isIndexed, token).ConfigureAwait(false) is { IsEmpty: false } work
                ? (default(T), work) : (await read(session, !session.IsReplicaLagging, token).ConfigureAwait(false), default),
            cancellationToken).ConfigureAwait(false);
        if (due.IsEmpty)
        {
            return found!;
        }

        await Task.WhenAll(
            due.Counted == 0 ? Task.CompletedTask : summaries.WaitAsync(cancellationToken),
            indexer.WaitForAsync(due.Indexed, cancellationToken)).ConfigureAwait(false);
        return await database.ReadAsync(
            async (session, token) => await read(
                session, !session.IsReplicaLagging && await due.IsDoneAsync(session, withPii, token).ConfigureAwait(false), token).ConfigureAwait(false),
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Reads one conversation, which is counted first. Records that are written concurrently, or are not counted within 100 ms, are added to the result, so
    /// that the counts and title always match the rest.
    /// </summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="personal">The personal data to read.</param>
    /// <param name="count">Counts it.</param>
    /// <param name="read">Reads it. Its third argument says whether the row is complete.</param>
    /// <param name="show">Adds the counts and the title.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public async ValueTask<T?> ReadOneAsync<T>(string conversationId, PersonalData personal, Func<CancellationToken, Task> count,
        Func<Session, PersonalReading, bool, CancellationToken, ValueTask<T?>> read, Func<T, CurrentSummary, T> show, CancellationToken cancellationToken)
        where T : class
    {
        var (found, isDone) = await database.ReadAsync<(T?, bool)>(
            async (session, token) => await IsCountedAsync(session, conversationId, token).ConfigureAwait(false)
                ? (await read(session, Personal(personal), true, token).ConfigureAwait(false), true) : (null, false),
            cancellationToken).ConfigureAwait(false);
        if (isDone)
        {
            return found;
        }

        await count(cancellationToken).ConfigureAwait(false);
        return await database.ReadAsync(
            (session, token) => ReadWithCountsAsync(session, conversationId, Personal(personal), read, show, token), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads one conversation from the primary server, see <see cref="IConversationStore.ReadCurrentAsync"/>. Does not count it.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="personal">The personal data to read.</param>
    /// <param name="read">Reads it. Its third argument says whether the row is complete.</param>
    /// <param name="show">Adds the counts and the title.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public ValueTask<T?> ReadCurrentAsync<T>(string conversationId, PersonalData personal,
        Func<Session, PersonalReading, bool, CancellationToken, ValueTask<T?>> read, Func<T, CurrentSummary, T> show, CancellationToken cancellationToken)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(conversationId);
        return database.ReadCurrentAsync(
            (session, token) => ReadWithCountsAsync(session, conversationId, Personal(personal), read, show, token), cancellationToken);
    }

    /// <summary>Completes the background work on everything that was written.</summary>
    public async ValueTask BringAsync(CancellationToken cancellationToken)
    {
        await summaries.UpdateAsync(cancellationToken).ConfigureAwait(false);
        if (database.Options.IndexText)
        {
            await indexer.CatchUpAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask<T?> ReadWithCountsAsync<T>(Session session, string conversationId, PersonalReading personal,
        Func<Session, PersonalReading, bool, CancellationToken, ValueTask<T?>> read, Func<T, CurrentSummary, T> show, CancellationToken cancellationToken)
        where T : class
    {
        bool isCounted = await IsCountedAsync(session, conversationId, cancellationToken).ConfigureAwait(false);
        var one = await read(session, personal, isCounted, cancellationToken).ConfigureAwait(false);
        return isCounted || one is null
            || await summaries.LookAsync(session, conversationId, personal, cancellationToken).ConfigureAwait(false) is not { } current
            ? one : show(one, current);
    }

    private static async ValueTask<bool> IsCountedAsync(Session session, string conversationId, CancellationToken cancellationToken)
        => await session.NumberAsync(CountQueue.AnyOf, [conversationId], cancellationToken).ConfigureAwait(false) is null;
}
