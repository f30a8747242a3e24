using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Lists;
using ConvLog.Sqlite.Statistics;
using ConvLog.Storage.Payloads;

namespace ConvLog.Sqlite.Summaries;

/// <summary>The columns of a conversation that change with its records, between reading its row and writing it.</summary>
internal sealed partial class SummaryColumns : SummaryCounts
{
    private const string InsertAll = """
        INSERT INTO conversation (no, agent, environment, channel, user, dims, known, known_checksum, account, project, variant, language, direction, handoff, handoff_reason,
            id, key, title, outcomes, closed, happened, v_entries, a_entries, v_logged, a_logged, v_last, a_last, v_duration, a_duration, title_in_pii,
            listed, created, span, turns, tokens, cost, slowest, v_warnings, v_errors, a_warnings, a_errors,
            failed_calls, user_likes, user_dislikes, team_likes, team_dislikes, user_comments, team_comments, annotations,
            failed_turns, interrupted_turns, v_failed_responses, a_failed_responses, v_losses, a_losses, v_problems, a_problems,
            running, model_calls, ended_model_calls, failed_model_calls, slowest_call, refused_turns, unobserved_calls, counted_entries, counted_facts)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32,
            ?33, ?34, ?35, ?36, ?37, ?38, ?39, ?40, ?41, ?42, ?43, ?44, ?45, ?46, ?47, ?48, ?49, ?50, ?51, ?52, ?53, ?54, ?55, ?56, ?57, ?58, ?59, ?60, ?61, ?62, ?63, ?64, ?65,
            ?66)
        """;

    private const string UpdateKnown = """
        UPDATE conversation SET agent = ?2, environment = ?3, channel = ?4, user = ?5, dims = ?6, known = ?7, known_checksum = ?8, account = ?9, project = ?10,
            variant = ?11, language = ?12, direction = ?13, handoff = ?14, handoff_reason = ?15
        WHERE no = ?1
        """;

    private const string Find = """
        SELECT listed, dims, user, created, closed, turns, tokens, slowest, title, outcomes, failed_calls, user_likes, user_dislikes, team_likes, team_dislikes,
               user_comments, team_comments, annotations, happened, v_entries, v_warnings, v_errors, v_logged, a_entries, a_warnings, a_errors, a_logged, a_last, title_in_pii,
               failed_turns, interrupted_turns, running, v_failed_responses, a_failed_responses, v_losses, a_losses, v_problems, a_problems, cost, slowest_call,
               model_calls, ended_model_calls, failed_model_calls, variant, refused_turns, unobserved_calls, counted_entries, counted_facts, span
        FROM conversation WHERE no = ?1
        """;

    // SQLite rewrites an index whenever one of its columns is in SET, changed or not. Indexed columns are therefore set only when they change, in groups that
    // change together.
    private const string UpdateActivity = """
        UPDATE conversation SET title = ?2, outcomes = ?3, closed = ?4, happened = ?5, v_entries = ?6, a_entries = ?7, v_logged = ?8, a_logged = ?9,
            v_last = ?10, a_last = ?11, v_duration = ?12, a_duration = ?13, title_in_pii = ?14, counted_entries = ?15, counted_facts = ?16
        WHERE no = ?1
        """;

    private const string UpdateBeginning = "UPDATE conversation SET listed = ?2, created = ?3, span = ?4 WHERE no = ?1";
    private const string UpdateUsage = "UPDATE conversation SET turns = ?2, tokens = ?3, cost = ?4, slowest = ?5 WHERE no = ?1";
    private const string UpdateLevels = "UPDATE conversation SET v_warnings = ?2, v_errors = ?3, a_warnings = ?4, a_errors = ?5 WHERE no = ?1";

    private const string UpdateOutcomes = """
        UPDATE conversation SET failed_calls = ?2, user_likes = ?3, user_dislikes = ?4, team_likes = ?5, team_dislikes = ?6, user_comments = ?7, team_comments = ?8, annotations = ?9
        WHERE no = ?1
        """;

    private const string UpdateProblems = """
        UPDATE conversation SET failed_turns = ?2, interrupted_turns = ?3, v_failed_responses = ?4, a_failed_responses = ?5, v_losses = ?6, a_losses = ?7, v_problems = ?8, a_problems = ?9,
            refused_turns = ?10, unobserved_calls = ?11
        WHERE no = ?1
        """;

    // Separate, because it changes whenever a call begins or ends.
    private const string UpdateRunning = "UPDATE conversation SET running = ?2 WHERE no = ?1";

    private const string UpdateModelCalls
        = "UPDATE conversation SET model_calls = ?2, ended_model_calls = ?3, failed_model_calls = ?4 WHERE no = ?1";

    private const string UpdateSlowestCall = "UPDATE conversation SET slowest_call = ?2 WHERE no = ?1";

    private Indexed _stored;
    private long _span;

    public long? Dims { get; private init; }

    public string? Variant { get; private init; }

    /// <summary>The merged openings, if they are to be written; else null.</summary>
    public KnownColumns? Known { get; set; }

