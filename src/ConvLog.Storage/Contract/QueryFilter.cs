using ConvLog.Records;

namespace ConvLog.Storage;

/// <summary>A filter of <see cref="ConversationQuery"/>.</summary>
/// <param name="Name">The property of the query.</param>
/// <param name="Given">What the query asks for; null where the filter is not set.</param>
/// <param name="Column">The column that it compares; null where each store has a condition of its own for it.</param>
/// <param name="Comparison">How it compares the column.</param>
internal sealed record QueryFilter(
    string Name, Func<ConversationQuery, object?> Given, ListColumn? Column = null, FilterComparison Comparison = FilterComparison.Equal)
{
    private static readonly ConversationQuery s_nothing = new();

    /// <summary>Whether its value is personal and so never printed.</summary>
    public bool IsPersonal { get; init; }

    /// <summary>Gives a query with this filter alone; null where the filter cannot be negated, see <see cref="ConversationQuery.Not"/>.</summary>
    public Func<ConversationQuery, ConversationQuery>? Alone { get; init; }

    /// <summary>Whether a turn that is looked for takes the place of the column, see <see cref="ConversationQuery.AsksForTurn"/>.</summary>
    public bool IsOfTurn { get; init; }

    /// <summary>Whether a query sets the filter.</summary>
    public bool IsGiven(ConversationQuery query) => !Equals(Given(query), Given(s_nothing));

    /// <summary>Whether the query asks for a comparison with the column.</summary>
    public bool ComparesColumn(ConversationQuery query) => Column is not null && Value(query) is not null && !(IsOfTurn && query.AsksForTurn);

    /// <summary>What the query asks for, as stores compare it, see <see cref="ListColumn.Stored"/>; null where the filter is not set.</summary>
    public object? Value(ConversationQuery query) => ListColumn.Stored(Given(query));

    /// <summary>Whether a conversation meets the filter, which compares a column.</summary>
    /// <param name="wanted">Its <see cref="Value"/>.</param>
    /// <param name="summary">The conversation.</param>
    /// <param name="counts">What the reader sees of it.</param>
    public bool Matches(object wanted, StoredSummary summary, ActivityCounts counts) => (Comparison, Column!.ValueOf(summary, counts)) switch
    {
        (FilterComparison.Equal, var found) => wanted.Equals(found),
        (FilterComparison.IsNull, var found) => wanted.Equals(ListColumn.Stored(found is null)),
        (FilterComparison.IsKnown, var found) => wanted.Equals(ListColumn.Stored(found is not null)),
        (FilterComparison.IsPositive, long found) => wanted.Equals(ListColumn.Stored(found > 0)),
        (FilterComparison.AtLeast, long found) => found >= (long)wanted,
        (FilterComparison.AtMost, long found) => found <= (long)wanted,
        (FilterComparison.Below, long found) => found < (long)wanted,
        _ => false, // A number that is not known is neither more nor less.
    };
}
