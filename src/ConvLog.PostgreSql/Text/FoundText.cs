using ConvLog.Storage;
using ConvLog.Storage.Text;

namespace ConvLog.PostgreSql.Text;

/// <summary>What an entry or turn says of a document that the index named, and where it stands.</summary>
/// <param name="Found">The document.</param>
/// <param name="No">The number of the entry or turn in its conversation.</param>
/// <param name="Ticks">When it was logged or began.</param>
/// <param name="ConversationId">Its conversation.</param>
/// <param name="TurnId">A turn's id, or the turn of an entry.</param>
/// <param name="FunctionEventId">The function event of an entry.</param>
/// <param name="EntryId">The id of an entry.</param>
/// <param name="Document">Its text.</param>
/// <param name="Fields">The fields of an entry.</param>
internal sealed record FoundText(FoundDocument Found, long No, long Ticks, string ConversationId, string? TurnId, string? FunctionEventId, Guid? EntryId,
    SearchDocument Document, LogFields Fields)
{
    private string Id => EntryId?.ToString() ?? TurnId!;

    /// <summary>What is the same for an entry that is in two documents, as it was overtaken on its way to the store.</summary>
    public (DocumentKind Kind, long Conversation, long No) Key => (Found.Kind, Found.Conversation, No);

    /// <summary>The order of hits: the newest first, and of one time and conversation what was said before what was logged.</summary>
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
