using ConvLog.Entries;

namespace ConvLog.Storage;

/// <summary>Which part of a conversation's log to read.</summary>
public sealed record LogQuery
{
    /// <summary>A query for the log of a conversation, from its beginning.</summary>
    /// <param name="conversationId">The id of the conversation.</param>
    public LogQuery(string conversationId) => ConversationId = conversationId;

    /// <summary>The id of the conversation.</summary>
    public string ConversationId { get; init; }

    /// <summary>Whether to include personal entries and API responses; default false.</summary>
    public bool WithPii { get; init; }

    /// <summary>Only records of this function event.</summary>
    public string? FunctionEventId { get; init; }

    /// <summary>Only records of this turn, including those of its function events.</summary>
    public string? TurnId { get; init; }

    /// <summary>Only entries of this level; records without a level do not match.</summary>
    public EntryLevel? Level { get; init; }

    /// <summary>The maximum number of records to return, 1 to 10,000; default 200.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is outside its range.</exception>
    public int Limit { get; init => field = OptionRange.Check(nameof(LogQuery), value, 1, 10_000); } = 200;

    /// <summary>The position after which the page starts. For stores: readers pass a cursor.</summary>
    public LogPosition? After { get; init; }
}
