using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.Storage.Access;
using ConvLog.Storage.Contract;
using ConvLog.Storage.Serialization;
using ConvLog.Storage.Statistics;

namespace ConvLog;

/// <content>Lists, searches and statistics of many conversations.</content>
public sealed partial class ConversationReader
{
    /// <summary>Lists conversations, newest first unless the query says otherwise.</summary>
    /// <param name="reader">The reader. Without the permission, <see cref="ConversationQuery.UserId"/>, <see cref="ConversationQuery.Number"/> and
    /// <see cref="ConversationQuery.Attributes"/> match nothing, and personal entries are not counted.</param>
    /// <param name="query">
    /// The conversations, their order and the page size. With <see cref="ConversationQuery.Text"/> and without <see cref="ConversationQuery.From"/>, lists the
    /// last seven days. <see cref="ConversationQuery.After"/> is set by <paramref name="cursor"/> only.
    /// </param>
    /// <param name="cursor">The cursor of the previous page of the same list, see <see cref="ConversationPage.Next"/>; null to begin, or for
    /// <see cref="ConversationQuery.Offset"/>.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="InvalidCursorException">The cursor does not belong to this reader and this query.</exception>
    public async ValueTask<ConversationPage> ListAsync(Reader reader, ConversationQuery query, string? cursor = null,
        CancellationToken cancellationToken = default)
    {
        var lists = Lists(reader);
        await _rules.Cursors.PrepareAsync(cancellationToken).ConfigureAwait(false);
        return await lists.ListAsync(query, cursor, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Reads a list with its counts, problems and search hits from one snapshot, so that they agree. If the store has no
    /// <see cref="StoreCapabilities.Snapshots"/>, each is read on its own.
    /// </summary>
    /// <param name="reader">The reader.</param>
    /// <param name="query">The list. The other reads search for a text only if this query does.</param>
    /// <param name="read">
    /// The reads. It may wait only for them, because the snapshot holds a connection until it completes, and may be called again after a lost
    /// connection. Accesses to personal data are recorded when it has completed, before this method returns.
    /// </param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The result of <paramref name="read"/>.</returns>
    public async ValueTask<T> ReadSnapshotAsync<T>(Reader reader, ConversationQuery query, Func<ConversationListReader, ValueTask<T>> read,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(read);
        await _rules.Cursors.PrepareAsync(cancellationToken).ConfigureAwait(false);
        if (_store is not ISnapshotStore snapshots)
        {
            return await read(Lists(reader)).ConfigureAwait(false);
        }

        var (result, accesses) = await snapshots.ReadSnapshotAsync(
            query,
            ConversationListReader.CountsPii(reader, query),
            async lists =>
            {
                var recorded = new List<AccessRecord>();
                var access = new AccessWriter((records, _) => { recorded.AddRange(records); return default; }, _rules.Time);
                return (await read(new ConversationListReader(reader, lists, access, _rules)).ConfigureAwait(false), recorded);
            },
            cancellationToken).ConfigureAwait(false);
        await _access.WriteAsync(accesses, cancellationToken).ConfigureAwait(false);
        return result;
    }

    /// <summary>
    /// Waits until lists, statistics and searches show everything that was written before the call, for a caller that needs exact results, such as an export.
    /// </summary>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public ValueTask BringUpToDateAsync(CancellationToken cancellationToken = default) => _store.BringUpToDateAsync(cancellationToken);

    /// <summary>
    /// Counts the values in the newest conversations of a list: agents, channels, variants, functions, labels, assignees, problems and ratings. The values
    /// hold no personal data, and the problems are those that are visible to this reader.
    /// </summary>
    /// <param name="reader">The reader.</param>
    /// <param name="query">The conversations, as in <see cref="ListAsync"/>; order and paging are ignored.</param>
    /// <param name="most">The maximum number of conversations, 1 to 100,000.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="ArgumentException">The query filters by personal data.</exception>
    /// <exception cref="NotSupportedException">The store has no <see cref="StoreCapabilities.Facets"/>.</exception>
    public ValueTask<ConversationFacets> CountFacetsAsync(Reader reader, ConversationQuery query, int most = 100_000,
        CancellationToken cancellationToken = default)
        => Lists(reader).CountFacetsAsync(query, most, cancellationToken);

    /// <summary>Lists the ids of all agents that have a conversation in some list, in ordinal order.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public ValueTask<IReadOnlyList<string>> ListAgentsAsync(Reader reader, CancellationToken cancellationToken = default)
        => Lists(reader).ListAgentsAsync(cancellationToken);

    /// <summary>
    /// Lists the end users of conversations, latest conversation first. If <see cref="UserQuery.From"/> and <see cref="UserQuery.TurnFrom"/> are null, lists
    /// those of the last thirty days. A reader without the permission gets their pseudonyms.
    /// </summary>
    /// <param name="reader">The reader.</param>
    /// <param name="query">The users. <see cref="UserQuery.After"/> is set by <paramref name="cursor"/> only.</param>
    /// <param name="cursor">The cursor of the previous page of the same list, see <see cref="UserPage.Next"/>; null to begin.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="InvalidCursorException">The cursor does not belong to this reader and this query.</exception>
    /// <exception cref="NotSupportedException">The store has no <see cref="StoreCapabilities.Users"/>.</exception>
    public async ValueTask<UserPage> ListUsersAsync(Reader reader, UserQuery query, string? cursor = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(query);
        var users = Capability.Of<IUserStore>(_store);
        await _rules.Cursors.PrepareAsync(cancellationToken).ConfigureAwait(false);
        var asked = query with
        {
            Scope = reader.Scope,
            From = query.From ?? (query.TurnFrom is null ? _rules.Time.GetUtcNow() - s_userWindow : null),
            IdleSince = _rules.Gate.IdleSince,
            After = _rules.Cursors.Read(cursor, reader, query),
        };
        var page = await users.ListUsersAsync(asked, _rules.Gate.NeededBy(reader), cancellationToken).ConfigureAwait(false);
        if (reader.CanReadPii)
        {
            await _access.WriteAsync(
                [.. page.Users.Where(static user => user.UserId is not null)
                    .Select(user => _access.Access(reader, AccessKind.Users) with { UserPseudonym = user.Pseudonym })],
                cancellationToken).ConfigureAwait(false);
        }

        return new UserPage
        {
            Users = [.. page.Users.Select(user => _rules.Gate.View(user, reader))],
            Next = _rules.Cursors.Of(page.Next, reader, query),
            IsComplete = page.IsComplete,
        };
    }

    /// <summary>
    /// Searches messages and logs except personal text; where utterances are personal, only entries. A text that is a conversation's id, the
    /// beginning of a function's name or a user's pseudonym finds those conversations as well, see <see cref="SearchResults.Named"/>. The result is the same
    /// for every reader.
    /// </summary>
    /// <param name="reader">The reader.</param>
    /// <param name="query">The text and the scope. Without <see cref="SearchQuery.From"/>, searches the last seven days.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public ValueTask<SearchResults> SearchAsync(Reader reader, SearchQuery query, CancellationToken cancellationToken = default)
        => Lists(reader).SearchAsync(query, cancellationToken);

    /// <summary>
    /// Finds the first problem in conversations of a list that is visible to everyone: personal entries and API responses are excluded for every reader.
    /// </summary>
    /// <param name="reader">The reader.</param>
    /// <param name="conversations">
    /// Conversations of one page, as this reader sees them. They are examined in this order, up to a total of 20,000 entries and function calls.
    /// </param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>
    /// One for each conversation that has a problem, in the same order. Dropped and truncated entries are not included. Empty if the store has no
    /// <see cref="StoreCapabilities.Lookup"/>.
    /// </returns>
    public ValueTask<IReadOnlyList<FirstProblem>> FindFirstProblemsAsync(Reader reader, IReadOnlyList<ConversationSummaryView> conversations,
        CancellationToken cancellationToken = default)
        => Lists(reader).FindFirstProblemsAsync(conversations, cancellationToken);

    /// <summary>Counts activity by day and in total. The result holds no personal data and is the same for every reader of the same conversations.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="query">The period, its time zone, and the conversations to count.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="NotSupportedException">The store has no <see cref="StoreCapabilities.Statistics"/>.</exception>
    public ValueTask<ConversationStatistics> GetStatisticsAsync(Reader reader, StatisticsQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(query);
        return Capability.Of<IStatisticsStore>(_store).ReadStatisticsAsync(query with { Scope = reader.Scope }, cancellationToken);
    }

    /// <summary>
    /// Counts the messages of error entries, excluding personal entries, in conversations that began in a period, newest first. It examines at most 10,000
    /// errors. The result holds no personal data and is the same for every reader of the same conversations.
    /// </summary>
    /// <param name="reader">The reader.</param>
    /// <param name="query">The period and the conversations to count; the time zone is ignored.</param>
    /// <param name="most">The maximum number of messages, 1 to 1,000.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="NotSupportedException">The store has no <see cref="StoreCapabilities.Statistics"/>.</exception>
    public ValueTask<ErrorMessages> GetErrorMessagesAsync(Reader reader, StatisticsQuery query, int most = 20, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(query);
        return Capability.Of<IStatisticsStore>(_store).ReadErrorMessagesAsync(query with { Scope = reader.Scope }, most, cancellationToken);
    }

    /// <summary>Counts the conversations with a turn in a period, as statistics do, and those with problems that are visible to this reader.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="query">The period and the conversations to count; the time zone is ignored.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public async ValueTask<ProblemStatistics> GetProblemStatisticsAsync(Reader reader, StatisticsQuery query, CancellationToken cancellationToken = default)
        => await GetProblemStatisticsAsync(reader, query, await GetStatisticsAsync(reader, query, cancellationToken).ConfigureAwait(false), cancellationToken)
            .ConfigureAwait(false);

    /// <summary>Counts the conversations with problems when the statistics of the same query are already available and need not be read again.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="query">The period and the conversations to count; the time zone is ignored.</param>
    /// <param name="statistics">The result of <see cref="GetStatisticsAsync"/> for this reader and query.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public async ValueTask<ProblemStatistics> GetProblemStatisticsAsync(
        Reader reader, StatisticsQuery query, ConversationStatistics statistics, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(statistics);
        var (from, to) = (QuarterHour.StartOf(QuarterHour.Of(query.From)), QuarterHour.StartOf(QuarterHour.AtOrAfter(query.To)));
        var all = new ConversationQuery
        {
            AgentId = query.AgentId,
            Environment = query.Environment,
            Channel = query.Channel,
            From = from, // A conversation with a turn in the period was active in it, and activity is indexed.
            To = to,
            TurnFrom = from,
            TurnTo = to,
        };
        var lists = Lists(reader);
        var byKind = new Dictionary<ProblemKinds, long>();
        foreach (var kind in JsonNames.Problems)
        {
            byKind[kind] = await CountAsync(all with { Problems = kind }).ConfigureAwait(false);
        }

        return new ProblemStatistics
        {
            Conversations = statistics.Total.Conversations,
            WithProblem = await CountAsync(all with { HasProblem = true }).ConfigureAwait(false),
            ByKind = byKind,
        };

        async ValueTask<long> CountAsync(ConversationQuery counted)
            => await lists.CountAsync(counted, cancellationToken: cancellationToken).ConfigureAwait(false) ?? 0;
    }

    private ConversationListReader Lists(Reader reader) => new(reader, _store, _access, _rules);
}
