using ConvLog.Entries;
using ConvLog.Sqlite.Engine;
using ConvLog.Storage.Contract;
using ConvLog.Storage.Payloads;
using ConvLog.Storage.Text;

namespace ConvLog.Sqlite.Text;

/// <summary>An entry or turn that the index named and that is within what is searched.</summary>
/// <param name="kind">What it is.</param>
/// <param name="no">Its number.</param>
/// <param name="ticks">When it was logged or began.</param>
/// <param name="conversationId">Its conversation.</param>
/// <param name="writerId">An entry's opening.</param>
/// <param name="turnId">A turn's id.</param>
internal sealed class FoundDocument(DocumentKind kind, long no, long ticks, string conversationId, Guid writerId, string? turnId)
{
    public DocumentKind Kind => kind;

    public long No => no;

    public string ConversationId => conversationId;

    public DateTimeOffset Timestamp => Statement.TimeOf(ticks);

    /// <summary>The id of an entry; null of a turn. Made when it is asked for, as few are.</summary>
    public Guid? EntryId => kind == DocumentKind.Entry ? EntryWriter.EntryId(writerId, EntryNumber.SequenceOf(no)) : null;

    /// <summary>The id of a turn; null of an entry.</summary>
    public string? TurnId => turnId;

    private long Ticks => ticks;

    private string Id => turnId ?? EntryId!.Value.ToString();

    /// <summary>The order of hits: the newest first, and of one time and conversation what was said before what was logged.</summary>
    public static int InOrder(FoundDocument a, FoundDocument b)
    {
        int order = b.Ticks.CompareTo(a.Ticks);
        order = order != 0 ? order : Utf8Order.Instance.Compare(b.ConversationId, a.ConversationId);
        order = order != 0 ? order : b.Kind.CompareTo(a.Kind);
        return order != 0 || a.No == b.No ? order : Utf8Order.Instance.Compare(a.Id, b.Id);
    }
}
