using ConvLog.Entries;
using ConvLog.Records;

namespace ConvLog.Storage;

/// <summary>
/// Which end users to list: those with a conversation that meets all that is set. Latest conversation first, then by pseudonym in ordinal order.
/// </summary>
public sealed record UserQuery
{
    /// <summary>Whose conversations; default all. <see cref="ConversationReader"/> sets what its reader may read.</summary>
    public ConversationScope Scope { get; init; } = ConversationScope.All;

    /// <summary>The agent.</summary>
    public string? AgentId { get; init; }

    /// <summary>Where the agent runs. Null leaves out debugging; <see cref="ConversationEnvironment.Debug"/> by name lists it.</summary>
    public ConversationEnvironment? Environment { get; init; }

    /// <summary>The channel.</summary>
    public string? Channel { get; init; }

    /// <summary>
    /// Begun at or after this time. <see cref="ConversationReader"/> sets thirty days before now where it and <see cref="TurnFrom"/> are null.
    /// </summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Begun before this time.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Only conversations with a turn that began at or after this time, whenever they began themselves; see <see cref="TurnTo"/>.</summary>
    public DateTimeOffset? TurnFrom { get; init; }

    /// <summary>Only conversations with a turn that began before this time; with <see cref="TurnFrom"/>, one turn did both.</summary>
    public DateTimeOffset? TurnTo { get; init; }

    /// <summary>Conversations without activity after this time have ended, see <see cref="ConversationQuery.IdleSince"/>.</summary>
    public DateTimeOffset? IdleSince { get; init; }

    /// <summary>At most so many, 1 to 1,000; default 50.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is outside its range.</exception>
    public int Limit { get; init => field = OptionRange.Check(nameof(UserQuery), value, 1, 1_000); } = 50;

    /// <summary>What their conversations must meet, but for <see cref="From"/>: that is when they began, and not their last activity.</summary>
    internal ConversationQuery Conversations => new ConversationQuery
    {
        Scope = Scope,
        AgentId = AgentId,
        Environment = Environment,
        Channel = Channel,
        To = To,
        TurnFrom = TurnFrom,
        TurnTo = TurnTo,
        IdleSince = IdleSince,
    }.WithImpliedTimes();

    /// <summary>The position after which the page starts. For stores: readers pass a cursor.</summary>
    public UserPosition? After { get; init; }
}
