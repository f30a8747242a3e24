namespace ConvLog.Sinks;

/// <summary>Remembers what was reported, so that everything is reported once. Safe to use from any thread.</summary>
/// <param name="most">The maximum number of reports, so that ever new failures fill neither memory nor a log.</param>
internal sealed class ReportedOnce(int most)
{
    private readonly HashSet<string> _reported = new(StringComparer.Ordinal);

    /// <summary>Whether this is to be reported: it is the first time, and the maximum is not reached.</summary>
    public bool IsFirst(string what)
    {
        lock (_reported)
        {
            return _reported.Count < most && _reported.Add(what);
        }
    }
}
