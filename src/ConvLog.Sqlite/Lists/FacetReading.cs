using ConvLog.Records;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Keys;
using ConvLog.Storage;
using ConvLog.Storage.Contract.Facets;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Relational.Lists;

namespace ConvLog.Sqlite.Lists;

/// <summary>Counts the values of the first conversations of a list.</summary>
internal static class FacetReading
{
    // From this many conversations on, and from this part of all, an index is read as a whole that contains each conversation once for each name.
    private const int Many = 2_000;
    private const int LargePart = 8;

    private const string Functions = """
        SELECT call.name, count(*)
        FROM json_each(?1) AS page CROSS JOIN call INDEXED BY call_conversation ON call.conversation = page.value
        WHERE call.leads = 1 GROUP BY call.name
        """;

    private const string FunctionsOfMany = """
        SELECT call.name, count(*) FROM call INDEXED BY call_name
        WHERE call.leads = 1 AND call.name >= '' AND call.conversation IN (SELECT page.value FROM json_each(?1) AS page) GROUP BY call.name
        """;

    private static readonly string s_visible = Conversations(withPii: false);
    private static readonly string s_all = Conversations(withPii: true);

    private static readonly string s_labels = Named(ScoreRowKind.Label);
    private static readonly string s_assignees = Named(ScoreRowKind.Assignment);

    /// <summary>Counts the values of a page.</summary>
    public static ConversationFacets Count(Session session, ConversationQuery query, bool withPii, PersonalReading personal, ListSearch search)
    {
        var counter = new FacetCounter();
        if (ScopeDims.Simplified(query) is not { } scoped || UserFilterLookup.Find(session, query, withPii, personal) is not { } asked)
        {
            return counter.Result(isComplete: true);
        }

        var list = new ConversationList(session, scoped, withPii, asked, ListLimits.Default, search);
        var page = list.Page();
        string numbers = NumberList.Of(page.Take(query.Limit).Select(static row => row.Number));
        var rows = session[withPii ? s_all : s_visible].Bind(1, numbers).Bind(2, query.IdleSince?.UtcTicks);
        while (rows.Step())
        {
            counter.Add(
                new DateTimeOffset(rows.Int64(6), TimeSpan.Zero), rows.Text(0), rows.OptionalText(1), rows.OptionalText(2), (ProblemKinds)rows.Int64(3),
                rows.Int64(4) > 0, rows.Int64(5) > 0);
        }

        int counted = Math.Min(page.Count, query.Limit);
        Each(session[counted > Many && IsLargePart(session, counted) ? FunctionsOfMany : Functions].Bind(1, numbers), counter.AddFunction);
        Each(session[s_labels].Bind(1, numbers), counter.AddLabel);
        Each(session[s_assignees].Bind(1, numbers), counter.AddAssignee);
        return counter.Result(page.Count <= query.Limit && list.StoppedAt is null && !list.SearchStopped);
    }

    private static bool IsLargePart(Session session, int counted)
    {
        long last = 0;
        var rows = session["SELECT max(no) FROM conversation"];
        while (rows.Step())
        {
            last = rows.Int64(0);
        }

        return last < (long)counted * LargePart;
    }

    private static void Each(Statement rows, Action<string, long> add)
    {
        while (rows.Step())
        {
            add(rows.Text(0), rows.Int64(1));
        }
    }

    private static string Named(ScoreRowKind kind) => FormattableString.Invariant($"""
        SELECT score.name, count(DISTINCT score.conversation)
        FROM json_each(?1) AS page CROSS JOIN score INDEXED BY score_id ON score.conversation = page.value
        WHERE score.removed = 0 AND score.kind = {(long)kind} GROUP BY score.name
        """);

    private static string Conversations(bool withPii) => $"""
        SELECT c.agent, c.channel, c.variant, {EndCondition.KindsOfProblems(withPii, "?2")},
            c.user_likes + c.team_likes, c.user_dislikes + c.team_dislikes, c.created
        FROM json_each(?1) AS page CROSS JOIN conversation AS c ON c.no = page.value
        """;
}
