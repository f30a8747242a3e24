using ConvLog.Records;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Keys;
using ConvLog.Storage;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Payloads.Sealing;

namespace ConvLog.Sqlite.Lists;

/// <summary>Reads the conversations that lists show.</summary>
internal static class ListReading
{
    private static readonly string s_one = $"SELECT {SummaryRows.Columns} FROM conversation AS c {SummaryRows.Joins} WHERE c.id = ?1 AND c.listed IS NOT NULL";

    // The index alone shows which conversations have scores of any kind: most have none, and lists are read often.
    private static readonly string s_inOrder = $"""
        SELECT EXISTS (SELECT 1 FROM score INDEXED BY score_id WHERE score.conversation = c.no), {SummaryRows.Columns}
        FROM json_each(?1) AS page CROSS JOIN conversation AS c ON c.no = page.value {SummaryRows.Joins} ORDER BY page.key
        """;

    private const string ScoresOfPage = $"""
        SELECT page.value, score.kind, score.name, score.value, typeof(score.value) = 'text', score.details, score.created, score.checksum
        FROM json_each(?1) AS page CROSS JOIN score INDEXED BY score_id ON score.conversation = page.value
        WHERE score.removed = 0 AND score.{ListedScores.IsListedKind}
        """;

    // From agent to agent along the index, however many conversations each has.
    private const string DistinctAgents = $"""
        WITH RECURSIVE known (agent) AS (
            SELECT (SELECT agent FROM dims INDEXED BY dims_key WHERE agent >= '' AND {IsListed} ORDER BY agent LIMIT 1)
            UNION ALL
            SELECT (SELECT dims.agent FROM dims INDEXED BY dims_key WHERE dims.agent > known.agent AND {IsListed} ORDER BY dims.agent LIMIT 1)
            FROM known WHERE known.agent IS NOT NULL)
        SELECT agent FROM known WHERE agent IS NOT NULL
        """;

    private const string IsListed = "EXISTS (SELECT 1 FROM conversation AS c INDEXED BY conversation_dims WHERE c.dims = dims.no AND c.listed = 1)";

    /// <summary>A page of a list.</summary>
    public static StoredPage Page(
        Session session, ConversationQuery query, bool withPii, PersonalReading personal, ListLimits? effort = null, ListSearch? search = null)
    {
        if (ScopeDims.Simplified(query) is not { } scoped || UserFilterLookup.Find(session, query, withPii, personal) is not { } asked)
        {
            return new StoredPage { Conversations = [], Total = query.CountTotal ? 0 : null };
        }

        var list = new ConversationList(session, scoped, withPii, asked, effort ?? ListLimits.Default, search ?? new ListSearch(query, withPii));
        var page = list.Page();
        var summaries = Summaries(session, page.Take(query.Limit).Select(static row => row.Number), personal);
        var next = page.Count > query.Limit ? new ListPosition(page[query.Limit - 1].Value, summaries[^1].Conversation.ConversationId) : list.StoppedAt;
        return new StoredPage { Conversations = summaries, Total = query.CountTotal ? list.Total() : null, Next = next, SearchStopped = list.SearchStopped,
            SearchedFrom = list.SearchedFrom };
    }

    /// <summary>The numbers of conversations of a list by the kinds of their problems.</summary>
    public static IReadOnlyDictionary<ProblemKinds, long> Problems(Session session, ConversationQuery query, bool withPii, PersonalReading personal)
        => ScopeDims.Simplified(query) is { } scoped && UserFilterLookup.Find(session, query, withPii, personal) is { } asked
            ? new ConversationList(session, scoped, withPii, asked, ListLimits.Default, new ListSearch(query, withPii)).Problems()
            : new Dictionary<ProblemKinds, long>();

    /// <summary>All agents of a scope that have a conversation in some list, in byte order.</summary>
    public static IReadOnlyList<string> Agents(Session session, ConversationScope scope) => scope.IsAll ? Agents(session) : ScopeDims.Agents(session, scope);

    /// <summary>One conversation; null if none with this id has an opening.</summary>
    public static StoredSummary? Summary(Session session, string conversationId, PersonalReading personal)
    {
        var row = session[s_one].Bind(1, conversationId);
        try
        {
            return row.Step() ? SummaryRows.Read(session, row, 0, personal) : null;
        }
        finally
        {
            row.Reset();
        }
    }

    private static List<string> Agents(Session session)
    {
        var agents = new List<string>();
        var rows = session[DistinctAgents];
        while (rows.Step())
        {
            agents.Add(rows.Text(0));
        }

        return agents;
    }

    private static List<StoredSummary> Summaries(Session session, IEnumerable<long> numbers, PersonalReading personal)
    {
        var summaries = new List<StoredSummary>();
        var scored = new List<(long Number, int Place)>();
        var rows = session[s_inOrder].Bind(1, NumberList.Of(numbers));
        while (rows.Step())
        {
            if (rows.Int64(0) != 0)
            {
                scored.Add((rows.Int64(1), summaries.Count));
            }

            summaries.Add(SummaryRows.Read(session, rows, 1, personal));
        }

        if (scored.Count > 0)
        {
            var scores = Scores(session, scored.Select(static one => one.Number), personal.Troubles);
            foreach (var (number, place) in scored)
            {
                summaries[place] = scores.TryGetValue(number, out var listed) ? listed.AddTo(summaries[place]) : summaries[place];
            }
        }

        return summaries;
    }

    // By the number of the conversation.
    private static Dictionary<long, ListedScores> Scores(Session session, IEnumerable<long> numbers, IDamageCount damage)
    {
        var found = new Dictionary<long, ListedScores>();
        var rows = session[ScoresOfPage].Bind(1, NumberList.Of(numbers));
        while (rows.Step())
        {
            if (!found.TryGetValue(rows.Int64(0), out var listed))
            {
                found[rows.Int64(0)] = listed = new ListedScores();
            }

            if ((ScoreRowKind)rows.Int64(1) == ScoreRowKind.Assignment)
            {
                listed.AddAssignment(rows, damage);
                continue;
            }

            bool isText = rows.Int64(4) != 0;
            listed.Add((ScoreRowKind)rows.Int64(1), rows.Text(2), isText ? null : rows.OptionalDouble(3), isText ? rows.Text(3) : null);
        }

        return found;
    }
}
