using ConvLog.Sqlite.Engine;
using ConvLog.Storage;

namespace ConvLog.Sqlite.Lists;

/// <summary>A part of a sorted list that is read in its own way.</summary>
/// <param name="Source">The source of its rows.</param>
/// <param name="Low">The least sorted value in it.</param>
/// <param name="High">The first value above it.</param>
internal sealed record ListPart(ListSource Source, long Low = ListPart.Least, long High = long.MaxValue)
{
    /// <summary>The maximum number of its rows to read for one page; null for no limit.</summary>
    public int? Most { get; init; }

    /// <summary>The source by which its rows are counted, and found if reading them in order does not fill the page soon; null if there is no other
    /// one.</summary>
    public ListSource? Rest { get; init; }

    /// <summary>Whether a page ends after it, full or not, and the next one continues there.</summary>
    public bool EndsPage { get; init; }

    // One less is still a number.
    private const long Least = long.MinValue + 1;

    /// <summary>Whether a list that is read in its own order begins or ends at a filter.</summary>
    public static bool IsInOrder(string filter, ConversationSort sort) => filter switch
    {
        nameof(ConversationQuery.MinDuration) or nameof(ConversationQuery.MaxDuration) => sort == ConversationSort.Duration,
        nameof(ConversationQuery.MinTokens) or nameof(ConversationQuery.MaxTokens) => sort == ConversationSort.Tokens,
        nameof(ConversationQuery.HasError) => sort == ConversationSort.Errors,
        _ => false,
    };

    /// <summary>The parts of a list that is read in its own order, in that order.</summary>
    /// <param name="query">The query.</param>
    /// <param name="walk">The rows in that order.</param>
    /// <remarks>
    /// Conversations that began before a time window and continue in it, or began in it and continue after it, would be few among all that began before or
    /// continued after it. They are found separately (<see cref="ActivitySpan"/>), and form one end of the list.
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
            ConversationSort.Duration => [new(walk, query.MinDuration?.Ticks ?? Least, After(query.MaxDuration?.Ticks))],
            ConversationSort.Tokens => [new(walk, query.MinTokens ?? Least, After(query.MaxTokens))],
            ConversationSort.Errors when query.HasError is { } hasError => [hasError ? new(walk, Low: 1) : new(walk, High: 1)],
            _ => [new(walk)],
        };
        if (!query.Ascending)
        {
            Array.Reverse(parts);
        }

        return parts;
    }

    /// <summary>Binds the beginning of the part, or the end of the previous page, and the end of the part.</summary>
    /// <remarks>
    /// The beginning is bound like a position, so that one condition is valid for all pages: no text sorts below the empty one, or above a blob.
    /// </remarks>
    public Statement BindTo(Statement statement, ConversationQuery query)
    {
        bool ascending = query.Ascending;
        statement.Bind(ListParameter.Far, ascending ? High : Low);
        if (query.After is { } after && (ascending ? after.Value >= Low : after.Value < High))
        {
            return statement.Bind(ListParameter.Value, after.Value).Bind(ListParameter.Id, after.ConversationId);
        }

        return ascending
            ? statement.Bind(ListParameter.Value, Low - 1).BindBlob(ListParameter.Id, [])
            : statement.Bind(ListParameter.Value, High).Bind(ListParameter.Id, "");
    }

    /// <summary>The position after it, where the next page continues. No conversation has an empty id.</summary>
    public ListPosition End(bool ascending) => new(ascending ? High : Low, "");

    // The first value above another; the largest has none.
    private static long After(long? most) => most < long.MaxValue ? most.Value + 1 : long.MaxValue;

    /// <summary>The moment for <see cref="ListSource.AtMoment"/>.</summary>
    public static long? MomentOf(ConversationQuery query) => (query.Sort == ConversationSort.Updated ? query.To : query.From)?.UtcTicks;
}
