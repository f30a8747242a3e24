using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Reading;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.Storage.Contract.Facets;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Relational.Lists;

namespace ConvLog.PostgreSql.Lists;

/// <summary>Counts the values of the first conversations of a list.</summary>
internal static class FacetReading
{
    // With more days, a custom plan takes longer than it saves.
    private const int FewDays = 10;

    private const string Page = "ROWS FROM (pg_catalog.unnest($1::bigint[]), pg_catalog.unnest($2::integer[])) AS page (conversation, day)";

    /// <summary>Counts the values of the conversations on a page.</summary>
    public static async ValueTask<ConversationFacets> CountAsync(Session session, ConversationQuery query, bool withPii, PersonalReading personal, int most,
        CancellationToken cancellationToken)
    {
        var counter = new FacetCounter();
        if (await UserFilterLookup.FindAsync(session, query, withPii, personal, cancellationToken).ConfigureAwait(false) is not { } asked)
        {
            return counter.Result(isComplete: true);
        }

        var list = await ConversationList.OfAsync(session, query, withPii, asked, most, cancellationToken).ConfigureAwait(false);
        (var page, _, var stoppedAt) = await list.ReadAsync(cancellationToken).ConfigureAwait(false);
        var counted = page.Take(query.Limit).Select(static row => row.Conversation).ToList();
        long[] numbers = [.. counted.Select(static conversation => conversation.Number)];
        int[] days = [.. counted.Select(static conversation => conversation.Day)];
        int[] eachDay = [.. days.Distinct()];
        var range = (await PartitionPeriods.OfAsync(session, cancellationToken).ConfigureAwait(false)).RangeOf(eachDay);
        var reads = new QueryBatch(session);
        reads.AddSilent("SET LOCAL jit = off"); // Many partitions look expensive to the planner, which would then compile the query.
        reads.AddSilent(eachDay.Length > FewDays ? session.PlanOnce : Session.ForceCustomPlan);
        reads.Add(Conversations(withPii, range), [numbers, days, eachDay, query.IdleSince?.UtcTicks ?? long.MinValue], row => counter.Add(
            new DateTimeOffset(row.Int64(6), TimeSpan.Zero), row.Text(0), row.OptionalText(1), row.OptionalText(2), (ProblemKinds)row.Int64(3),
            row.Int64(4) > 0, row.Int64(5) > 0));
        reads.Add(Functions(range), [numbers, days, eachDay], row => counter.AddFunction(row.Text(0), row.Int64(1)));
        reads.Add(Named(ScoreRowKind.Label, range), [numbers, days, eachDay], row => counter.AddLabel(row.Text(0), row.Int64(1)));
        reads.Add(Named(ScoreRowKind.Assignment, range), [numbers, days, eachDay], row => counter.AddAssignee(row.Text(0), row.Int64(1)));
        await reads.RunAsync(cancellationToken).ConfigureAwait(false);
        return counter.Result(page.Count <= query.Limit && stoppedAt is null && !list.SearchStopped);
    }

    // The distinct days ($3) and their partitions are given as well, so that the server reads only these partitions.
    private static string Functions(PartitionRange range) => $"""
        SELECT call.name, count(DISTINCT call.conversation) FROM {Page}
        JOIN #.call ON call.conversation = page.conversation AND call.day = page.day AND call.day = ANY($3){range.And("call")} GROUP BY call.name
        """;

    private static string Named(ScoreRowKind kind, PartitionRange range) => FormattableString.Invariant($"""
        SELECT s.name, count(DISTINCT s.conversation) FROM {Page}
        JOIN #.score AS s ON s.conversation = page.conversation AND s.day = page.day AND s.day = ANY($3){range.And("s")}
        WHERE NOT s.removed AND s.kind = {(long)kind} GROUP BY s.name
        """);

    private static string Conversations(bool withPii, PartitionRange range) => $"""
        SELECT c.agent, c.channel, c.variant, {EndCondition.KindsOfProblems(withPii, "$4")},
            c.user_likes + c.team_likes, c.user_dislikes + c.team_dislikes, c.created
        FROM {Page} JOIN #.conversation AS c ON c.conversation = page.conversation AND c.day = page.day AND c.day = ANY($3){range.And("c")}
        """;
}
