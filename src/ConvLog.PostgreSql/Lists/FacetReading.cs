using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Reading;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.Storage.Contract.Facets;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Relational;
using ConvLog.Storage.Relational.Lists;

namespace ConvLog.PostgreSql.Lists;

/// <summary>Counts the values of the first conversations of a list.</summary>
internal static class FacetReading
{
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
        (var listed, _, var stoppedAt) = await list.ReadAsync(cancellationToken).ConfigureAwait(false);
        bool isComplete = listed.Count <= query.Limit && stoppedAt is null && !list.SearchStopped;
        if (listed.Count == 0)
        {
            return counter.Result(isComplete);
        }

        var page = new FacetPage([.. listed.Take(query.Limit).Select(static row => row.Conversation)],
            await PartitionPeriods.OfAsync(session, cancellationToken).ConfigureAwait(false));
        var reads = new QueryBatch(session);
        page.AddSettings(reads, session);
        Add(arguments => Conversations(page, withPii, query.IdleSince, arguments), row => counter.Add(
            new DateTimeOffset(row.Int64(6), TimeSpan.Zero), row.Text(0), row.OptionalText(1), row.OptionalText(2), (ProblemKinds)row.Int64(3),
            row.Int64(4) > 0, row.Int64(5) > 0));
        Add(arguments => Functions(page, arguments), row => counter.AddFunction(row.Text(0), row.Int64(1)));
        Add(arguments => Named(ScoreRowKind.Label, page, arguments), row => counter.AddLabel(row.Text(0), row.Int64(1)));
        Add(arguments => Named(ScoreRowKind.Assignment, page, arguments), row => counter.AddAssignee(row.Text(0), row.Int64(1)));
        await reads.RunAsync(cancellationToken).ConfigureAwait(false);
        return counter.Result(isComplete);

        void Add(Func<SqlArguments, string> sql, Action<Row> read)
        {
            var arguments = new SqlArguments();
            string text = sql(arguments);
            reads.Add(text, arguments.Values, read);
        }
    }

    private static string Functions(FacetPage page, SqlArguments arguments)
        => $"SELECT call.name, count(DISTINCT call.conversation) {page.Rows("call", "call", arguments)} GROUP BY call.name";

    private static string Named(ScoreRowKind kind, FacetPage page, SqlArguments arguments) => FormattableString.Invariant(
        $"SELECT s.name, count(DISTINCT s.conversation) {page.Rows("score", "s", arguments)} WHERE NOT s.removed AND s.kind = {(long)kind} GROUP BY s.name");

    private static string Conversations(FacetPage page, bool withPii, DateTimeOffset? idleSince, SqlArguments arguments) => $"""
        SELECT c.agent, c.channel, c.variant, {EndCondition.KindsOfProblems(withPii, arguments.Add(idleSince?.UtcTicks ?? long.MinValue))},
            c.user_likes + c.team_likes, c.user_dislikes + c.team_dislikes, c.created
        {page.Rows("conversation", "c", arguments)}
        """;
}
