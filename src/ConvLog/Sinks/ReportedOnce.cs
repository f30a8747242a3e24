namespace ConvLog.Sinks;

/// <summary>Remembers what was reported, so that each is reported once. Any thread.</summary>
/// <param name="most">Up to how many: what fails in ever new ways must fill neither memory nor a log.</param>
internal sealed class ReportedOnce(int most)
{
    private readonly HashSet<string> _reported = new(StringComparer.Ordinal);

    /// <summary>Whether this is to be reported: for the first time, and while there is room.</summary>
    public bool IsFirst(string what)
    {
        lock (_reported)
        {
            return _reported.Count < most && _reported.Add(what);
        }
    }
}
