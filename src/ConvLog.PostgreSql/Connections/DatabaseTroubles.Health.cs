using ConvLog.Storage;

namespace ConvLog.PostgreSql.Connections;

/// <content>The troubles as parts of a health report.</content>
internal sealed partial class DatabaseTroubles
{
    /// <param name="deadLetters">How many records were refused and kept aside; null where that cannot be read.</param>
    public HealthPart Writing(long? deadLetters)
    {
        lock (Lock)
        {
            var figures = new Dictionary<string, double>(StringComparer.Ordinal) { ["failed_writes"] = _failedWrites, ["conflicts"] = ConflictCount };
            if (deadLetters is not null)
            {
                figures["dead_letters"] = deadLetters.Value;
            }

            return Part("writing", _writing, figures);
        }
    }

    public HealthPart Reading()
    {
        lock (Lock)
        {
            long checksumErrors = ChecksumErrors;
            var figures = new Dictionary<string, double>(StringComparer.Ordinal) { ["failed_reads"] = _failedReads, ["checksum_errors"] = checksumErrors };
            return _reading is null && checksumErrors > 0
                ? new HealthPart("reading", StoreHealthStatus.Degraded, "What is stored is not what was written: something changed it.", figures)
                : Part("reading", _reading, figures);
        }
    }
}
