using System.Collections;

namespace ConvLog.Storage.Statistics.Calls;

/// <summary>Calls over time that are added up when they are first read: few readers show those of each value of a property. Thread-safe.</summary>
/// <param name="intervals">Adds them up.</param>
internal sealed class DeferredIntervals(Func<IReadOnlyList<CallInterval>> intervals) : IReadOnlyList<CallInterval>
{
    private readonly Lazy<IReadOnlyList<CallInterval>> _intervals = new(intervals);

    public int Count => _intervals.Value.Count;

    public CallInterval this[int index] => _intervals.Value[index];

    public IEnumerator<CallInterval> GetEnumerator() => _intervals.Value.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
