using ConvLog.Sqlite.Engine;
using ConvLog.Storage;

namespace ConvLog.Sqlite.Lists;

/// <summary>A stretch of a sorted list with a way of its own to its rows.</summary>
/// <param name="Source">Where its rows come from.</param>
/// <param name="Low">The least sorted value in it.</param>
/// <param name="High">The first value above it.</param>
internal sealed record ListPart(ListSource Source, long Low = ListPart.Least, long High = long.MaxValue)
{
    /// <summary>How many of its rows are looked at for one page; null for any number.</summary>
    public int? Most { get; init; }

    /// <summary>Whether a page ends behind it, full or not, and the next one goes on there.</summary>
    public bool EndsPage { get; init; }

    // One less is a number too.
    private const long Least = long.MinValue + 1;

    /// <summary>The parts of a list that is walked in its own order, in that order.</summary>
    /// <param name="query">What is asked for.</param>
    /// <param name="walk">The rows in that order.</param>
    /// <remarks>
    /// In a window of time, those that began before it and go on in it, or begin in it and go on after it, would be few among all that were before, or came
    /// after. They are found by themselves (<see cref="ActivitySpan"/>), and are one end of the list.
    /// </remarks>
    public static IReadOnlyList<ListPart> Of(ConversationQuery query, ListSource walk)
    {
        long from = query.From?.UtcTicks ?? Least;
        long to = query.To?.UtcTicks ?? long.MaxValue;
        ListPart[] parts = query.Sort switch
        {
            ConversationSort.Created when query.From is not null => [new(ListSource.AtMoment, High: from), new(walk, from, to)],
            ConversationSort.Created => [new(walk, High: to)],
            ConversationSort.Updated when query.To is not null => [new(walk, from, to), new(ListSource.AtMoment, Low: to)],
            ConversationSort.Updated => [new(walk, from)],
            _ => [new(walk)],
        };
        if (!query.Ascending)
        {
            Array.Reverse(parts);
        }

        return parts;
    }

    /// <summary>Binds where the part begins, or goes on after the page before, and where it ends.</summary>
    /// <remarks>The beginning is said like a position, so that one condition holds for all pages: no text is below the empty one, or above a blob.</remarks>
    public Statement BindTo(Statement statement, ConversationQuery query)
    {
        bool ascending = query.Ascending;
        statement.Bind(ListFilter.Far, ascending ? High : Low);
        if (query.After is { } after && (ascending ? after.Value >= Low : after.Value < High))
        {
            return statement.Bind(ListFilter.Value, after.Value).Bind(ListFilter.Id, after.ConversationId);
        }

        return ascending
            ? statement.Bind(ListFilter.Value, Low - 1).BindBlob(ListFilter.Id, [])
            : statement.Bind(ListFilter.Value, High).Bind(ListFilter.Id, "");
    }

    /// <summary>Where the next page goes on behind it. No conversation has an empty id.</summary>
    public ListPosition End(bool ascending) => new(ascending ? High : Low, "");

    /// <summary>The moment that <see cref="ListSource.AtMoment"/> asks for.</summary>
    public static long? MomentOf(ConversationQuery query) => (query.Sort == ConversationSort.Updated ? query.To : query.From)?.UtcTicks;
}
