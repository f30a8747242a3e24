using ConvLog.Storage;
using ConvLog.Storage.Health;

namespace ConvLog.Sqlite.Health;

/// <summary>The troubles as parts of a health report.</summary>
internal sealed partial class DatabaseTroubles
{
    public HealthPart Writing()
    {
        lock (Lock)
        {
            return Part("writing", _opening ?? _writing.Worst,
                new(StringComparer.Ordinal) { ["failed_writes"] = _failedWrites, ["conflicts"] = ConflictCount }) with
            {
                LastSuccess = TimeOf(Volatile.Read(ref _lastWritten)),
                LastFailure = TimeOf(_lastFailedWrite),
            };
        }
    }

    public HealthPart Reading()
    {
        lock (Lock)
        {
            long checksumErrors = ChecksumErrors;
            var trouble = _opening ?? _reading.Worst
                ?? (checksumErrors == 0 ? null : new Trouble(
                    StoreHealthStatus.Degraded, "Stored data differs from the data that was written: the disk changed it.", null));
            return Part("reading", trouble, new(StringComparer.Ordinal) { ["failed_reads"] = _failedReads, ["checksum_errors"] = checksumErrors }) with
            {
                LastSuccess = TimeOf(Volatile.Read(ref _lastRead)),
                LastFailure = TimeOf(_lastFailedRead),
            };
        }
    }

    public HealthPart File(IEnumerable<KeyValuePair<string, double>> figures)
    {
        lock (Lock)
        {
            return Part("file", _file, new(figures, StringComparer.Ordinal) { ["moved"] = _moves, ["damaged"] = _damages });
        }
    }

    /// <param name="figures">Free space and sizes.</param>
    /// <param name="isLow">Whether free space is below the threshold.</param>
    public HealthPart Disk(Dictionary<string, double> figures, bool isLow)
    {
        lock (Lock)
        {
            return Part("disk", _room
                ?? (isLow ? new Trouble(StoreHealthStatus.Degraded, "Little room is left on the volume of the database: make room before writing fails.",
                Since: null) : null), figures);
        }
    }

    /// <param name="wasRead">Whether the tables could be read.</param>
    /// <param name="difference">How they differ from the expected ones; null if they do not.</param>
    /// <param name="figures">The schema's number.</param>
    public HealthPart Schema(bool wasRead, string? difference, Dictionary<string, double> figures)
    {
        lock (Lock)
        {
            var trouble = (wasRead, difference) switch
            {
                (false, _) => _opening ?? new Trouble(StoreHealthStatus.Degraded, "The tables cannot be looked at.", Since: null),
                (true, null) => null,
                _ => new Trouble(StoreHealthStatus.Unhealthy,
                    $"The tables of the database are not those of its schema: {difference}. Undo what changed them, or put a backup in its place.",
                    Since: null),
            };
            return Part("schema", trouble, figures);
        }
    }

    private static DateTimeOffset? TimeOf(long ticks) => ticks == 0 ? null : new DateTimeOffset(ticks, TimeSpan.Zero);
}
