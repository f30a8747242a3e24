using System.Globalization;
using ConvLog.Records;
using ConvLog.Storage.Records;

namespace ConvLog.Storage.Contract;

/// <summary>A column by which lists are filtered and sorted; it has the same name in all databases.</summary>
/// <param name="Name">The column, without the prefix that <see cref="NameFor"/> adds.</param>
/// <param name="Find">Computes the column's value for a conversation, with the counts of the reader.</param>
internal sealed record ListColumn(string Name, Func<StoredSummary, ActivityCounts, object?> Find)
{
    public static readonly ListColumn Created = new("created", static (summary, _) => summary.StartedAt);

    public static readonly ListColumn LastActivity = new("last", static (_, counts) => counts.LastActivityAt) { IsPerReader = true };

    /// <summary>From the start to the end; up to the last activity while the conversation is open.</summary>
    public static readonly ListColumn Duration = new("duration", static (summary, counts) => (summary.ClosedAt ?? counts.LastActivityAt) - summary.StartedAt)
    {
        IsPerReader = true,
    };

    public static readonly ListColumn Tokens = new("tokens", static (summary, _) => summary.TotalTokens);

    public static readonly ListColumn Slowest = new("slowest", static (summary, _) => summary.SlowestLatency);

    public static readonly ListColumn Turns = new("turns", static (summary, _) => summary.TurnCount);

    public static readonly ListColumn Cost = new("cost", static (summary, _) => summary.Cost);

    public static readonly ListColumn Errors = new("errors", static (_, counts) => counts.Errors) { IsPerReader = true };

    /// <summary>Whether the column is stored twice, with and without personal entries, so that it does not reveal hidden ones.</summary>
    public bool IsPerReader { get; init; }

    /// <summary>The column that a list is sorted by.</summary>
    public static ListColumn Of(ConversationSort sort) => sort switch
    {
        ConversationSort.Created => Created,
        ConversationSort.Updated => LastActivity,
        ConversationSort.Duration => Duration,
        ConversationSort.Tokens => Tokens,
        _ => Errors,
    };

    /// <summary>The column for a kind of reader: the prefix v_ marks values without personal entries, a_ values with them.</summary>
    public string NameFor(bool withPii) => IsPerReader ? (withPii ? "a_" : "v_") + Name : Name;

    /// <summary>The column's value for a conversation, in the form of <see cref="Stored"/>.</summary>
    public object? ValueOf(StoredSummary summary, ActivityCounts counts) => Stored(Find(summary, counts));

    /// <summary>
    /// Converts a value to its database form: text is unchanged; times, durations, costs, flags, enums and counts become a <see cref="long"/>.
    /// </summary>
    public static object? Stored(object? value) => value switch
    {
        null or string or long => value,
        DateTimeOffset time => time.UtcTicks,
        TimeSpan duration => duration.Ticks,
        decimal cost => ConversationCost.ToUnits(cost),
        bool flag => flag ? 1L : 0L,
        _ => Convert.ToInt64(value, CultureInfo.InvariantCulture),
    };
}
