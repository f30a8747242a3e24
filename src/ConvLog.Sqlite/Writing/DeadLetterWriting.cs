using ConvLog.Records;
using ConvLog.Sqlite.Engine;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Payloads.Sealing;

namespace ConvLog.Sqlite.Writing;

/// <summary>Writes records that the sink could not store because the store refused them.</summary>
/// <param name="session">The connection, in the transaction.</param>
/// <param name="payloads">The personal parts.</param>
internal sealed class DeadLetterWriting(Session session, PersonalWriting payloads)
{
    private const string PutDeadLetter = """
        INSERT INTO dead_letter (conversation, id, kind, reason, refused, checksum)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        ON CONFLICT DO NOTHING
        """;

    public void Write(ConversationChange change, DeadLetterRecord letter)
    {
        long conversation = change.Known.Number;
        var insert = session[PutDeadLetter]
            .Bind(1, conversation).Bind(2, letter.Id).Bind(3, letter.Kind).Bind(4, letter.Reason).Bind(5, letter.RefusedAt.UtcTicks)
            .Bind(6, RowChecksums.ChecksumOf(letter, conversation, letter.Payload is not null));
        if (insert.RunAndCount() == 1)
        {
            payloads.Store(change, PiiKind.DeadLetter, null, letter.Payload);
        }
    }
}
