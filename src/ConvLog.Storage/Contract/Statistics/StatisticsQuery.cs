using ConvLog.Records;

namespace ConvLog.Storage;

/// <summary>What to count: turns that began in a time, and the function events that did.</summary>
/// <remarks>
/// <para>The source of these statistics is Dify's console, its known faults avoided: see <c>docs/statistics.md</c>.</para>
/// <para>Stores throw <see cref="ArgumentException"/> where <see cref="From"/> is not before <see cref="To"/>, and for more than 3,700 days.</para>
/// </remarks>
public sealed record StatisticsQuery
{
    /// <summary>From this time on; rounded down to a quarter of an hour.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>Before this time; rounded up to a quarter of an hour.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>
    /// Whose days; default UTC. Any offset of whole quarters of an hour is exact; with another, as of old local times, a quarter belongs to the day on which it
    /// begins.
    /// </summary>
    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>Whose conversations; default all. <see cref="ConversationReader"/> sets what its reader may read.</summary>
    public ConversationScope Scope { get; init; } = ConversationScope.All;

    /// <summary>The agent.</summary>
    public string? AgentId { get; init; }

    /// <summary>Where the agent runs. Null leaves out debugging.</summary>
    public ConversationEnvironment? Environment { get; init; }

    /// <summary>The channel.</summary>
    public string? Channel { get; init; }

    /// <summary>
    /// Whether to count by model and by variant as well, which costs time in proportion to the turns and model calls of the period; default false.
    /// </summary>
    public bool CountModels { get; init; }

    /// <summary>
    /// Whether to count scores, labels and reasons of ratings as well, of conversations that started in the period, which costs time in proportion to these
    /// conversations and their scores; default false.
    /// </summary>
    public bool CountScores { get; init; }

    /// <summary>Whether all conversations count but debugging: stores have that counted as a whole.</summary>
    internal bool AsksForAll => this is { AgentId: null, Environment: null, Channel: null, Scope.IsAll: true };
}
