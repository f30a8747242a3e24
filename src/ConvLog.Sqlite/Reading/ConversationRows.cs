using System.Globalization;
using System.Text;
using ConvLog.Payloads;
using ConvLog.Records;

namespace ConvLog.Sqlite;

/// <summary>Reads the rows of one conversation into records.</summary>
/// <param name="session">The connection, in its snapshot.</param>
/// <param name="troubles">Where damage is counted.</param>
/// <param name="parts">The personal parts of the conversation.</param>
/// <param name="conversation">The conversation's number.</param>
/// <param name="conversationId">Its id.</param>
/// <param name="writers">The ids of its openings, by number.</param>
internal sealed class ConversationRows(Session session, DatabaseTroubles troubles, PersonalParts parts, long conversation, string conversationId, IReadOnlyDictionary<long, Guid> writers)
{
    private const string TurnRows = """
        SELECT turn.no, turn.id, turn.writer, turn.sequence, turn.revision, turn.started, turn.ended, turn.latency, turn.error_type, turn.model, turn.input_tokens,
               turn.output_tokens, turn.cost, turn.currency, turn.first_token, turn.user_input, turn.agent_response, turn.flags, turn.checksum, pii.payload, pii.checksum
        FROM turn LEFT JOIN pii ON pii.kind = 4 AND pii.ref = turn.no
        WHERE turn.conversation = ?1 ORDER BY turn.writer, turn.sequence, turn.no
        """;

    private const string CallRows = """
        SELECT call.no, call.id, call.writer, call.sequence, call.revision, call.name, call.started, call.duration, call.outcome, call.payload, call.checksum,
               pii.payload, pii.checksum
        FROM call LEFT JOIN pii ON pii.kind = 5 AND pii.ref = call.no
        WHERE call.conversation = ?1 ORDER BY call.writer, call.sequence, call.no
        """;

    private const string FeedbackRows = """
        SELECT feedback.no, turn_id, source, rating, created, pii.payload, pii.checksum, feedback.checksum, has_comment
        FROM feedback LEFT JOIN pii ON pii.kind = 6 AND pii.ref = feedback.no
        WHERE conversation = ?1 AND rating IS NOT NULL ORDER BY created, turn_id, source
        """;

    private const string AnnotationRows = """
        SELECT annotation.no, id, turn_id, author, created, pii.payload, pii.checksum, annotation.checksum
        FROM annotation LEFT JOIN pii ON pii.kind = 7 AND pii.ref = annotation.no
        WHERE conversation = ?1 ORDER BY created, id
        """;

    private const string NoteRows = """
        SELECT note.no, id, author, created, pii.payload, pii.checksum, note.checksum
        FROM note LEFT JOIN pii ON pii.kind = 8 AND pii.ref = note.no
        WHERE conversation = ?1 ORDER BY created, id
        """;

    private const string DeadLetterRows = """
        SELECT dead_letter.no, id, dead_letter.kind, reason, refused, pii.payload, pii.checksum, dead_letter.checksum
        FROM dead_letter LEFT JOIN pii ON pii.kind = 9 AND pii.ref = dead_letter.no
        WHERE conversation = ?1 ORDER BY refused, id
        """;

    public List<TurnRecord> Turns() => All(TurnRows, ReadTurn);

    public List<FunctionEventRecord> Calls() => All(CallRows, ReadCall);

    public List<FeedbackRecord> Feedback() => All(FeedbackRows, row => Verified(row, 7, RowChecksums.ChecksumOf, !row.IsNull(5), new FeedbackRecord
    {
        ConversationId = conversationId,
        TurnId = row.Text(1),
        Source = (FeedbackSource)row.Int64(2),
        Rating = (FeedbackRating)row.Int64(3),
        CreatedAt = row.Time(4),
        Comment = PersonalText(row, 5, PiiKind.Feedback) ?? (row.Int64(8) != 0 ? parts.MissingText : null),
    }));

    public List<AnnotationRecord> Annotations() => All(AnnotationRows, row => Verified(row, 7, RowChecksums.ChecksumOf, !row.IsNull(5), new AnnotationRecord
    {
        ConversationId = conversationId,
        Id = row.Guid(1),
        TurnId = row.Text(2),
        Author = row.OptionalText(3),
        CreatedAt = row.Time(4),
        ImprovedAnswer = PersonalText(row, 5, PiiKind.Annotation) ?? parts.MissingText,
    }));

