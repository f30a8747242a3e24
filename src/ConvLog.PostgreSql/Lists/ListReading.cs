using ConvLog.Records;
using ConvLog.Storage;

namespace ConvLog.PostgreSql;

/// <summary>What lists show.</summary>
internal static class ListReading
{
    // From agent to agent along the indexes, however many conversations each has.
    private const string DistinctAgents = """
        WITH RECURSIVE known (agent) AS (
            (SELECT c.agent FROM #.conversation AS c WHERE c.listed = 1 ORDER BY c.agent LIMIT 1)
            UNION ALL
            SELECT (SELECT c.agent FROM #.conversation AS c WHERE c.listed = 1 AND c.agent > known.agent ORDER BY c.agent LIMIT 1)
            FROM known WHERE known.agent IS NOT NULL)
        SELECT agent FROM known WHERE agent IS NOT NULL
        """;

    /// <summary>A page of a list.</summary>
    public static async ValueTask<StoredPage> PageAsync(Session session, ConversationQuery query, bool withPii, PersonalReading personal, CancellationToken cancellationToken)
    {
        if (await AskedPerson.OfAsync(session, query, withPii, personal, cancellationToken).ConfigureAwait(false) is not { } asked)
        {
            return new StoredPage([], query.CountTotal ? 0 : null, Next: null);
        }

        var list = await ConversationList.OfAsync(session, query, withPii, asked, cancellationToken).ConfigureAwait(false);
        (var page, int? total) = await list.ReadAsync(cancellationToken).ConfigureAwait(false);
        var summaries = await SummaryRows.ReadAsync(session, [.. page.Take(query.Limit)], personal, cancellationToken).ConfigureAwait(false);
        var next = page.Count > query.Limit ? new ListPosition(page[query.Limit - 1].Value, page[query.Limit - 1].Id) : null;
        return new StoredPage(summaries, total, next, list.SearchStopped);
    }

    /// <summary>All agents that have a conversation in some list, byte by byte in order.</summary>
    public static async ValueTask<IReadOnlyList<string>> AgentsAsync(Session session, CancellationToken cancellationToken)
        => await session.ListAsync(DistinctAgents, [], static row => row.Text(0), cancellationToken).ConfigureAwait(false);

    /// <summary>One conversation; null where none of this id has an opening.</summary>
    public static async ValueTask<StoredSummary?> SummaryAsync(Session session, string conversationId, PersonalReading personal, CancellationToken cancellationToken)
    {
        if (await FoundConversation.OfAsync(session, conversationId, cancellationToken).ConfigureAwait(false) is not { } found)
        {
            return null;
        }

        var answers = await ResultSets.OfAsync(session, [SummaryRows.One], [found.Number, found.Day], cancellationToken).ConfigureAwait(false);
        await using var ending = answers.ConfigureAwait(false);
        return await answers.NextRowAsync(cancellationToken).ConfigureAwait(false) is { } row
            ? (await SummaryRows.ReadAsync(row, personal, cancellationToken).ConfigureAwait(false)).Summary
            : null;
    }
}
