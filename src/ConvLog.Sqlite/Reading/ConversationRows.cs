using ConvLog.Records;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Writing;
using ConvLog.Storage.Payloads.Rows;

namespace ConvLog.Sqlite.Reading;

/// <summary>Reads the rows of one conversation into records.</summary>
/// <param name="session">The connection, in its snapshot.</param>
/// <param name="rows">Makes records of rows.</param>
/// <param name="conversation">The conversation's number.</param>
internal sealed class ConversationRows(Session session, RecordRows rows, long conversation)
{
    private const string TurnRows = $"{StoredTurns.Select} WHERE turn.conversation = ?1 ORDER BY turn.no";

    private const string CallRows = """
        SELECT call.no, call.id, call.writer, call.sequence, call.revision, call.name, call.started, call.duration, call.outcome, call.payload, call.checksum,
               pii.payload, pii.checksum, call.in_block
        FROM call LEFT JOIN pii ON pii.kind = 5 AND pii.ref = call.no
        WHERE call.conversation = ?1 ORDER BY call.no
        """;

    private const string FeedbackRows = """
        SELECT feedback.no, turn_id, source, rating, created, pii.payload, pii.checksum, feedback.checksum, has_comment, reasons
        FROM feedback LEFT JOIN pii ON pii.kind = 6 AND pii.ref = feedback.no
        WHERE conversation = ?1 AND rating IS NOT NULL ORDER BY created, turn_id, source
        """;

    private const string AnnotationRows = """
        SELECT annotation.no, id, turn_id, author, created, pii.payload, pii.checksum, annotation.checksum
        FROM annotation LEFT JOIN pii ON pii.kind = 7 AND pii.ref = annotation.no
        WHERE conversation = ?1 AND removed = 0 ORDER BY created, id
        """;

    private const string NoteRows = """
        SELECT note.no, id, author, created, pii.payload, pii.checksum, note.checksum
        FROM note LEFT JOIN pii ON pii.kind = 8 AND pii.ref = note.no
        WHERE conversation = ?1 ORDER BY created, id
        """;

    private const string ScoreRows = """
        SELECT score.no, id, score.kind, name, CASE WHEN typeof(value) <> 'text' THEN value END, CASE WHEN typeof(value) = 'text' THEN value END, details, created,
               pii.payload, pii.checksum, score.checksum, removed
        FROM score LEFT JOIN pii ON pii.kind = 10 AND pii.ref = score.no
        WHERE conversation = ?1 AND (score.kind <= 3 AND removed = 0 OR score.kind = 9) ORDER BY created, id
        """;

    private const string DeadLetterRows = """
        SELECT dead_letter.no, id, dead_letter.kind, reason, refused, pii.payload, pii.checksum, dead_letter.checksum
        FROM dead_letter LEFT JOIN pii ON pii.kind = 9 AND pii.ref = dead_letter.no
        WHERE conversation = ?1 ORDER BY refused, id
        """;

    private const long OfFeedback = 1, OfAnnotations = 2, OfNotes = 4, OfScores = 8, OfDeadLetters = 16;

    // Most conversations have none or few of these: one statement finds out which, instead of one for each. The bits are those above.
    private const string Kinds = """
        SELECT EXISTS (SELECT 1 FROM feedback WHERE conversation = ?1) + 2 * EXISTS (SELECT 1 FROM annotation WHERE conversation = ?1)
            + 4 * EXISTS (SELECT 1 FROM note WHERE conversation = ?1) + 8 * EXISTS (SELECT 1 FROM score WHERE conversation = ?1)
            + 16 * EXISTS (SELECT 1 FROM dead_letter WHERE conversation = ?1)
        """;

    private long? _kinds;

    public List<TurnRecord> Turns() => All(TurnRows, rows.Turn);

    public List<FunctionEventRecord> Calls() => All(CallRows, rows.Call);

    public List<FeedbackRecord> Feedback() => Has(OfFeedback) ? All(FeedbackRows, rows.Feedback) : [];

    public List<AnnotationRecord> Annotations() => Has(OfAnnotations) ? All(AnnotationRows, rows.Annotation) : [];

    public List<NoteRecord> Notes() => Has(OfNotes) ? All(NoteRows, rows.Note) : [];

    /// <summary>Scores, labels and the assignment, including one to no one.</summary>
    public List<StoreRecord> Scores() => Has(OfScores) ? All(ScoreRows, rows.Score) : [];

    public List<DeadLetterRecord> DeadLetters() => Has(OfDeadLetters) ? All(DeadLetterRows, rows.DeadLetter) : [];

    private bool Has(long kind) => ((_kinds ??= session[Kinds].Bind(1, conversation).Scalar() ?? 0) & kind) != 0;

    private List<T> All<T>(string sql, Func<Statement, T> read)
    {
        var records = new List<T>();
        var statement = session[sql].Bind(1, conversation);
        try
        {
            while (statement.Step())
            {
                records.Add(read(statement));
            }
        }
        finally
        {
            statement.Reset();
        }

        return records;
    }
}
