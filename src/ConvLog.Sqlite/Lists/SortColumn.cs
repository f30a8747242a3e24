using ConvLog.Storage;

namespace ConvLog.Sqlite.Lists;

/// <summary>By what a list is sorted.</summary>
/// <param name="Name">The column.</param>
/// <param name="Index">The index that has all conversations in its order.</param>
internal sealed record SortColumn(string Name, string Index)
{
    public static SortColumn Of(ConversationSort sort, bool withPii) => sort switch
    {
        ConversationSort.Created => new("created", "conversation_created"),
        ConversationSort.Updated => withPii ? new("a_last", "conversation_a_last") : new("v_last", "conversation_v_last"),
        ConversationSort.Duration => withPii ? new("a_duration", "conversation_a_duration") : new("v_duration", "conversation_v_duration"),
        ConversationSort.Tokens => new("tokens", "conversation_tokens"),
        _ => withPii ? new("a_errors", "conversation_a_errors") : new("v_errors", "conversation_v_errors"),
    };

    /// <summary>The order, by id where equal.</summary>
    public string Order(bool ascending) => ascending ? $"c.{Name}, c.id" : $"c.{Name} DESC, c.id DESC";

    /// <summary>What comes after a position and is in a part of the list; see <see cref="ListPart.BindTo"/>. It leaves the index with one bound on each side.</summary>
    public string From(bool ascending) => ascending ? $"(c.{Name}, c.id) > (?24, ?25) AND c.{Name} < ?26" : $"(c.{Name}, c.id) < (?24, ?25) AND c.{Name} >= ?26";
}
