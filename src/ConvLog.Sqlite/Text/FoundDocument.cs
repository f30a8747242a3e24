using ConvLog.Entries;
using ConvLog.Sqlite.Engine;
using ConvLog.Storage.Contract;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Text;

namespace ConvLog.Sqlite.Text;

/// <summary>An entry or turn that the index returned and that is within the searched period and conversations.</summary>
/// <param name="kind">Its kind.</param>
/// <param name="no">Its number.</param>
/// <param name="ticks">When it was logged or began, in ticks.</param>
/// <param name="conversationId">Its conversation.</param>
/// <param name="writerId">An entry's opening.</param>
/// <param name="turnId">A turn's id.</param>
internal sealed class FoundDocument(DocumentKind kind, long no, long ticks, string conversationId, Guid writerId, string? turnId)
{
    public DocumentKind Kind => kind;

    public long No => no;

    public string ConversationId => conversationId;

    public DateTimeOffset Timestamp => Statement.TimeOf(ticks);

    /// <summary>The id of an entry; null for a turn. Computed on demand, because few are needed.</summary>
    public Guid? EntryId => kind == DocumentKind.Entry ? EntryWriter.EntryId(writerId, EntryNumber.SequenceOf(no)) : null;

    /// <summary>The id of a turn; null for an entry.</summary>
    public string? TurnId => turnId;

    private long Ticks => ticks;

    private string Id => turnId ?? EntryId!.Value.ToString();

    /// <summary>The order of hits: the newest first; for the same time and conversation, turns before entries.</summary>
    public static int InOrder(FoundDocument a, FoundDocument b)
    {
        int order = b.Ticks.CompareTo(a.Ticks);
        order = order != 0 ? order : Utf8Order.Instance.Compare(b.ConversationId, a.ConversationId);
        order = order != 0 ? order : b.Kind.CompareTo(a.Kind);
        return order != 0 || a.No == b.No ? order : Utf8Order.Instance.Compare(a.Id, b.Id);
    }
}