    /// <summary>The position up to which entries and facts are counted.</summary>
    public CountedPosition Counted { get; set; }

    /// <summary>The columns of a row; null if there is none.</summary>
    public static SummaryColumns? Read(Session session, long conversation)
    {
        var row = session[Find].Bind(1, conversation);
        try
        {
            if (!row.Step())
            {
                return null;
            }

            var columns = new SummaryColumns
            {
                Listed = row.OptionalInt64(0),
                Dims = row.OptionalInt64(1),
                Variant = row.OptionalText(43),
                User = row.OptionalInt64(2),
                Created = row.OptionalInt64(3),
                Closed = row.OptionalInt64(4),
                Turns = row.Int64(5),
                Tokens = row.Int64(6),
                Slowest = row.OptionalInt64(7),
                Title = row.OptionalText(8),
                IsTitleInPii = row.Int64(28) != 0,
                Outcomes = row.Text(9),
                FailedCalls = row.Int64(10),
                FailedTurns = row.Int64(29),
                InterruptedTurns = row.Int64(30),
                RefusedTurns = row.Int64(44),
                UnobservedCalls = row.Int64(45),
                Counted = new CountedPosition(row.Int64(46), row.Int64(47)),
                RunningCalls = row.Int64(31),
                VisibleLosses = row.Int64(34),
                AllLosses = row.Int64(35),
                Cost = row.OptionalInt64(38),
                SlowestCall = row.OptionalInt64(39),
                Annotations = row.Int64(17),
                Happened = row.OptionalInt64(18),
                Visible = Counts(row, 19, 32),
                All = Counts(row, 23, 33),
            };
            for (int i = 0; i < 4; i++)
            {
                columns.Ratings[i] = row.Int64(11 + i);
            }

            columns.Visible.ModelCalls = columns.All.ModelCalls = new() { Begun = row.Int64(40), Ended = row.Int64(41), Failed = row.Int64(42) };
            (columns.Comments[0], columns.Comments[1]) = (row.Int64(15), row.Int64(16));
            columns._span = row.Int64(48);
            columns._stored = columns.ToIndex(row.OptionalInt64(27)) with
            {
                Beginning = (columns.Listed, columns.Created, columns._span),
                ProblemKinds = (row.Int64(36), row.Int64(37)),
            };
            return columns;
        }
        finally
        {
            row.Reset();
        }
    }

    /// <summary>Writes the row of a conversation that has none.</summary>
    public void Insert(Session session, long number, string id, long? key)
    {
        var (visible, all) = LastShown();
        var row = session[InsertAll];
        KnownColumns.Bind(row, number, Known);
        row.Bind(16, id).Bind(17, key).Bind(18, Title).Bind(19, Outcomes).Bind(20, Closed).Bind(21, Happened)
            .Bind(22, Visible.Entries).Bind(23, All.Entries).Bind(24, Visible.Latest).Bind(25, All.Latest)
            .Bind(26, visible).Bind(27, all).Bind(28, Duration(visible)).Bind(29, Duration(all)).Bind(30, IsTitleInPii ? 1L : 0L)
            .Bind(31, Listed).Bind(32, Created).Bind(33, ToIndex(all).Beginning.Span)
            .Bind(34, Turns).Bind(35, Tokens).Bind(36, Cost).Bind(37, Slowest)
            .Bind(38, Visible.Warnings).Bind(39, Visible.Errors).Bind(40, All.Warnings).Bind(41, All.Errors)
            .Bind(42, FailedCalls).Bind(43, Ratings[0]).Bind(44, Ratings[1]).Bind(45, Ratings[2]).Bind(46, Ratings[3])
            .Bind(47, Comments[0]).Bind(48, Comments[1]).Bind(49, Annotations)
            .Bind(50, FailedTurns).Bind(51, InterruptedTurns).Bind(52, Visible.FailedResponses).Bind(53, All.FailedResponses)
            .Bind(54, VisibleLosses).Bind(55, AllLosses).Bind(56, VisibleProblems).Bind(57, AllProblems)
            .Bind(58, RunningCalls).Bind(59, All.ModelCalls.Begun).Bind(60, All.ModelCalls.Ended).Bind(61, All.ModelCalls.Failed).Bind(62, SlowestCall)
            .Bind(63, RefusedTurns).Bind(64, UnobservedCalls).Bind(65, Counted.Entries).Bind(66, Counted.Facts)
            .Run();
    }

    /// <summary>Writes the changed columns of a row.</summary>
    public void Write(Session session, long conversation)
    {
        if (Known is not null)
        {
            var row = session[UpdateKnown];
            KnownColumns.Bind(row, conversation, Known);
            row.Run();
        }

        var (visible, all) = LastShown();
        session[UpdateActivity].Bind(1, conversation).Bind(2, Title).Bind(3, Outcomes).Bind(4, Closed).Bind(5, Happened)
            .Bind(6, Visible.Entries).Bind(7, All.Entries).Bind(8, Visible.Latest).Bind(9, All.Latest)
            .Bind(10, visible).Bind(11, all).Bind(12, Duration(visible)).Bind(13, Duration(all)).Bind(14, IsTitleInPii ? 1L : 0L)
            .Bind(15, Counted.Entries).Bind(16, Counted.Facts)
            .Run();
        WriteIndexed(session, conversation, ToIndex(all));
    }

