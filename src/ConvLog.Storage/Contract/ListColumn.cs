using System.Globalization;
using ConvLog.Records;

namespace ConvLog.Storage;

/// <summary>What lists are filtered and sorted by: a column that has the same name in all databases.</summary>
/// <param name="Name">The column, without the prefix that <see cref="NameFor"/> adds.</param>
/// <param name="Find">The value that the column has for a conversation; the counts are those of the reader.</param>
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

    /// <summary>Whether it is stored twice, with and without personal entries, because it must not reveal what is hidden.</summary>
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

    /// <summary>The column for a kind of reader: v_ for what everyone may see, a_ for all.</summary>
    public string NameFor(bool withPii) => IsPerReader ? (withPii ? "a_" : "v_") + Name : Name;

    /// <summary>The value that the column has for a conversation, as <see cref="Stored"/> has it.</summary>
    public object? ValueOf(StoredSummary summary, ActivityCounts counts) => Stored(Find(summary, counts));

    /// <summary>A value as databases keep it: text as it is; times, durations, costs, flags, choices and counts as a <see cref="long"/>.</summary>
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
