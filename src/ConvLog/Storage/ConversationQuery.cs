namespace ConvLog.Storage;

/// <summary>Which conversations to list. A filter that is null lets everything through.</summary>
public sealed record ConversationQuery
{
    /// <summary>The agent.</summary>
    public string? AgentId { get; init; }

    /// <summary>Where the agent runs. Null leaves out debugging; <see cref="ConversationEnvironment.Debug"/> by name lists it.</summary>
    public ConversationEnvironment? Environment { get; init; }

    /// <summary>At most so many, from 1; default 50.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public int Limit { get; init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "ConversationQuery.Limit takes 1 or more."); } = 50;

    /// <summary>After so many, from 0; default 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 0.</exception>
    public int Offset { get; init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "ConversationQuery.Offset takes 0 or more."); }
}
