using ConvLog.Storage;

namespace ConvLog.PostgreSql.Connections;

/// <content>The troubles as parts of a health report.</content>
internal sealed partial class DatabaseTroubles
{
    /// <param name="deadLetters">How many records were refused and kept aside; null where that cannot be read.</param>
    public HealthPart Writing(long? deadLetters)
    {
        lock (_lock)
        {
            var figures = new Dictionary<string, double>(StringComparer.Ordinal) { ["failed_writes"] = _failedWrites, ["conflicts"] = Interlocked.Read(ref _conflicts) };
            if (deadLetters is not null)
            {
                figures["dead_letters"] = deadLetters.Value;
            }

            return Part("writing", _writing, figures);
        }
    }

    public HealthPart Reading()
    {
        lock (_lock)
        {
            long checksumErrors = Interlocked.Read(ref _checksumErrors);
            var figures = new Dictionary<string, double>(StringComparer.Ordinal) { ["failed_reads"] = _failedReads, ["checksum_errors"] = checksumErrors };
            return _reading is null && checksumErrors > 0
                ? new HealthPart("reading", StoreHealthStatus.Degraded, "What is stored is not what was written: something changed it.", figures)
                : Part("reading", _reading, figures);
        }
    }

    private static HealthPart Part(string name, Trouble? trouble, Dictionary<string, double> figures) => trouble is null
        ? new HealthPart(name, StoreHealthStatus.Healthy, "It works.", figures)
        : new HealthPart(name, StoreHealthStatus.Unhealthy, trouble.Since is { } since ? $"Since {since:O}: {trouble.Message}" : trouble.Message, figures);
}
