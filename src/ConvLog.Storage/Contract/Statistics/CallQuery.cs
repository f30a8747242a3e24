using ConvLog.Entries;

namespace ConvLog.Storage;

/// <summary>Which calls to count: those that started in a period, of conversations that started before its end.</summary>
/// <remarks>Stores throw <see cref="ArgumentException"/> for periods that <see cref="StatisticsQuery"/> refuses.</remarks>
public sealed record CallQuery
{
    /// <summary>
    /// The period, its time zone and the conversations. <see cref="StatisticsQuery.CountModels"/> and <see cref="StatisticsQuery.CountScores"/> are ignored.
    /// </summary>
    public required StatisticsQuery Period { get; init; }

    /// <summary>The kind of calls; default functions.</summary>
    public CallTargetKind Kind { get; init; }

    /// <summary>The exact name of the function, endpoint or model; null for all.</summary>
    public string? Name { get; init; }

    /// <summary>The exact provider of a model; null for any. Ignored for other kinds.</summary>
    public string? Provider { get; init; }

    /// <summary>
    /// The exact variant of the conversation; null for any. Calls are not counted in advance by variant and everything else, so all of them are examined, up
    /// to the maximum.
    /// </summary>
    public string? VariantId { get; init; }

    /// <summary>
    /// Conversations without activity since this time count as ended, so calls that still run in them are abandoned; if null, only closed conversations count
    /// as ended. <see cref="ConversationReader"/> sets it from the host's idle timeout.
    /// </summary>
    public DateTimeOffset? IdleSince { get; init; }

    /// <summary>
    /// The maximum number of entries whose messages are counted, 0 to 20,000, the default; the conversation in which it is reached is still counted completely.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is outside its range.</exception>
    public int MostEntries { get; init => field = OptionRange.Check(nameof(CallQuery), value, 0, 20_000); } = 20_000;

    /// <summary>Whether the period is not rounded to quarters of an hour.</summary>
    internal bool IsExact { get; init; }
}
