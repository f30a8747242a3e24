using ConvLog.Sqlite.Engine;
using ConvLog.Storage.Payloads.Rows;

namespace ConvLog.Sqlite.Statistics;

/// <summary>Finds error entries that are visible to everyone: the conversations with errors by an index, and their errors by another.</summary>
/// <param name="session">The connection.</param>
internal sealed class ErrorRows(Session session)
{
    private const string FindWriter = "SELECT no FROM writer WHERE conversation = ?1";

    /// <summary>Conversations with errors. Parameters: dims, first tick, first tick after the period, maximum number.</summary>
    public const string Conversations = """
        SELECT no, created, v_errors, id FROM conversation INDEXED BY conversation_error_dims
        WHERE dims = ?1 AND created >= ?2 AND created < ?3 AND v_errors > 0 ORDER BY created DESC LIMIT ?4
        """;

    /// <summary>Errors of an opening. Parameters: the first number, the last number.</summary>
    public const string Errors = "SELECT content, time FROM entry INDEXED BY entry_error WHERE kind = 2 AND no BETWEEN ?1 AND ?2";

    /// <summary>The conversations with errors that started in a period, newest first.</summary>
    /// <param name="dims">Their dims.</param>
    /// <param name="first">The first tick of the period.</param>
    /// <param name="end">The first tick after it.</param>
    /// <param name="most">The maximum number of each dims.</param>
    public List<ErrorConversation> Newest(IEnumerable<long> dims, long first, long end, int most = int.MaxValue)
    {
        var found = new List<ErrorConversation>();
        foreach (long one in dims)
        {
            var rows = session[Conversations].Bind(1, one).Bind(2, first).Bind(3, end).Bind(4, most);
            while (rows.Step())
            {
                found.Add(new ErrorConversation(rows.Int64(0), rows.Int64(1), rows.Int64(2), rows.Bytes(3).ToArray()));
            }
        }

        found.Sort(static (one, other) => other.Created.CompareTo(one.Created) is var order && order != 0
            ? order : other.Id.AsSpan().SequenceCompareTo(one.Id));
        return found;
    }

    /// <summary>Reads the errors of a conversation.</summary>
    /// <param name="conversation">The conversation.</param>
    /// <param name="add">Takes the message and the time of each.</param>
    public void Read(ErrorConversation conversation, Action<string, DateTimeOffset> add)
    {
        foreach (long writer in session[FindWriter].Bind(1, conversation.Number).Numbers())
        {
            var (first, last) = EntryNumber.RangeOf(writer, isPersonal: false);
            var rows = session[Errors].Bind(1, first).Bind(2, last);
            while (rows.Step())
            {
                add(rows.Text(0), rows.Time(1));
            }
        }
    }
}

/// <summary>A conversation with errors.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Created">The tick at which it began.</param>
/// <param name="Errors">The number of its errors.</param>
/// <param name="Id">Its ID, in UTF-8.</param>
internal sealed record ErrorConversation(long Number, long Created, long Errors, byte[] Id);
