using ConvLog.Records;
using ConvLog.Sqlite.Engine;
using ConvLog.Storage.Copy;
using ConvLog.Storage.Payloads.Json;
using ConvLog.Storage.Payloads.Sealing;

namespace ConvLog.Sqlite;

/// <content>Reads that only a copy of the store needs.</content>
public sealed partial class SqliteConversationStore : ICopySource
{
    private const string Openings = """
        SELECT writer.opening, writer.checksum, writer.no, pii.payload, pii.checksum, user.pseudonym
        FROM writer LEFT JOIN pii ON pii.kind = 1 AND pii.ref = writer.no LEFT JOIN user ON user.no = writer.user
        WHERE writer.conversation = ?1 AND writer.revision IS NOT NULL ORDER BY writer.no
        """;
    private const string FindConversationIdOfTombstone = "SELECT conversation_id FROM tombstone ORDER BY conversation_id";

    ValueTask<IReadOnlyList<string>> ICopySource.ListErasedAsync(CancellationToken cancellationToken) => new(_database.Read(static session =>
    {
        var ids = new List<string>();
        var rows = session[FindConversationIdOfTombstone];
        while (rows.Step())
        {
            ids.Add(rows.Text(0));
        }

        return ids;
    }));

    ValueTask<IReadOnlyList<ConversationRecord>> ICopySource.ReadOpeningsAsync(string conversationId, CancellationToken cancellationToken)
        => new(_database.Read(session => ReadOpenings(session, conversationId)));

    private List<ConversationRecord> ReadOpenings(Session session, string conversationId)
    {
        var openings = new List<ConversationRecord>();
        if (session[FindListed].Bind(1, conversationId).Scalar() is not { } number)
        {
            return openings;
        }

        var parts = Personal(PersonalData.All).Of(session, number);
        var rows = session[Openings].Bind(1, number);
        while (rows.Step())
        {
            if (_database.Troubles.Verify(rows.Int64(1), ConversationPayload.ChecksumOf(rows.Int64(2), rows.Bytes(0))))
            {
                byte[]? part = parts.Open(rows, 3, PiiKind.Opening, rows.Int64(2));
                openings.Add(ConversationPayload.Read(conversationId, rows.Bytes(0), part, rows.OptionalText(5), out _));
            }
        }

        return openings;
    }
}
