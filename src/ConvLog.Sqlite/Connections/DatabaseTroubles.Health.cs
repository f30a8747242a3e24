using ConvLog.Storage;

namespace ConvLog.Sqlite;

/// <summary>The troubles as parts of a health report.</summary>
internal sealed partial class DatabaseTroubles
{
    public HealthPart Writing()
    {
        lock (_gate)
        {
            return Part("writing", _opening ?? _writing, new(StringComparer.Ordinal) { ["failed_writes"] = _failedWrites, ["conflicts"] = Interlocked.Read(ref _conflicts) });
        }
    }

    public HealthPart Reading()
    {
        lock (_gate)
        {
            long checksumErrors = Interlocked.Read(ref _checksumErrors);
            var trouble = _opening ?? _reading ?? (checksumErrors == 0 ? null : new Trouble(HealthStatus.Degraded, "What is stored is not what was written: the disk changed it.", null));
            return Part("reading", trouble, new(StringComparer.Ordinal) { ["failed_reads"] = _failedReads, ["checksum_errors"] = checksumErrors });
        }
    }

    public HealthPart File(IEnumerable<KeyValuePair<string, double>> figures)
    {
        lock (_gate)
        {
            return Part("file", _file, new(figures, StringComparer.Ordinal) { ["moved"] = _moves, ["damaged"] = _damages });
        }
    }

    private static HealthPart Part(string name, Trouble? trouble, Dictionary<string, double> figures)
        => trouble is null
            ? new HealthPart(name, HealthStatus.Healthy, "It works.", figures)
            : new HealthPart(name, trouble.Status, trouble.Since is { } since ? $"Since {since:O}: {trouble.Message}" : trouble.Message, figures);
}
