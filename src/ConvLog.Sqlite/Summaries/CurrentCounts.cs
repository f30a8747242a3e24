using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Live;
using ConvLog.Sqlite.Statistics;
using ConvLog.Storage.Payloads.Json;
using ConvLog.Storage.Payloads.Rows;

namespace ConvLog.Sqlite.Summaries;

/// <summary>
/// The totals of turns, calls, ratings, entries and facts of a conversation, from their rows. Entries and facts may be many, so only those after the counted
/// position are read; the others are few and are recounted.
/// </summary>
internal static class CurrentCounts
{
    /// <summary>The function events of a conversation, in order.</summary>
    public const string CallTimes = "SELECT outcome, started, duration, losses, unobserved FROM call WHERE conversation = ?1 ORDER BY no";
    private const string OpeningTimes = "SELECT max(ifnull(closed, opened)) FROM writer WHERE conversation = ?1 AND revision IS NOT NULL";
    private const string StandingFeedback = "SELECT source, rating, has_comment FROM feedback WHERE conversation = ?1 AND rating IS NOT NULL";
    private const string AnnotationCount = "SELECT count(*) FROM annotation WHERE conversation = ?1 AND removed = 0";
    private const string LastFact = "SELECT max(no) FROM fact";

    // One kind of entries, as numbered by EntryNumber. Parameters: conversation, the last counted entry, the bit of entries that are personal as a whole.
    private const string Entries = """
        SELECT count(*), sum(e.kind & 3 = 1), sum(e.kind & 3 = 2), max(e.time)
        FROM writer AS w CROSS JOIN entry AS e INDEXED BY entry_no
        WHERE w.conversation = ?1 AND e.no BETWEEN ?3 | (w.no << 28) AND ?3 | (w.no << 28) | 268435455 AND e.arrival > ?2
        """;

    // One kind of facts, as numbered by FactOrder. Parameters: conversation, the last counted fact, the first sequence, the bit of facts that are personal as a
    // whole.
    private const string Facts = """
        SELECT sum(f.counts >> 1 & 1), sum(f.counts >> 2 & 1), sum(f.counts >> 3 & 1), sum(f.counts >> 4 & 1), max(CASE WHEN f.counts & 1 THEN f.time END)
        FROM writer AS w CROSS JOIN fact AS f INDEXED BY fact_order
        WHERE w.conversation = ?1 AND f.writer = w.no AND f.sequence >= ?3 AND f.no > ?2 AND f.kind & 4 = ?4
        """;

    private static readonly string s_turnTimes =
        $"SELECT started, ended, {TurnPayload.ResponseTimeOf("turn")}, {CountedTurn.UsageColumns}, failed, flags FROM turn WHERE conversation = ?1";

    /// <summary>Updates the counts in the row of a conversation, in a transaction that writes. Does nothing if there is no row.</summary>
    /// <param name="session">The connection.</param>
    /// <param name="conversation">The conversation's number.</param>
    /// <param name="now">The position up to which everything is then counted.</param>
    public static void Update(Session session, long conversation, CountedPosition now)
    {
        if (SummaryColumns.Read(session, conversation) is { } columns)
        {
            Add(session, conversation, columns, withPersonal: true);
            columns.Counted = now;
            columns.Write(session, conversation);
        }
    }

    /// <summary>Does the same if any conversation is due, for a transaction that depends on the row or deletes counted records.</summary>
    public static void UpdateIfDue(Session session, long conversation)
    {
        if (DueArrivals.LastDue(session, withPii: true) != 0)
        {
            Update(session, conversation, End(session, ArrivalRows.LastEntry(session)));
        }
    }

    /// <summary>The position after everything that is written.</summary>
    /// <param name="session">The connection.</param>
    /// <param name="lastEntry">The last number that was assigned to an entry in the order of arrival.</param>
    public static CountedPosition End(Session session, long lastEntry) => new(lastEntry, session[LastFact].Scalar() ?? 0);

