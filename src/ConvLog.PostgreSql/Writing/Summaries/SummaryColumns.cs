using ConvLog.PostgreSql.Connections;
using ConvLog.Storage.Payloads.Json;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Relational;

namespace ConvLog.PostgreSql.Writing.Summaries;

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

    private const int First = 17;

    private static readonly string[] s_course =
    [
        "conversation bigint", "day bigint", "key bigint", "title bytea", "title_in_pii boolean", "title_turn bigint", "outcomes bytea", "read_by bytea",
        "read_by_id bytea", "read_at bigint", .. CountedColumn.All.Select(static column => $"{column.Name} bigint"),
    ];

    private static readonly string[] s_known =
        [.. s_course, "agent bytea", "environment bigint", "channel bytea", "account bytea", "project bytea", "end_user bigint", "known bytea",
            "known_checksum bigint", "variant bytea", "language bytea", "direction bigint", "handoff bytea", "handoff_reason bytea"];

    /// <summary>Reads all columns of locked conversations.</summary>
    public static string Find { get; } = $"""
        SELECT conversation, end_user, title, title_in_pii, title_turn, outcomes, read_by, read_by_id, read_at, key, pii_purged, erasure_pending, agent, account, project,
               CASE WHEN position('"recording"'::bytea IN known) > 0 THEN known END, day, {CountedColumn.Names}
        FROM #.conversation# WHERE conversation = ANY($1) AND day = ANY($2)
        """;

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
            User = row.OptionalInt64(1),
            Title = row.OptionalText(2),
            IsTitleInPii = row.Flag(3),
            TitleTurn = row.OptionalInt64(4),
            Outcomes = row.Text(5),
            ReadBy = row.OptionalText(6),
            ReadById = row.OptionalText(7),
            ReadAt = row.OptionalInt64(8),
            Key = row.OptionalInt64(9),
            IsPurged = !row.IsNull(10),
            IsErased = row.Flag(11),
            Owner = (row.OptionalText(12), row.OptionalText(13), row.OptionalText(14)),
            Recording = row.IsNull(15) ? Recording.Full : RecordingState.LevelOf(row.Bytes(15)),
        };
        CountedColumn.Read(columns, row, First);
        return columns;
    }

    /// <summary>Adds what was logged, and counts again what changed.</summary>
    public void Count(ConversationChange change)
    {
        AddLogged(change.Visible, change.Personal);
        if (change.Changes(RecordKinds.Activity))
        {
            long? opened = change.Writers.Values.Where(static writer => writer.Revision is not null).Max(static writer => writer.Closed ?? writer.Opened);
            Recount(
                change.Turns.Values.Select(static turn => new CountedTurnRow(
                    turn.Started, turn.Ended, turn.ResponseTime, turn.Usage, turn.HasFailed,
                    (turn.Flags & TurnPayload.IsInterrupted) != 0, (turn.Flags & TurnPayload.IsRefused) != 0)),
                change.Calls.Values.OrderBy(static call => call.Number)
                    .Select(static call => ((FunctionOutcome?)call.Outcome, call.Started, call.Duration, call.Losses, call.IsUnobserved)),
                opened);
        }

        if (change.Changes(RecordKinds.Feedback))
        {
            Recount(change.Feedback.Where(static feedback => feedback.Value.Rating is not null)
                .Select(static feedback => (feedback.Key.Source, (FeedbackRating)feedback.Value.Rating!.Value, feedback.Value.HasComment)));
        }

        if (change.Changes(RecordKinds.Annotations))
        {
            Annotations = change.Annotations.Values.Count(static annotation => !annotation.IsRemoved);
        }
    }

    public void SetKey(long number) => (Key, IsKeyNew) = (number, true);

    public object?[] ActivityValues(ConversationChange change) =>
    [
        change.Number, change.Day, Key, Title, IsTitleInPii, TitleTurn, Outcomes, ReadBy, ReadById, ReadAt,
        .. CountedColumn.All.Select(column => (object?)column.Value(this)),
    ];

    public object?[] WithKnown(ConversationChange change) =>
    [
        .. ActivityValues(change), Known?.Record.AgentId, (long?)Known?.Record.Environment, Known?.Record.Channel, Known?.Record.AccountId,
            Known?.Record.ProjectId,
        User, Known?.Visible, Known?.Checksum, Known?.Record.VariantId, Known?.Record.Language, (long?)Known?.Record.Direction,
        Known?.Record.Handoff?.Destination,
        Known?.Record.Handoff?.Reason,
    ];

    public object?[] New(ConversationChange change) => [.. WithKnown(change), change.Id];
}
