using ConvLog.Entries;
using ConvLog.Records;

namespace ConvLog.Storage;

/// <summary>Which end users to list: those with a conversation that began in a time. Latest conversation first, then by pseudonym in ordinal order.</summary>
public sealed record UserQuery
{
    /// <summary>Whose conversations; default all. <see cref="ConversationReader"/> sets what its reader may read.</summary>
    public ConversationScope Scope { get; init; } = ConversationScope.All;

    /// <summary>The agent.</summary>
    public string? AgentId { get; init; }

    /// <summary>Where the agent runs. Null leaves out debugging; <see cref="ConversationEnvironment.Debug"/> by name lists it.</summary>
    public ConversationEnvironment? Environment { get; init; }

    /// <summary>Begun at or after this time. <see cref="ConversationReader"/> sets thirty days before now where it is null.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Begun before this time.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Conversations without activity after this time have ended, see <see cref="ConversationQuery.IdleSince"/>.</summary>
    public DateTimeOffset? IdleSince { get; init; }

    /// <summary>At most so many, 1 to 1,000; default 50.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is outside its range.</exception>
    public int Limit { get; init => field = OptionRange.Check(nameof(UserQuery), value, 1, 1_000); } = 50;

    /// <summary>The position after which the page starts. For stores: readers pass a cursor.</summary>
    public UserPosition? After { get; init; }
}
