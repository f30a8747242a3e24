using ConvLog.Records;
using ConvLog.Storage.Text;

namespace ConvLog.Storage.Contract.Search;

/// <summary>A turn or entry that may match a search: its searchable text, and its position.</summary>
internal sealed record SearchCandidate(SearchDocument Document, string ConversationId, string? TurnId, string? FunctionEventId, Guid? EntryId,
    DateTimeOffset Timestamp)
{
    /// <summary>The ID of the turn or entry; it orders candidates of the same time in one conversation.</summary>
    public string Id => EntryId?.ToString() ?? TurnId!;

    public static SearchCandidate Of(TurnRecord turn) => new(SearchDocument.Of(turn), turn.ConversationId, turn.Id, null, null, turn.StartedAt);

    public static SearchCandidate Of(EntryRecord entry)
        => new(SearchDocument.Of(entry), entry.ConversationId, entry.TurnId, entry.FunctionEventId, entry.Id, entry.Timestamp);

    /// <summary>The order of hits: newest first; with equal time and conversation, turns before entries.</summary>
    public static int InOrder(SearchCandidate a, SearchCandidate b)
    {
        int order = b.Timestamp.UtcTicks.CompareTo(a.Timestamp.UtcTicks);
        order = order != 0 ? order : Utf8Order.Instance.Compare(b.ConversationId, a.ConversationId);
        order = order != 0 ? order : (a.EntryId is not null).CompareTo(b.EntryId is not null);
        return order != 0 ? order : Utf8Order.Instance.Compare(a.Id, b.Id);
    }

    /// <summary>The search hit for terms that all match.</summary>
    public SearchHit Hit(SearchTerms terms)
    {
        var excerpt = SearchExcerpt.Of(Document, terms);
        return new SearchHit
        {
            ConversationId = ConversationId,
            TurnId = TurnId,
            FunctionEventId = FunctionEventId,
            EntryId = EntryId,
            Timestamp = Timestamp,
            Part = excerpt.Part,
            Snippet = excerpt.Snippet,
            Highlights = excerpt.Highlights,
        };
    }
}
