using ConvLog.PostgreSql.Connections;
using ConvLog.Storage.Payloads;

namespace ConvLog.PostgreSql.Writing;

/// <summary>The columns of a conversation that writes change, from reading its row to updating it.</summary>
internal sealed class SummaryColumns : SummaryCounts
{
    /// <summary>
    /// Locks conversations, in order of their numbers, and reads the columns that every write needs. <c>$1</c> are the numbers, <c>$2</c> the days.
    /// </summary>
    public const string Lock = """
        SELECT conversation, key, pii_purged IS NOT NULL, erasure_pending, read_by, read_at, title_turn,
               CASE WHEN position('"recording"'::bytea IN known) > 0 THEN known END, read_by_id
        FROM #.conversation# WHERE conversation = ANY($1) AND day = ANY($2) ORDER BY conversation FOR UPDATE
        """;

    /// <summary>Reads all columns of locked conversations.</summary>
    public const string Find = """
        SELECT conversation, listed, end_user, created, closed, turns, tokens, slowest, title, title_in_pii, outcomes, failed_calls, user_likes, user_dislikes, team_likes, team_dislikes,
               user_comments, team_comments, annotations, read_by, read_at, key, pii_purged, erasure_pending, v_entries, v_warnings, v_errors, v_logged, a_entries, a_warnings, a_errors,
               a_logged, happened, day, agent, account, project, failed_turns, interrupted_turns, running, v_failed_responses, a_failed_responses, v_losses, a_losses, cost, slowest_call,
               model_calls, ended_model_calls, failed_model_calls, CASE WHEN position('"recording"'::bytea IN known) > 0 THEN known END,
               refused_turns, unobserved_calls, title_turn, read_by_id
        FROM #.conversation# WHERE conversation = ANY($1) AND day = ANY($2)
        """;

    private static readonly string[] s_course =
    [
        "conversation bigint", "day bigint", "v_entries bigint", "v_warnings bigint", "v_errors bigint", "v_logged bigint", "a_entries bigint",
            "a_warnings bigint", "a_errors bigint",
        "a_logged bigint", "key bigint", "v_failed_responses bigint", "a_failed_responses bigint", "v_problems bigint", "a_problems bigint",
        "model_calls bigint", "ended_model_calls bigint", "failed_model_calls bigint", "v_last bigint", "a_last bigint", "v_duration bigint",
        "a_duration bigint",
        "listed bigint", "created bigint", "closed bigint", "turns bigint", "tokens bigint", "slowest bigint", "title bytea",
        "title_in_pii boolean", "outcomes bytea",
        "failed_calls bigint", "user_likes bigint", "user_dislikes bigint", "team_likes bigint", "team_dislikes bigint", "user_comments bigint",
            "team_comments bigint",
        "annotations bigint", "read_by bytea", "read_at bigint", "happened bigint",
        "failed_turns bigint", "interrupted_turns bigint", "running bigint", "v_losses bigint", "a_losses bigint", "cost bigint", "slowest_call bigint",
        "refused_turns bigint", "unobserved_calls bigint", "title_turn bigint", "read_by_id bytea",
    ];

    private static readonly string[] s_known =
        [.. s_course, "agent bytea", "environment bigint", "channel bytea", "account bytea", "project bytea", "end_user bigint", "known bytea",
            "known_checksum bigint", "variant bytea", "language bytea", "direction bigint", "handoff bytea", "handoff_reason bytea"];

    public string? ReadBy { get; set; }

    public string? ReadById { get; set; }

    public long? ReadAt { get; set; }

    /// <summary>The number of its data key; null if there is none.</summary>
    public long? Key { get; private set; }

    /// <summary>Whether this transaction assigned the key.</summary>
    public bool IsKeyNew { get; private set; }

    /// <summary>The number of the turn of the title; null if there is none.</summary>
    public long? TitleTurn { get; set; }

    public bool IsPurged { get; private init; }

    /// <summary>Whether the conversation is to be erased but is on legal hold: no more is written to it.</summary>
    public bool IsErased { get; private init; }

    /// <summary>The stored agent, account and project.</summary>
    public (string? AgentId, string? AccountId, string? ProjectId) Owner { get; private init; }

    /// <summary>How much of the conversation is recorded, as stored.</summary>
    public Recording Recording { get; private init; }

    /// <summary>The merged record of its openings, if this transaction writes it.</summary>
    public KnownColumns? Known { get; set; }

    /// <summary>Rows with the counted columns.</summary>
    public static BulkRows CourseRows() => new("conversation#", s_course);

    public static BulkRows KnownRows() => new("conversation#", s_known);

    /// <summary>Rows with all columns, for an insert.</summary>
    public static BulkRows NewRows() => new("conversation#", [.. s_known, "id bytea"]);

