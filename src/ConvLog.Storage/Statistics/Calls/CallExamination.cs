using ConvLog.Entries;

namespace ConvLog.Storage.Statistics.Calls;

/// <summary>
/// Which conversations are examined to count calls: those with a call to examine, the newest first, until they have so many calls. So an answer costs by that
/// bound, however many calls the period has; those of counted days (<see cref="CountedCalls"/>) are not examined. Not thread-safe.
/// </summary>
internal sealed class CallExamination
{
    private long _calls;
    private long _entries;
    private DateTimeOffset _oldest;
    private DateTimeOffset _oldestWithEntries;

    /// <exception cref="ArgumentException">The query's period is empty or longer than that of statistics may be.</exception>
    public CallExamination(CallQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        Query = query;
        Series = new CallSeries(query.Period, query.IsExact);
    }

    public CallQuery Query { get; }

    public CallSeries Series { get; }

    /// <summary>The most calls that are examined; those of the conversation that reaches the limit are counted to the last.</summary>
    public int MostCalls => Query.Kind == CallTargetKind.Function ? 50_000 : 20_000;

    /// <summary>Whether the log of one more conversation is counted.</summary>
    public bool MayTakeEntries => MessagesSince is null && _entries < Query.MostEntries;

    /// <summary>Whether the log of the conversation that was taken last is counted.</summary>
    public bool TakesEntries { get; private set; }

    /// <summary>The start of the oldest conversation that was taken; null where all were.</summary>
    public DateTimeOffset? Since { get; private set; }

    /// <summary>The start of the oldest conversation whose log is counted; null where all are.</summary>
    public DateTimeOffset? MessagesSince { get; private set; }

    /// <summary>Offers the next conversation.</summary>
    /// <param name="startedAt">When it began: not after the one before.</param>
    /// <param name="calls">How many calls it has to examine: at least one.</param>
    /// <param name="entries">How many entries it has that everyone may see.</param>
    /// <returns>Whether it is examined; where not, none that follows is either.</returns>
    public bool Take(DateTimeOffset startedAt, long calls, long entries)
    {
        if (Since is not null || _calls >= MostCalls)
        {
            Since = _oldest.ToUniversalTime();
            return false;
        }

        _calls += calls;
        _oldest = startedAt;
        TakesEntries = TakesEntriesOf(startedAt, entries);
        return true;
    }

    /// <summary>Says that conversations follow whose log is not read, as the limit is reached.</summary>
    public void PassEntries() => MessagesSince ??= _oldestWithEntries.ToUniversalTime();

    /// <summary>Whether a call counts towards the limit: of endpoints, those of others do too, as no store finds them by name.</summary>
    public bool Examines(in ExaminedCall call) => Series.Includes(call.StartedAt) && (Query.Kind == CallTargetKind.Endpoint || Includes(call));

    /// <summary>Whether an examined call is one that counts.</summary>
    public bool Includes(in ExaminedCall call)
        => (Query.Name is null || string.Equals(Query.Name, TextRules.Whole(call.Name), StringComparison.Ordinal))
        && (Query.Provider is null || Query.Kind != CallTargetKind.Model || string.Equals(Query.Provider, call.Provider, StringComparison.Ordinal));

    private bool TakesEntriesOf(DateTimeOffset startedAt, long entries)
    {
        if (!MayTakeEntries)
        {
            PassEntries();
            return false;
        }

        _entries += entries;
        _oldestWithEntries = startedAt;
        return true;
    }
}
