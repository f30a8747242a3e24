using ConvLog.Storage;
using ConvLog.Storage.Text;

namespace ConvLog.PostgreSql.Text;

/// <summary>What a document that the index named says, and where it stands.</summary>
/// <param name="Found">What the index named.</param>
/// <param name="ConversationId">Its conversation.</param>
/// <param name="TurnId">A turn's id, or the turn of an entry.</param>
/// <param name="FunctionEventId">The function event of an entry.</param>
/// <param name="EntryId">The id of an entry.</param>
/// <param name="Document">Its text.</param>
internal sealed record FoundText(FoundDocument Found, string ConversationId, string? TurnId, string? FunctionEventId, Guid? EntryId, SearchDocument Document)
{
    private string Id => EntryId?.ToString() ?? TurnId!;

    /// <summary>The order of hits: the newest first, and of one time and conversation what was said before what was logged.</summary>
    public static int InOrder(FoundText a, FoundText b)
    {
        int order = b.Found.Ticks.CompareTo(a.Found.Ticks);
        order = order != 0 ? order : Utf8Order.Instance.Compare(b.ConversationId, a.ConversationId);
        order = order != 0 ? order : b.Found.Kind.CompareTo(a.Found.Kind);
        return order != 0 ? order : Utf8Order.Instance.Compare(a.Id, b.Id);
    }

    public SearchHit Hit(SearchTerms terms)
        => new SearchCandidate(Document, ConversationId, TurnId, FunctionEventId, EntryId, new DateTimeOffset(Found.Ticks, TimeSpan.Zero)).Hit(terms);
}