    /// <summary>Adds the records that are not counted yet.</summary>
    /// <param name="session">The connection.</param>
    /// <param name="conversation">The conversation's number.</param>
    /// <param name="columns">The current counts.</param>
    /// <param name="withPersonal">Whether to count entries and facts that are personal as a whole; for a reader without the permission, they are not
    /// read.</param>
    public static void Add(Session session, long conversation, SummaryColumns columns, bool withPersonal)
    {
        columns.AddLogged(
            LoggedOf(session, conversation, columns.Counted, isPersonal: false),
            withPersonal ? LoggedOf(session, conversation, columns.Counted, isPersonal: true) : default);
        columns.Recount(TurnsOf(session, conversation), CallsOf(session, conversation), session[OpeningTimes].Bind(1, conversation).Scalar());
        AddJudgements(session, conversation, columns);
    }

    /// <summary>Counts ratings and improved answers.</summary>
    public static void AddJudgements(Session session, long conversation, SummaryColumns columns)
    {
        columns.Recount(RatingsOf(session, conversation));
        columns.Annotations = session[AnnotationCount].Bind(1, conversation).Scalar() ?? 0;
    }

    private static LoggedCounts LoggedOf(Session session, long conversation, CountedPosition counted, bool isPersonal)
    {
        var entries = session[Entries].Bind(1, conversation).Bind(2, counted.Entries).Bind(3, isPersonal ? EntryNumber.FirstPersonal : 0);
        entries.Step();
        var counts = new LoggedCounts
        {
            Entries = entries.Int64(0),
            Warnings = entries.OptionalInt64(1) ?? 0,
            Errors = entries.OptionalInt64(2) ?? 0,
            Latest = entries.OptionalInt64(3),
        };
        entries.Reset();

        var facts = session[Facts].Bind(1, conversation).Bind(2, counted.Facts)
            .Bind(3, isPersonal ? long.MinValue : FactOrder.FirstVisible).Bind(4, isPersonal ? FactPayload.PersonalKind : 0L);
        facts.Step();
        counts.Add(new LoggedCounts
        {
            FailedResponses = facts.OptionalInt64(0) ?? 0,
            ModelCalls = new() { Begun = facts.OptionalInt64(1) ?? 0, Ended = facts.OptionalInt64(2) ?? 0, Failed = facts.OptionalInt64(3) ?? 0 },
            Latest = facts.OptionalInt64(4),
        });
        facts.Reset();
        return counts;
    }

    private static IEnumerable<CountedTurnRow> TurnsOf(Session session, long conversation)
    {
        var rows = session[s_turnTimes].Bind(1, conversation);
        while (rows.Step())
        {
            yield return new(rows.Int64(0), rows.OptionalInt64(1), rows.OptionalInt64(2), CountedTurn.Usage(rows, 3),
                rows.Int64(8) != 0, (rows.Int64(9) & TurnPayload.IsInterrupted) != 0, (rows.Int64(9) & TurnPayload.IsRefused) != 0);
        }
    }

    private static IEnumerable<(FunctionOutcome? Outcome, long Started, long? Duration, long Losses, bool IsUnobserved)> CallsOf(
        Session session, long conversation)
    {
        var rows = session[CallTimes].Bind(1, conversation);
        while (rows.Step())
        {
            yield return ((FunctionOutcome?)rows.OptionalInt64(0), rows.Int64(1), rows.OptionalInt64(2), rows.Int64(3), rows.Int64(4) != 0);
        }
    }

    private static IEnumerable<(FeedbackSource Source, FeedbackRating Rating, bool HasComment)> RatingsOf(Session session, long conversation)
    {
        var rows = session[StandingFeedback].Bind(1, conversation);
        while (rows.Step())
        {
            yield return ((FeedbackSource)rows.Int64(0), (FeedbackRating)rows.Int64(1), rows.Int64(2) != 0);
        }
    }
}
