using ConvLog.Entries;

namespace ConvLog.Storage;

/// <summary>The events that a live reader requests. A filter that is null matches everything; an event must match all filters that are set.</summary>
public sealed record LiveQuery
{
    /// <summary>The agent.</summary>
    public string? AgentId { get; init; }

    /// <summary>The environment of the agent. Null excludes debug conversations, except for the one of <see cref="ConversationId"/>.</summary>
    public ConversationEnvironment? Environment { get; init; }

    /// <summary>The channel.</summary>
    public string? Channel { get; init; }

    /// <summary>One conversation.</summary>
    public string? ConversationId { get; init; }

    /// <summary>Only entries of this level; records without a level do not match.</summary>
    public EntryLevel? Level { get; init; }

    /// <summary>Only records of functions with this name.</summary>
    public string? FunctionName { get; init; }

    /// <summary>The interval of keep-alive events while there is no other event; one second to one hour, default 15 seconds.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is outside its range.</exception>
    public TimeSpan Pulse { get; init => field = OptionRange.Check(nameof(LiveQuery), value, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)); } =
        TimeSpan.FromSeconds(15);
}