    /// <summary>Reads the columns of <see cref="Lock"/>.</summary>
    public static SummaryColumns ReadLocked(Row row) => new()
    {
        Key = row.OptionalInt64(1),
        IsPurged = row.Flag(2),
        IsErased = row.Flag(3),
        ReadBy = row.OptionalText(4),
        ReadById = row.OptionalText(8),
        ReadAt = row.OptionalInt64(5),
        TitleTurn = row.OptionalInt64(6),
        Recording = row.IsNull(7) ? Recording.Full : RecordingState.LevelOf(row.Bytes(7)),
    };

    /// <summary>Reads the columns of <see cref="Find"/>.</summary>
    public static SummaryColumns Read(Row row)
    {
        var columns = new SummaryColumns
        {
            Listed = row.OptionalInt64(1),
            User = row.OptionalInt64(2),
            Created = row.OptionalInt64(3),
            Closed = row.OptionalInt64(4),
            Turns = row.Int64(5),
            Tokens = row.Int64(6),
            Slowest = row.OptionalInt64(7),
            Title = row.OptionalText(8),
            IsTitleInPii = row.Flag(9),
            Outcomes = row.Text(10),
            FailedCalls = row.Int64(11),
            FailedTurns = row.Int64(37),
            InterruptedTurns = row.Int64(38),
            RefusedTurns = row.Int64(50),
            UnobservedCalls = row.Int64(51),
            RunningCalls = row.Int64(39),
            VisibleLosses = row.Int64(42),
            AllLosses = row.Int64(43),
            Cost = row.OptionalInt64(44),
            SlowestCall = row.OptionalInt64(45),
            Annotations = row.Int64(18),
            ReadBy = row.OptionalText(19),
            ReadById = row.OptionalText(53),
            ReadAt = row.OptionalInt64(20),
            Key = row.OptionalInt64(21),
            IsPurged = !row.IsNull(22),
            IsErased = row.Flag(23),
            Owner = (row.OptionalText(34), row.OptionalText(35), row.OptionalText(36)),
            Visible = Counts(row, 24, 40),
            All = Counts(row, 28, 41),
            Happened = row.OptionalInt64(32),
            TitleTurn = row.OptionalInt64(52),
            Recording = row.IsNull(49) ? Recording.Full : RecordingState.LevelOf(row.Bytes(49)),
        };
        for (int i = 0; i < 4; i++)
        {
            columns.Ratings[i] = row.Int64(12 + i);
        }

        columns.Visible.ModelCalls = columns.All.ModelCalls = new() { Begun = row.Int64(46), Ended = row.Int64(47), Failed = row.Int64(48) };
        (columns.Comments[0], columns.Comments[1]) = (row.Int64(16), row.Int64(17));
        return columns;
    }

    public void GiveKey(long number) => (Key, IsKeyNew) = (number, true);

    public object?[] Course(ConversationChange change)
    {
        // A conversation without an opening is in no list.
        (long? visible, long? all) = Listed is null ? (null, null) : (Last(Visible), Last(All));
        return
        [
            change.Number, change.Day, Visible.Entries, Visible.Warnings, Visible.Errors, Visible.Latest, All.Entries, All.Warnings, All.Errors, All.Latest,
            Key, Visible.FailedResponses, All.FailedResponses, VisibleProblems, AllProblems, All.ModelCalls.Begun, All.ModelCalls.Ended,
            All.ModelCalls.Failed, visible, all, Duration(visible), Duration(all), Listed, Created, Closed, Turns, Tokens, Slowest, Title, IsTitleInPii,
            Outcomes, FailedCalls, Ratings[0], Ratings[1], Ratings[2], Ratings[3], Comments[0], Comments[1], Annotations, ReadBy, ReadAt, Happened, FailedTurns,
            InterruptedTurns, RunningCalls, VisibleLosses, AllLosses, Cost, SlowestCall, RefusedTurns, UnobservedCalls, TitleTurn, ReadById,
        ];
    }

    public object?[] WithKnown(ConversationChange change) =>
    [
        .. Course(change), Known?.Record.AgentId, (long?)Known?.Record.Environment, Known?.Record.Channel, Known?.Record.AccountId, Known?.Record.ProjectId,
        User, Known?.Visible, Known?.Checksum, Known?.Record.VariantId, Known?.Record.Language, (long?)Known?.Record.Direction,
        Known?.Record.Handoff?.Destination,
        Known?.Record.Handoff?.Reason,
    ];

    public object?[] New(ConversationChange change) => [.. WithKnown(change), change.Id];

    private static LoggedCounts Counts(Row row, int column, int responses) => new()
    {
        Entries = row.Int64(column),
        Warnings = row.Int64(column + 1),
        Errors = row.Int64(column + 2),
        Latest = row.OptionalInt64(column + 3),
        FailedResponses = row.Int64(responses),
    };
}
