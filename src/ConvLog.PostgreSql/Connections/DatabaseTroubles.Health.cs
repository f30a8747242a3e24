using System.Globalization;
using ConvLog.Storage;

namespace ConvLog.PostgreSql.Connections;

/// <content>The health report.</content>
internal sealed partial class DatabaseTroubles
{
    private static readonly TimeSpan s_mostLag = TimeSpan.FromSeconds(10);

    /// <param name="deadLetters">The number of refused records that were set aside; null if it cannot be read.</param>
    /// <param name="lacks">Why writes fail; null if they succeed or this is unknown.</param>
    /// <param name="isAsked">Whether this host writes: a host that only reads is merely degraded.</param>
    public HealthPart Writing(long? deadLetters, string? lacks, bool isAsked)
    {
        lock (Lock)
        {
            var figures = new Dictionary<string, double>(StringComparer.Ordinal) { ["failed_writes"] = _failedWrites, ["conflicts"] = ConflictCount };
            if (deadLetters is not null)
            {
                figures["dead_letters"] = deadLetters.Value;
            }

            return lacks is null
                ? Part("writing", _writing, figures)
                : new HealthPart("writing", isAsked ? StoreHealthStatus.Unhealthy : StoreHealthStatus.Degraded, $"Nothing can be written: {lacks}", figures);
        }
    }

    /// <param name="lag">How far the replica lags; null if there is none.</param>
    public HealthPart Reading(TimeSpan? lag)
    {
        lock (Lock)
        {
            long checksumErrors = ChecksumErrors;
            var figures = new Dictionary<string, double>(StringComparer.Ordinal) { ["failed_reads"] = _failedReads, ["checksum_errors"] = checksumErrors };
            if (lag is { } behind)
            {
                figures["replica_lag_seconds"] = behind.TotalSeconds;
                if (_reading is null && checksumErrors == 0 && behind > s_mostLag)
                {
                    return new HealthPart("reading", StoreHealthStatus.Degraded, string.Create(CultureInfo.InvariantCulture,
                        $"The replica is {behind.TotalSeconds:0} seconds behind: newer data is not shown."), figures);
                }
            }

            return _reading is null && checksumErrors > 0
                ? new HealthPart("reading", StoreHealthStatus.Degraded, "Stored data differs from the data that was written: something changed it.", figures)
                : Part("reading", _reading, figures);
        }
    }
}
