using ConvLog.Sqlite.Engine;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Text;

namespace ConvLog.Sqlite.Text;

/// <summary>
/// The documents of one conversation that may contain a hit. For a small one, these are all, without the index, which does not know conversations.
/// </summary>
internal static class ConversationDocuments
{
    private const string FindConversation = "SELECT no, v_entries FROM conversation WHERE id = ?1";
    private const string FindTurn = "SELECT no FROM turn WHERE conversation = ?1 AND is_indexed = 1";
    private const string FindWriter = "SELECT no FROM writer WHERE conversation = ?1";

    /// <param name="session">The connection.</param>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="words">The words to find in the index.</param>
    public static IEnumerable<long> Of(Session session, string conversationId, IReadOnlyList<IndexWord> words)
    {
        var found = session[FindConversation].Bind(1, conversationId);
        var (no, entries) = found.Step() ? (found.Int64(0), found.Int64(1)) : default;
        found.Reset();
        var turns = session[FindTurn].Bind(1, no).Numbers().Select(DocumentNumber.OfTurn);
        return turns.Concat(session[FindWriter].Bind(1, no).Numbers().SelectMany(writer => entries <= TextSearch.MostRead
            ? Documents(session, writer) : TextIndex.MatchOf(session, words) is not var (match, _) ? []
            : DocumentNumber.RangesOf(writer).SelectMany(range => TextIndex.Newest(session, match, range.First, range.Last)
                .Where(static document => DocumentNumber.KindOf(document) == DocumentKind.Entry))));
    }

    // All at once, because the same statement reads their content.
    private static List<long> Documents(Session session, long writer)
    {
        var (first, last) = EntryNumber.RangeOf(writer, isPersonal: false);
        return [.. IndexedText.Entries(session, first, last).Select(static entry => DocumentNumber.OfEntry(entry.No)).Distinct()];
    }
}
