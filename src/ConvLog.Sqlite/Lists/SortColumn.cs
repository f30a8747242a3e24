using ConvLog.Storage;

namespace ConvLog.Sqlite.Lists;

/// <summary>By what a list is sorted.</summary>
/// <param name="Name">The column.</param>
/// <param name="Index">The index that has all conversations in its order.</param>
internal sealed record SortColumn(string Name, string Index)
{
    public static SortColumn Of(ConversationSort sort, bool withPii)
    {
        string name = ListColumn.Of(sort).NameFor(withPii);
        return new SortColumn(name, $"conversation_{name}");
    }

    /// <summary>The order, by id where equal.</summary>
    public string Order(bool ascending) => ascending ? $"c.{Name}, c.id" : $"c.{Name} DESC, c.id DESC";

    /// <summary>
    /// What comes after a position and is in a part of the list; see <see cref="ListPart.BindTo"/>. It leaves the index with one bound on each side.
    /// </summary>
    public string From(bool ascending) => ascending ? $"(c.{Name}, c.id) > (?4, ?5) AND c.{Name} < ?6" : $"(c.{Name}, c.id) < (?4, ?5) AND c.{Name} >= ?6";
}
