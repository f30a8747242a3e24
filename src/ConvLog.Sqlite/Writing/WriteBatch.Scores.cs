using ConvLog.Records;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Payloads.Sealing;

namespace ConvLog.Sqlite.Writing;

/// <content>Scores, labels, assignments, and the rows by which lists find metrics and ratings.</content>
internal sealed partial class WriteBatch
{
    private const string FindScore = "SELECT no, created FROM score WHERE conversation = ?1 AND id = ?2";

    private const string RemoveReasons =
        "UPDATE score SET removed = 1 WHERE conversation = ?1 AND id >= ?2 AND id <= ?3 AND kind = 8 AND created < ?4 AND removed = 0";

    private void Write(ScoreRecord score)
    {
        var change = ChangeOf(score.ConversationId);
        string? comment = score.IsRemoved ? null : score.Comment;
        var row = ScoreRow.Of(score with { Comment = comment });
        if (IsReplaced(change, row, out long? number))
        {
            ScoreRows.Put(session, change.Known.Number, row, RowChecksums.ChecksumOf(row, change.Known.Number, comment is not null));
            StorePersonal(change, PiiKind.Score, number, Utf8OrNull(comment));
        }
    }

    private void Write(LabelRecord label) => Write(ChangeOf(label.ConversationId), ScoreRow.Of(label));

    private void Write(AssignmentRecord assignment)
    {
        var change = ChangeOf(assignment.ConversationId);
        Write(change, ScoreRow.Of(assignment));
        WriteScoreRow(change, ScoreRow.OfPerson(assignment));
    }

    private void Write(ConversationChange change, ScoreRow row)
    {
        if (IsReplaced(change, row, out _))
        {
            ScoreRows.Put(session, change.Known.Number, row, RowChecksums.ChecksumOf(row, change.Known.Number, hasPersonal: false));
        }
    }

    private void WriteScoreRows(ConversationChange change, FeedbackRecord feedback)
    {
        var (least, greatest) = ScoreRow.RangeOf(feedback);
        session[RemoveReasons].Bind(1, change.Known.Number).Bind(2, least).Bind(3, greatest).Bind(4, feedback.CreatedAt.UtcTicks).Run();
        foreach (var row in ScoreRow.Of(feedback))
        {
            WriteScoreRow(change, row);
        }
    }

    private void WriteScoreRow(ConversationChange change, ScoreRow row)
    {
        if (IsReplaced(change, row, out _))
        {
            ScoreRows.Put(session, change.Known.Number, row, checksum: 0);
        }
    }

    private bool IsReplaced(ConversationChange change, ScoreRow row, out long? number)
    {
        number = null;
        var find = session[FindScore].Bind(1, change.Known.Number).Bind(2, row.Id);
        if (!find.Step())
        {
            return true;
        }

        number = find.Int64(0);
        long kept = find.Int64(1);
        find.Reset();
        return row.Replaces(kept);
    }
}
