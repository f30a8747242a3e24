using ConvLog.Entries;

namespace ConvLog.Storage.Statistics.Calls;

/// <summary>
/// Selects the conversations to examine for counting calls: those with a call to examine, the newest first, up to a maximum number of calls. The cost thus
/// does not depend on the number of calls in the period. Calls of counted days (<see cref="CountedCalls"/>) are not examined. Not thread-safe.
/// </summary>
internal sealed class CallExamination
{
    private long _calls;
    private long _entries;
    private DateTimeOffset _oldest;
    private DateTimeOffset _oldestWithEntries;

    /// <exception cref="ArgumentException">The query's period is empty or longer than statistics allow.</exception>
    public CallExamination(CallQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        Query = query;
        Series = new CallSeries(query.Period, query.IsExact);
    }

    public CallQuery Query { get; }

    public CallSeries Series { get; }

    /// <summary>The maximum number of calls to examine; all calls of the conversation that reaches it are counted.</summary>
    public int MostCalls => Query.Kind == CallTargetKind.Function ? 50_000 : 20_000;

    /// <summary>Whether the log of one more conversation is counted.</summary>
    public bool CanAddEntries => MessagesSince is null && _entries < Query.MostEntries;

    /// <summary>Whether the log of the last accepted conversation is counted.</summary>
    public bool IncludesEntries { get; private set; }

    /// <summary>The start of the oldest accepted conversation; null if all were accepted.</summary>
    public DateTimeOffset? Since { get; private set; }

    /// <summary>The start of the oldest conversation whose log is counted; null if all are counted.</summary>
    public DateTimeOffset? MessagesSince { get; private set; }

    /// <summary>Offers the next conversation.</summary>
    /// <param name="startedAt">When it began: not after the previous one.</param>
    /// <param name="calls">The number of its calls to examine: at least one.</param>
    /// <param name="entries">The number of its entries that are visible to everyone.</param>
    /// <returns>Whether it is examined; if false, no later one is examined either.</returns>
    public bool TryAdd(DateTimeOffset startedAt, long calls, long entries)
    {
        if (Since is not null || _calls >= MostCalls)
        {
            Since = _oldest.ToUniversalTime();
            return false;
        }

        _calls += calls;
        _oldest = startedAt;
        IncludesEntries = TryAddEntries(startedAt, entries);
        return true;
    }

    /// <summary>Records that the logs of further conversations are not read because the limit is reached.</summary>
    public void PassEntries() => MessagesSince ??= _oldestWithEntries.ToUniversalTime();

    /// <summary>Whether conversations of a variant are examined.</summary>
    public bool IsOfVariant(string? variant)
        => Query.VariantId is null
        || (variant is not null && string.Equals(Query.VariantId, TextRules.WithoutLoneSurrogates(variant), StringComparison.Ordinal));

    /// <summary>Whether a call counts towards the limit: all endpoints do, since no store finds their calls by name.</summary>
    public bool Examines(in ExaminedCall call) => Series.Includes(call.StartedAt) && (Query.Kind == CallTargetKind.Endpoint || Includes(call));

    /// <summary>Whether an examined call is counted.</summary>
    public bool Includes(in ExaminedCall call)
        => (Query.Name is null || string.Equals(Query.Name, TextRules.WithoutLoneSurrogates(call.Name), StringComparison.Ordinal))
        && (Query.Provider is null || Query.Kind != CallTargetKind.Model || string.Equals(Query.Provider, call.Provider, StringComparison.Ordinal));

    private bool TryAddEntries(DateTimeOffset startedAt, long entries)
    {
        if (!CanAddEntries)
        {
            PassEntries();
            return false;
        }

        _entries += entries;
        _oldestWithEntries = startedAt;
        return true;
    }
}
