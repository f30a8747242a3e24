using ConvLog.Records;
using ConvLog.Sqlite.Reading;
using ConvLog.Storage.Copy;

namespace ConvLog.Sqlite;

/// <content>Reads that only a copy of the store needs.</content>
public sealed partial class SqliteConversationStore : ICopySource
{
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
        => new(_database.Read(session => new ConversationReading(session, Personal(PersonalData.All)).OpeningsOf(conversationId)));
}
