using ConvLog.PostgreSql.Connections;
using ConvLog.Storage;

namespace ConvLog.PostgreSql.Lists;

/// <summary>By what a list is sorted.</summary>
/// <param name="Name">The column of the conversation (c).</param>
internal sealed record SortColumn(string Name)
{
    public static SortColumn Of(ConversationSort sort, bool withPii) => new(NameOf(ListColumn.Of(sort), withPii));

    /// <summary>A column, with its table.</summary>
    public static string NameOf(ListColumn column, bool withPii) => $"c.{column.NameFor(withPii)}";

    /// <summary>The order, by id where equal.</summary>
    public string Order(bool ascending) => ascending ? $"{Name}, c.id" : $"{Name} DESC, c.id DESC";

    /// <summary>What comes after a position. The first bound is said apart, since the second leads to no index that has no id.</summary>
    public string After(ListPosition position, bool ascending, SqlArguments arguments)
    {
        string value = arguments.Add(position.Value);
        string id = arguments.Add(position.ConversationId);
        return ascending ? $"{Name} >= {value} AND ({Name}, c.id) > ({value}, {id})" : $"{Name} <= {value} AND ({Name}, c.id) < ({value}, {id})";
    }
}