    public List<NoteRecord> Notes() => All(NoteRows, row => Verified(row, 6, RowChecksums.ChecksumOf, !row.IsNull(4), new NoteRecord
    {
        ConversationId = conversationId,
        Id = row.Guid(1),
        Author = row.OptionalText(2),
        CreatedAt = row.Time(3),
        Text = PersonalText(row, 4, PiiKind.Note) ?? parts.MissingText,
    }));

    public List<DeadLetterRecord> DeadLetters() => All(DeadLetterRows, row => Verified(row, 7, RowChecksums.ChecksumOf, !row.IsNull(5), new DeadLetterRecord
    {
        ConversationId = conversationId,
        Id = row.Guid(1),
        Kind = row.Text(2),
        Reason = row.Text(3),
        RefusedAt = row.Time(4),
        Payload = PersonalText(row, 5, PiiKind.DeadLetter),
    }));

    private TurnRecord ReadTurn(Statement row)
    {
        var shown = new TurnRecord
        {
            ConversationId = conversationId,
            Id = row.Text(1),
            WriterId = writers.GetValueOrDefault(row.Int64(2)),
            Sequence = row.Int64(3),
            Revision = row.Int32(4),
            StartedAt = row.Time(5),
            EndedAt = OptionalTime(row, 6),
            Latency = Duration(row, 7),
            ErrorType = row.OptionalText(8),
            Usage = ReadUsage(row),
            UserInput = row.Text(15),
            AgentResponse = row.Text(16),
        };
        long flags = row.Int64(17);
        if (IsForeign(row)
            || !parts.IsWhole(row.Int64(18), !row.IsNull(19), hasPersonal => RowChecksums.ChecksumOf(shown, row.Int64(2), shown.UserInput.Text, shown.AgentResponse.Text, flags, hasPersonal)))
        {
            troubles.ChecksumFailed();
            shown = shown with { UserInput = DamagedPayload.Text, AgentResponse = DamagedPayload.Text };
        }

        return TurnPayload.Read(shown, flags, parts.Open(row, 19, PiiKind.Turn, row.Int64(0)));
    }

    private static ModelUsage? ReadUsage(Statement row) => row.OptionalText(9) is not { } model
        ? null
        : new ModelUsage(
            model,
            row.Int64(10),
            row.Int64(11),
            decimal.TryParse(row.OptionalText(12), NumberStyles.Number, CultureInfo.InvariantCulture, out decimal cost) ? cost : null,
            row.OptionalText(13),
            Duration(row, 14));

    private FunctionEventRecord ReadCall(Statement row)
    {
        var call = new FunctionEventRecord
        {
            ConversationId = conversationId,
            Id = row.Text(1),
            WriterId = writers.GetValueOrDefault(row.Int64(2)),
            Sequence = row.Int64(3),
            Revision = row.Int32(4),
            Name = row.Text(5),
            StartedAt = row.Time(6),
            Duration = Duration(row, 7),
            Outcome = (FunctionOutcome?)row.OptionalInt64(8),
        };
        if (IsForeign(row) || !parts.IsWhole(row.Int64(10), !row.IsNull(11), hasPersonal => RowChecksums.ChecksumOf(call, row.Int64(2), row.Bytes(9), hasPersonal)))
        {
            troubles.ChecksumFailed();
            return call with { ErrorType = DamagedPayload.Text };
        }

        return CallPayload.Read(call, row.Bytes(9), parts.Open(row, 11, PiiKind.Call, row.Int64(0)));
    }

    // A bit flipped in an index leads to the row of another conversation, whole in itself.
    private bool IsForeign(Statement row) => !writers.ContainsKey(row.Int64(2));

    // What is not as it was written is given all the same, and counted.
    private T Verified<T>(Statement row, int column, Func<T, long, bool, long> checksumOf, bool hasPersonal, T record)
    {
        if (!parts.IsWhole(row.Int64(column), hasPersonal, has => checksumOf(record, conversation, has)))
        {
            troubles.ChecksumFailed();
        }

        return record;
    }

    private string? PersonalText(Statement row, int column, PiiKind kind)
        => parts.Open(row, column, kind, row.Int64(0)) is { } payload ? Encoding.UTF8.GetString(payload) : null;

    private List<T> All<T>(string sql, Func<Statement, T> read)
    {
        var records = new List<T>();
        var rows = session[sql].Bind(1, conversation);
        try
        {
            while (rows.Step())
            {
                records.Add(read(rows));
            }
        }
        finally
        {
            rows.Reset();
        }

        return records;
    }

    private static DateTimeOffset? OptionalTime(Statement row, int column) => row.IsNull(column) ? null : row.Time(column);

    private static TimeSpan? Duration(Statement row, int column) => row.OptionalInt64(column) is { } ticks ? new(ticks) : null;
}
