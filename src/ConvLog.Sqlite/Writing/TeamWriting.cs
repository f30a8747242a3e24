using ConvLog.Records;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Statistics;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Payloads.Sealing;

namespace ConvLog.Sqlite.Writing;

/// <summary>Writes feedback, and what the team adds: improved answers, notes and read marks.</summary>
/// <param name="session">The connection, in the transaction.</param>
/// <param name="days">The counted days that change.</param>
/// <param name="payloads">The personal parts.</param>
/// <param name="scores">The rows by which lists find ratings.</param>
internal sealed class TeamWriting(Session session, DayChanges days, PersonalWriting payloads, ScoreWriting scores)
{
    private const string FindFeedback = "SELECT no, created FROM feedback WHERE conversation = ?1 AND turn_id = ?2 AND source = ?3";

    private const string PutFeedback = """
        INSERT INTO feedback (conversation, turn_id, source, rating, created, has_comment, checksum, reasons) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
        ON CONFLICT (conversation, turn_id, source) DO UPDATE SET
            rating = excluded.rating, created = excluded.created, has_comment = excluded.has_comment, checksum = excluded.checksum,
            reasons = excluded.reasons
        """;

    private const string FindAnnotation = "SELECT no, created FROM annotation WHERE conversation = ?1 AND id = ?2";

    private const string PutAnnotation = """
        INSERT INTO annotation (conversation, id, turn_id, author, created, checksum, removed) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        ON CONFLICT (conversation, id) DO UPDATE SET
            turn_id = excluded.turn_id, author = excluded.author, created = excluded.created, checksum = excluded.checksum, removed = excluded.removed
        """;

    private const string FindNote = "SELECT no, created FROM note WHERE conversation = ?1 AND id = ?2";

    private const string PutNote = """
        INSERT INTO note (conversation, id, author, created, checksum) VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT (conversation, id) DO UPDATE SET author = excluded.author, created = excluded.created, checksum = excluded.checksum
        """;

    private const string RemoveReadMark = "UPDATE conversation SET read_by = NULL, read_by_id = NULL, read_at = NULL WHERE no = ?1 AND read_by = ?2 AND read_at = ?3";
    private const string PutReadMark = "UPDATE conversation SET read_by = ?2, read_at = ?3, read_by_id = ?4 WHERE no = ?1 AND read_by IS NULL";

    public void Write(ConversationChange change, FeedbackRecord feedback)
    {
        long conversation = change.Known.Number;
        var find = session[FindFeedback].Bind(1, conversation).Bind(2, feedback.TurnId).Bind(3, (long)feedback.Source);
        if (!IsLater(find, feedback.CreatedAt, out long? number))
        {
            return;
        }

        change.RecountFromRows();
        feedback = feedback.Rating is null ? feedback with { ReasonText = null } : feedback;
        string? comment = feedback.Rating is null ? null : feedback.Comment;
        days.ChangeRating(conversation, feedback.TurnId);
        session[PutFeedback]
            .Bind(1, conversation).Bind(2, feedback.TurnId).Bind(3, (long)feedback.Source).Bind(4, (long?)feedback.Rating).Bind(5, feedback.CreatedAt.UtcTicks)
            .Bind(6, feedback.Comment is null ? 0L : 1L)
            .Bind(7, RowChecksums.ChecksumOf(feedback, conversation, comment is not null, feedback.Comment is not null)).Bind(8, feedback.ReasonText)
            .Run();
        payloads.Store(change, PiiKind.Feedback, number, comment);
        scores.WriteListRows(change, feedback);
        change.Feedback = true;
    }

    public void Write(ConversationChange change, AnnotationRecord annotation)
    {
        if (!IsLater(session[FindAnnotation].Bind(1, change.Known.Number).Bind(2, annotation.Id), annotation.CreatedAt, out long? number))
        {
            return;
        }

        string? answer = annotation.IsRemoved ? null : annotation.ImprovedAnswer;
        session[PutAnnotation]
            .Bind(1, change.Known.Number).Bind(2, annotation.Id).Bind(3, annotation.TurnId).Bind(4, annotation.Author).Bind(5, annotation.CreatedAt.UtcTicks)
            .Bind(6, RowChecksums.ChecksumOf(annotation, change.Known.Number, answer is not null)).Bind(7, annotation.IsRemoved ? 1L : 0L)
            .Run();
        payloads.Store(change, PiiKind.Annotation, number, answer);
        change.Annotations = true;
    }

    public void Write(ConversationChange change, NoteRecord note)
    {
        long conversation = change.Known.Number;
        if (IsLater(session[FindNote].Bind(1, conversation).Bind(2, note.Id), note.CreatedAt, out long? number))
        {
            session[PutNote].Bind(1, conversation).Bind(2, note.Id).Bind(3, note.Author).Bind(4, note.CreatedAt.UtcTicks)
                .Bind(5, RowChecksums.ChecksumOf(note, conversation, hasPersonal: true)).Run();
            payloads.Store(change, PiiKind.Note, number, note.Text);
        }
    }

    public void Write(ConversationChange change, ReadMarkRecord mark)
    {
        change.PutRow(session);
        var put = session[mark.IsRemoved ? RemoveReadMark : PutReadMark].Bind(1, change.Known.Number).Bind(2, mark.ReadBy).Bind(3, mark.ReadAt.UtcTicks);
        (mark.IsRemoved ? put : put.Bind(4, mark.ReadById)).Run();
    }

    // People act one after another, so their clock decides; at the same time, the first record is kept.
    private static bool IsLater(Statement find, DateTimeOffset given, out long? number)
    {
        var kept = KeptRow.Of(find);
        number = kept?.Number;
        return kept is null || given.UtcTicks > kept.Value.Created;
    }
}