    // A conversation without an opening is in no list, and must not cost index updates.
    private (long? Visible, long? All) LastShown() => Listed is null ? (null, null) : (Last(Visible), Last(All));

    private void WriteIndexed(Session session, long conversation, in Indexed now)
    {
        if (now.Usage != _stored.Usage)
        {
            session[UpdateUsage].Bind(1, conversation).Bind(2, Turns).Bind(3, Tokens).Bind(4, Cost).Bind(5, Slowest).Run();
        }

        if (now.Levels != _stored.Levels)
        {
            session[UpdateLevels].Bind(1, conversation).Bind(2, Visible.Warnings).Bind(3, Visible.Errors).Bind(4, All.Warnings).Bind(5, All.Errors).Run();
        }

        if (now.Outcomes != _stored.Outcomes)
        {
            session[UpdateOutcomes].Bind(1, conversation).Bind(2, FailedCalls)
                .Bind(3, Ratings[0]).Bind(4, Ratings[1]).Bind(5, Ratings[2]).Bind(6, Ratings[3]).Bind(7, Comments[0]).Bind(8, Comments[1]).Bind(9, Annotations)
                .Run();
        }

        if (now.Problems != _stored.Problems || now.ProblemKinds != _stored.ProblemKinds)
        {
            session[UpdateProblems].Bind(1, conversation).Bind(2, FailedTurns).Bind(3, InterruptedTurns)
                .Bind(4, Visible.FailedResponses).Bind(5, All.FailedResponses).Bind(6, VisibleLosses).Bind(7, AllLosses)
                .Bind(8, VisibleProblems).Bind(9, AllProblems).Bind(10, RefusedTurns).Bind(11, UnobservedCalls)
                .Run();
        }

        if (now.Running != _stored.Running)
        {
            session[UpdateRunning].Bind(1, conversation).Bind(2, RunningCalls).Run();
        }

        if (now.ModelCalls != _stored.ModelCalls)
        {
            var (begun, ended, failed) = now.ModelCalls;
            session[UpdateModelCalls].Bind(1, conversation).Bind(2, begun).Bind(3, ended).Bind(4, failed).Run();
        }

        if (now.SlowestCall != _stored.SlowestCall)
        {
            session[UpdateSlowestCall].Bind(1, conversation).Bind(2, SlowestCall).Run();
        }

        // Last, because only this adds the conversation to the indexes.
        if (now.Beginning != _stored.Beginning)
        {
            session[UpdateBeginning].Bind(1, conversation).Bind(2, Listed).Bind(3, Created).Bind(4, now.Beginning.Span).Run();
        }
    }

    private Indexed ToIndex(long? last) => new(
        (Listed, Created, SpanOf(last)),
        (Turns, Tokens, Cost, Slowest),
        (Visible.Warnings, Visible.Errors, All.Warnings, All.Errors),
        (FailedCalls, Ratings[0], Ratings[1], Ratings[2], Ratings[3], Comments[0], Comments[1], Annotations),
        (FailedTurns, InterruptedTurns, RefusedTurns, UnobservedCalls, Visible.FailedResponses, All.FailedResponses, VisibleLosses, AllLosses),
        (VisibleProblems, AllProblems),
        RunningCalls,
        SlowestCall,
        (All.ModelCalls.Begun, All.ModelCalls.Ended, All.ModelCalls.Failed));

    // It never decreases, because records that were written before are not read again.
    private long SpanOf(long? last)
    {
        bool isOutside = Begun is { } begun && (begun.First < Created - PeriodConversations.Tolerance || begun.Last > last);
        return Math.Max(_span, ActivitySpan.Of(isOutside ? PeriodConversations.Unbounded : last - Created ?? 0));
    }

    private static LoggedCounts Counts(Statement row, int column, int responses) => new()
    {
        Entries = row.Int64(column),
        Warnings = row.Int64(column + 1),
        Errors = row.Int64(column + 2),
        Latest = row.OptionalInt64(column + 3),
        FailedResponses = row.Int64(responses),
    };

    /// <summary>Indexed columns, by the group in which they change.</summary>
    private readonly record struct Indexed(
        (long? Listed, long? Created, long Span) Beginning,
        (long Turns, long Tokens, long? Cost, long? Slowest) Usage,
        (long VisibleWarnings, long VisibleErrors, long AllWarnings, long AllErrors) Levels,
        (long, long, long, long, long, long, long, long) Outcomes,
        (long, long, long, long, long, long, long, long) Problems,
        (long Visible, long All) ProblemKinds,
        long Running,
        long? SlowestCall,
        (long Begun, long Ended, long Failed) ModelCalls);
}
