using ConvLog.PostgreSql.Connections;
using ConvLog.Storage;

namespace ConvLog.PostgreSql.Lists;

/// <summary>By what a list is sorted.</summary>
/// <param name="Name">The column: c is the conversation, a its activity.</param>
internal sealed record SortColumn(string Name)
{
    /// <summary>Whether it stands in "activity".</summary>
    public bool IsOfActivity => Name[0] == 'a';

    public static SortColumn Of(ConversationSort sort, bool withPii) => new(sort switch
    {
        ConversationSort.Created => "c.created",
        ConversationSort.Updated => withPii ? "a.a_last" : "a.v_last",
        ConversationSort.Duration => withPii ? "a.a_duration" : "a.v_duration",
        ConversationSort.Tokens => "c.tokens",
        _ => withPii ? "c.a_errors" : "c.v_errors",
    });

    /// <summary>The order, by id where equal.</summary>
    public string Order(bool ascending) => ascending ? $"{Name}, c.id" : $"{Name} DESC, c.id DESC";

    /// <summary>What comes after a position. The first bound is said apart, since the second leads to no index where the id stands in another table.</summary>
    public string After(ListPosition position, bool ascending, SqlArguments arguments)
    {
        string value = arguments.Add(position.Value);
        string id = arguments.Add(position.ConversationId);
        return ascending ? $"{Name} >= {value} AND ({Name}, c.id) > ({value}, {id})" : $"{Name} <= {value} AND ({Name}, c.id) < ({value}, {id})";
    }
}
