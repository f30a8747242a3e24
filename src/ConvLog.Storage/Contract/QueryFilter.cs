using ConvLog.Records;

namespace ConvLog.Storage.Contract;

/// <summary>A filter of <see cref="ConversationQuery"/>.</summary>
/// <param name="Name">The property of the query.</param>
/// <param name="GetValue">Reads the filter's value from a query; null if the filter is not set.</param>
/// <param name="Column">The column to compare; null if each store has its own condition for the filter.</param>
/// <param name="Comparison">How to compare the column with the value.</param>
internal sealed record QueryFilter(
    string Name, Func<ConversationQuery, object?> GetValue, ListColumn? Column = null, FilterComparison Comparison = FilterComparison.Equal)
{
    private static readonly ConversationQuery s_empty = new();

    /// <summary>Whether its value is personal and must never be printed.</summary>
    public bool IsPersonal { get; init; }

    /// <summary>Creates a query with only this filter; null if the filter cannot be negated, see <see cref="ConversationQuery.Not"/>.</summary>
    public Func<ConversationQuery, ConversationQuery>? CreateQuery { get; init; }

    /// <summary>Whether a turn filter replaces the comparison with the column, see <see cref="ConversationQuery.HasTurnFilter"/>.</summary>
    public bool IsReplacedByTurnFilter { get; init; }

    /// <summary>Whether a query sets the filter.</summary>
    public bool IsSet(ConversationQuery query) => !Equals(GetValue(query), GetValue(s_empty));

    /// <summary>Whether a query compares the column.</summary>
    public bool ComparesColumn(ConversationQuery query) => Column is not null && Value(query) is not null && !(IsReplacedByTurnFilter && query.HasTurnFilter);

    /// <summary>The filter's value in a query as stores compare it, see <see cref="ListColumn.Stored"/>; null if the filter is not set.</summary>
    public object? Value(ConversationQuery query) => ListColumn.Stored(GetValue(query));

    /// <summary>Whether a conversation matches the filter by its column.</summary>
    /// <param name="wanted">The <see cref="Value"/> of the filter.</param>
    /// <param name="summary">The conversation.</param>
    /// <param name="counts">The conversation's counts for the reader.</param>
    public bool Matches(object wanted, StoredSummary summary, ActivityCounts counts) => (Comparison, Column!.ValueOf(summary, counts)) switch
    {
        (FilterComparison.Equal, var found) => wanted.Equals(found),
        (FilterComparison.IsNull, var found) => wanted.Equals(ListColumn.Stored(found is null)),
        (FilterComparison.IsKnown, var found) => wanted.Equals(ListColumn.Stored(found is not null)),
        (FilterComparison.IsPositive, long found) => wanted.Equals(ListColumn.Stored(found > 0)),
        (FilterComparison.AtLeast, long found) => found >= (long)wanted,
        (FilterComparison.AtMost, long found) => found <= (long)wanted,
        (FilterComparison.Below, long found) => found < (long)wanted,
        _ => false, // An unknown number is neither larger nor smaller.
    };
}
