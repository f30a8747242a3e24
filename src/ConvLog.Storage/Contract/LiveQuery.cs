using ConvLog.Entries;

namespace ConvLog.Storage;

/// <summary>The events that a live reader asks for. A filter that is null matches everything; all filters that are set must match.</summary>
public sealed record LiveQuery
{
    /// <summary>The agent.</summary>
    public string? AgentId { get; init; }

    /// <summary>Where the agent runs. Null leaves out debugging, unless it is the <see cref="ConversationId"/> that is followed.</summary>
    public ConversationEnvironment? Environment { get; init; }

    /// <summary>The channel.</summary>
    public string? Channel { get; init; }

    /// <summary>One conversation.</summary>
    public string? ConversationId { get; init; }

    /// <summary>Only entries of this level, and nothing that has none.</summary>
    public EntryLevel? Level { get; init; }

    /// <summary>Only what was logged in functions of this name.</summary>
    public string? FunctionName { get; init; }

    /// <summary>How often there is a sign of life while nothing comes in; one second to one hour, default 15 seconds.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is outside its range.</exception>
    public TimeSpan Pulse { get; init => field = OptionRange.Check(nameof(LiveQuery), value, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)); } =
        TimeSpan.FromSeconds(15);
}
