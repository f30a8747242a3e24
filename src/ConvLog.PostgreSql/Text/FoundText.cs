using ConvLog.Storage;
using ConvLog.Storage.Contract;
using ConvLog.Storage.Contract.Search;
using ConvLog.Storage.Text;

namespace ConvLog.PostgreSql.Text;

/// <summary>The text of an entry or turn in a document that the index named, and its location.</summary>
/// <param name="Found">The document.</param>
/// <param name="No">The number of the entry or turn in its conversation.</param>
/// <param name="Ticks">When the entry was logged or the turn began.</param>
/// <param name="ConversationId">Its conversation.</param>
/// <param name="TurnId">The ID of the turn, or of the entry's turn.</param>
/// <param name="FunctionEventId">The function event of an entry.</param>
/// <param name="EntryId">The ID of an entry.</param>
/// <param name="Document">Its text.</param>
/// <param name="Fields">The fields of an entry.</param>
internal sealed record FoundText(FoundDocument Found, long No, long Ticks, string ConversationId, string? TurnId, string? FunctionEventId, Guid? EntryId,
    SearchDocument Document, LogFields Fields)
{
    private string Id => EntryId?.ToString() ?? TurnId!;

    /// <summary>The identity of the entry or turn. An entry that arrived out of order is in two documents.</summary>
    public (DocumentKind Kind, long Conversation, long No) Key => (Found.Kind, Found.Conversation, No);

    /// <summary>The order of hits: newest first; with equal time and conversation, turns before entries.</summary>
    public static int InOrder(FoundText a, FoundText b)
    {
        int order = b.Ticks.CompareTo(a.Ticks);
        order = order != 0 ? order : Utf8Order.Instance.Compare(b.ConversationId, a.ConversationId);
        order = order != 0 ? order : b.Found.Kind.CompareTo(a.Found.Kind);
        return order != 0 ? order : Utf8Order.Instance.Compare(a.Id, b.Id);
    }

    public SearchHit Hit(SearchTerms terms)
        => new SearchCandidate(Document, ConversationId, TurnId, FunctionEventId, EntryId, new DateTimeOffset(Ticks, TimeSpan.Zero)).Hit(terms);
}
