using ConvLog.Records;

namespace ConvLog.Storage;

/// <summary>The period and the filters of statistics: they count turns and function events that began in the period.</summary>
/// <remarks>
/// <para>The definitions follow Dify's console, without its known faults: see <c>docs/statistics.md</c>.</para>
/// <para>Stores throw <see cref="ArgumentException"/> if <see cref="From"/> is not before <see cref="To"/>, or the period is longer than 3,700 days.</para>
/// </remarks>
public sealed record StatisticsQuery
{
    /// <summary>The start of the period, inclusive; rounded down to a quarter of an hour.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The end of the period, exclusive; rounded up to a quarter of an hour.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>
    /// The time zone of the days; default UTC. Offsets of whole quarters of an hour are exact; with any other offset, such as old local times, a quarter counts
    /// for the day on which it begins.
    /// </summary>
    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>The conversations that may be read; default all. <see cref="ConversationReader"/> sets the scope of its reader.</summary>
    public ConversationScope Scope { get; init; } = ConversationScope.All;

    /// <summary>The agent.</summary>
    public string? AgentId { get; init; }

    /// <summary>The environment of the agent. Null excludes debug conversations.</summary>
    public ConversationEnvironment? Environment { get; init; }

    /// <summary>The channel.</summary>
    public string? Channel { get; init; }

    /// <summary>
    /// Whether to count turns, conversations, users and function calls, by day and in total; default true. Without them, models and variants are counted in
    /// less time.
    /// </summary>
    public bool CountTurns { get; init; } = true;

    /// <summary>
    /// Whether to count by model and by variant as well, which costs time in proportion to the turns and model calls of the period; default false.
    /// </summary>
    public bool CountModels { get; init; }

    /// <summary>
    /// Whether to count scores, labels and reasons of ratings as well, of conversations that started in the period, which costs time in proportion to these
    /// conversations and their scores; default false.
    /// </summary>
    public bool CountScores { get; init; }

    /// <summary>Whether all conversations except debug ones count: stores have aggregates for this case.</summary>
    internal bool IsUnfiltered => this is { AgentId: null, Environment: null, Channel: null, Scope.IsAll: true };
}
