using ConvLog.Records;
using ConvLog.Sqlite.Engine;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Payloads.Sealing;

namespace ConvLog.Sqlite.Writing;

/// <summary>Writes scores, labels, assignments, and the rows by which lists find metrics and ratings.</summary>
/// <param name="session">The connection, in the transaction.</param>
/// <param name="payloads">The personal parts.</param>
internal sealed class ScoreWriting(Session session, PersonalWriting payloads)
{
    private const string FindScore = "SELECT no, created FROM score WHERE conversation = ?1 AND id = ?2";

    private const string RemoveReasons =
        "UPDATE score SET removed = 1 WHERE conversation = ?1 AND id >= ?2 AND id <= ?3 AND kind = 8 AND created < ?4 AND removed = 0";

    private const string PutScore = """
        INSERT INTO score (conversation, id, kind, name, value, details, created, removed, checksum) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
        ON CONFLICT (conversation, id) DO UPDATE SET
            kind = excluded.kind, name = excluded.name, value = excluded.value, details = excluded.details, created = excluded.created, removed = excluded.removed,
            checksum = excluded.checksum
        """;

    public void Write(ConversationChange change, ScoreRecord score)
    {
        string? comment = score.IsRemoved ? null : score.Comment;
        var row = ScoreRow.Of(score with { Comment = comment });
        if (IsReplaced(change, row, out long? number))
        {
            Put(change, row, RowChecksums.ChecksumOf(row, change.Known.Number, comment is not null));
            payloads.Store(change, PiiKind.Score, number, comment);
        }
    }

    public void Write(ConversationChange change, LabelRecord label) => Write(change, ScoreRow.Of(label));

    public void Write(ConversationChange change, AssignmentRecord assignment)
    {
        Write(change, ScoreRow.Of(assignment));
        WriteListRow(change, ScoreRow.OfPerson(assignment));
    }

    /// <summary>Writes the rows by which lists find a rating and its reasons.</summary>
    public void WriteListRows(ConversationChange change, FeedbackRecord feedback)
    {
        var (least, greatest) = ScoreRow.RangeOf(feedback);
        session[RemoveReasons].Bind(1, change.Known.Number).Bind(2, least).Bind(3, greatest).Bind(4, feedback.CreatedAt.UtcTicks).Run();
        foreach (var row in ScoreRow.Of(feedback))
        {
            WriteListRow(change, row);
        }
    }

    /// <summary>Writes a row by which lists find a metric, a rating or a person.</summary>
    public void WriteListRow(ConversationChange change, ScoreRow row)
    {
        if (IsReplaced(change, row, out _))
        {
            Put(change, row, checksum: 0);
        }
    }

    private void Write(ConversationChange change, ScoreRow row)
    {
        if (IsReplaced(change, row, out _))
        {
            Put(change, row, RowChecksums.ChecksumOf(row, change.Known.Number, hasPersonal: false));
        }
    }

    private bool IsReplaced(ConversationChange change, ScoreRow row, out long? number)
    {
        var kept = KeptRow.Of(session[FindScore].Bind(1, change.Known.Number).Bind(2, row.Id));
        number = kept?.Number;
        return kept is null || row.Replaces(kept.Value.Created);
    }

    private void Put(ConversationChange change, ScoreRow row, long checksum)
    {
        var put = session[PutScore].Bind(1, change.Known.Number).Bind(2, row.Id).Bind(3, (long)row.Kind).Bind(4, row.Name);
        _ = row.Number is { } number ? put.BindReal(5, number) : put.Bind(5, row.Category);
        put.Bind(6, row.Details).Bind(7, row.Created).Bind(8, row.IsRemoved ? 1L : 0L).Bind(9, checksum).Run();
    }
}
