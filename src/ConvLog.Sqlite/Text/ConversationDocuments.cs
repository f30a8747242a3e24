using ConvLog.Sqlite.Engine;
using ConvLog.Storage.Payloads;
using ConvLog.Storage.Text;

namespace ConvLog.Sqlite.Text;

/// <summary>What may be a hit in one conversation: all of it where it is small, without the index, which knows no conversations.</summary>
internal static class ConversationDocuments
{
    private const string FindConversation = "SELECT no, v_entries FROM conversation WHERE id = ?1";
    private const string FindTurn = "SELECT no FROM turn WHERE conversation = ?1 AND is_indexed = 1 ORDER BY no DESC";
    private const string FindWriter = "SELECT no FROM writer WHERE conversation = ?1 ORDER BY no DESC";

    /// <summary>The numbers of its turns, the greatest first.</summary>
    public static IEnumerable<long> Turns(Session session, string conversationId) => Numbers(session, FindTurn, Find(session, conversationId).No);

    /// <summary>The numbers and times of its entries, the greatest first.</summary>
    public static IEnumerable<(long No, long Ticks)> Entries(Session session, string conversationId, string match)
    {
        (long conversation, long entries) = Find(session, conversationId);

        // A writer's entries stand together.
        return Numbers(session, FindWriter, conversation).SelectMany(writer =>
        {
            var (first, last) = EntryNumber.RangeOf(writer, isPersonal: false);
            return entries <= TextSearch.MostFound
                ? IndexedText.Entries(session, first, last)
                : TextIndex.Newest(session, DocumentKind.Entry, match, first, last).SelectMany(document => EntryBlocks.EntriesOf(session, document));
        });
    }

    private static (long No, long Entries) Find(Session session, string conversationId)
    {
        var found = session[FindConversation].Bind(1, conversationId);
        (long No, long Entries) conversation = found.Step() ? (found.Int64(0), found.Int64(1)) : default;
        found.Reset();
        return conversation;
    }

    private static IEnumerable<long> Numbers(Session session, string sql, long conversation)
    {
        var rows = session[sql].Bind(1, conversation);
        try
        {
            while (rows.Step())
            {
                yield return rows.Int64(0);
            }
        }
        finally
        {
            rows.Reset();
        }
    }
}
