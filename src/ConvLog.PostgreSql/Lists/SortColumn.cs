using ConvLog.Storage;
using ConvLog.Storage.Contract;
using ConvLog.Storage.Relational;

namespace ConvLog.PostgreSql.Lists;

/// <summary>The column that a list is sorted by.</summary>
/// <param name="Name">The column of the conversation (c).</param>
internal sealed record SortColumn(string Name)
{
    public static SortColumn Of(ConversationSort sort, bool withPii) => new($"c.{ListColumn.Of(sort).NameFor(withPii)}");

    /// <summary>The ORDER BY terms, with the ID for equal values.</summary>
    public string Order(bool ascending) => ascending ? $"{Name}, c.id" : $"{Name} DESC, c.id DESC";

    /// <summary>The condition for rows after a position. The first comparison is redundant, but can use an index without the ID.</summary>
    public string After(ListPosition position, bool ascending, SqlArguments arguments)
    {
        string value = arguments.Add(position.Value);
        string id = arguments.Add(position.ConversationId);
        return ascending ? $"{Name} >= {value} AND ({Name}, c.id) > ({value}, {id})" : $"{Name} <= {value} AND ({Name}, c.id) < ({value}, {id})";
    }
}
