using ConvLog.Sqlite.Engine;
using ConvLog.Storage.Payloads.Rows;

namespace ConvLog.Sqlite.Text;

/// <summary>
/// Finds the opening of an entry. A search reads one entry after another, and those of one opening are consecutive, so the last opening is remembered.
/// </summary>
/// <param name="session">The connection.</param>
internal sealed class WriterLookup(Session session)
{
    private const string FindConversationOfTurn = "SELECT conversation FROM turn WHERE no = ?1";
    private const string FindWriter = "SELECT conversation, id FROM writer WHERE no = ?1";

    private long _no;

    /// <summary>The number of its conversation; 0 if there is no such opening.</summary>
    public long Conversation { get; private set; }

    public Guid Id { get; private set; }

    /// <summary>The number of a turn's conversation; 0 if there is none.</summary>
    public long ConversationOfTurn(long turn) => session[FindConversationOfTurn].Bind(1, turn).Scalar() ?? 0;

    /// <summary>The number of an entry's conversation; 0 if there is none.</summary>
    public long ConversationOf(long entry)
    {
        Read(EntryNumber.WriterOf(entry));
        return Conversation;
    }

    /// <param name="writer">The opening's number.</param>
    public void Read(long writer)
    {
        if (writer == _no)
        {
            return;
        }

        var row = session[FindWriter].Bind(1, writer);
        (_no, Conversation, Id) = row.Step() ? (writer, row.Int64(0), row.Guid(1)) : (writer, 0, Guid.Empty);
        row.Reset();
    }
}
