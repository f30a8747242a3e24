using ConvLog.Entries;
using ConvLog.Records;

namespace ConvLog.Storage;

/// <summary>
/// Which end users to list: those with a conversation that matches all filters that are set. The latest conversation first, then by pseudonym in ordinal
/// order.
/// </summary>
public sealed record UserQuery
{
    /// <summary>The conversations that may be read; default all. <see cref="ConversationReader"/> sets the scope of its reader.</summary>
    public ConversationScope Scope { get; init; } = ConversationScope.All;

    /// <summary>The agent.</summary>
    public string? AgentId { get; init; }

    /// <summary>The environment of the agent. Null excludes debug conversations; only <see cref="ConversationEnvironment.Debug"/> lists them.</summary>
    public ConversationEnvironment? Environment { get; init; }

    /// <summary>The channel.</summary>
    public string? Channel { get; init; }

    /// <summary>
    /// Conversations that began at or after this time. If it and <see cref="TurnFrom"/> are null, <see cref="ConversationReader"/> sets it to thirty days ago.
    /// </summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Conversations that began before this time.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Conversations with a turn that began at or after this time, whenever the conversation began; see <see cref="TurnTo"/>.</summary>
    public DateTimeOffset? TurnFrom { get; init; }

    /// <summary>Conversations with a turn that began before this time; with <see cref="TurnFrom"/>, one turn must match both.</summary>
    public DateTimeOffset? TurnTo { get; init; }

    /// <summary>Conversations without activity after this time count as ended, see <see cref="ConversationQuery.IdleSince"/>.</summary>
    public DateTimeOffset? IdleSince { get; init; }

    /// <summary>The maximum number of users to return, 1 to 1,000; default 50.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is outside its range.</exception>
    public int Limit { get; init => field = OptionRange.Check(nameof(UserQuery), value, 1, 1_000); } = 50;

    /// <summary>The filters for the users' conversations, without <see cref="From"/>, which applies to the start and not to the last activity.</summary>
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
