using ConvLog.Storage;
using ConvLog.Storage.Contract;

namespace ConvLog.Sqlite.Lists;

/// <summary>The column by which a list is sorted.</summary>
/// <param name="Name">The column.</param>
internal sealed record SortColumn(string Name)
{
    /// <summary>All conversations in this order.</summary>
    public ListSource Source { get; private init; } = ListSource.Walk($"conversation_{Name}");

    public static SortColumn Of(ConversationSort sort, bool withPii)
    {
        string name = ListColumn.Of(sort).NameFor(withPii);
        return sort switch
        {
            // Once a conversation is closed, the duration is the same for both kinds of reader.
            ConversationSort.Duration => new(name)
            {
                Source = ListSource.OfClosed("conversation_duration") with { Column = "v_duration", Other = ListSource.OfOpen($"conversation_open_{name}") },
            },
            ConversationSort.Tokens => new(name)
            {
                Source = ListSource.OfClosed("conversation_tokens") with { Other = ListSource.OfOpen("conversation_open_tokens") },
            },
            _ => new(name),
        };
    }

    /// <summary>The column by which a source is ordered.</summary>
    public string In(ListSource source) => $"c.{source.Column ?? Name}";

    /// <summary>
    /// The condition for rows after a position within a part of the list; see <see cref="ListPart.BindTo"/>. It lets the index use one bound on each side.
    /// </summary>
    public string From(ListSource source, bool ascending)
        => ascending ? $"({In(source)}, c.id) > (?4, ?5) AND {In(source)} < ?6" : $"({In(source)}, c.id) < (?4, ?5) AND {In(source)} >= ?6";
}
