using ConvLog.Entries;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Keys;
using ConvLog.Storage;
using ConvLog.Storage.Payloads.Rows;

namespace ConvLog.Sqlite.Lists;

/// <summary>
/// Finds the log entry, API response or model call with an id in the first conversations of a list. The id of an entry is a hash of its position, which is not
/// indexed: the ids of entries that everyone may see are computed and compared, so writing has no cost for it.
/// </summary>
internal static class LoggedLookup
{
    private const string Responses = """
        SELECT c.id FROM json_each(?1) AS page CROSS JOIN fact INDEXED BY fact_id ON fact.conversation = page.value AND fact.id = ?2
        JOIN conversation AS c ON c.no = fact.conversation WHERE fact.kind = 0
        """;

    private const string ModelCalls = """
        SELECT c.id FROM json_each(?1) AS page CROSS JOIN model_call INDEXED BY model_call_id ON model_call.conversation = page.value AND model_call.id = ?2
        JOIN conversation AS c ON c.no = model_call.conversation
        """;

    // In the order of the conversations. Personal entries have numbers above all others, except old ones, which have their kind.
    private const string Entries = """
        SELECT writer.id, entry.no, c.id
        FROM json_each(?1) AS page CROSS JOIN writer INDEXED BY writer_id ON writer.conversation = page.value
        CROSS JOIN entry ON entry.no >= writer.no << 28 AND entry.no < (writer.no + 1) << 28
        JOIN conversation AS c ON c.no = page.value
        WHERE entry.kind < 4 LIMIT ?2
        """;

    public static NamedConversation? Find(Session session, ConversationQuery query, string id, PersonalReading personal)
    {
        if (!Guid.TryParse(id, out var asked) || ScopeDims.Simplified(query) is not { } scoped
            || UserFilterLookup.Find(session, query, withPii: false, personal) is not { } person)
        {
            return null;
        }

        var list = new ConversationList(session, scoped, withPii: false, person, ListLimits.Default, new ListSearch(query, withPii: false));
        string numbers = NumberList.Of(list.Page().Take(query.Limit).Select(static row => row.Number));
        string? found = First(session[Responses].Bind(1, numbers).Bind(2, asked)) ?? EntryIn(session, numbers, asked);
        return found is not null ? new NamedConversation { ConversationId = found, Name = SearchName.EntryId }
            : First(session[ModelCalls].Bind(1, numbers).Bind(2, ModelCallRow.IdOf(id))) is { } called
                ? new NamedConversation { ConversationId = called, Name = SearchName.ModelCallId } : null;
    }

    private static string? First(Statement rows)
    {
        string? first = rows.Step() ? rows.Text(0) : null;
        rows.Reset();
        return first;
    }

    private static string? EntryIn(Session session, string numbers, Guid id)
    {
        var rows = session[Entries].Bind(1, numbers).Bind(2, ILookupStore.MostEntriesLookedAt);
        try
        {
            while (rows.Step())
            {
                if (EntryWriter.EntryId(rows.Guid(0), EntryNumber.SequenceOf(rows.Int64(1))) == id)
                {
                    return rows.Text(2);
                }
            }
        }
        finally
        {
            rows.Reset();
        }

        return null;
    }
}
