using ConvLog.Benchmarks.Ingest;

namespace ConvLog.Benchmarks.Paced;

/// <summary>The resources that a PostgreSQL server has used so far, or between two times.</summary>
/// <param name="Processor">Processor time of all its processes in microseconds; null if they run on another machine.</param>
/// <param name="Wal">Bytes of WAL.</param>
internal readonly record struct ServerUse(double? Processor, double Wal)
{
    /// <summary>The use since an earlier reading.</summary>
    public ServerUse Since(ServerUse? before) => new(Processor - before?.Processor, Wal - (before?.Wal ?? 0));

    /// <summary>The use per entry.</summary>
    public ServerUse Of(double entries) => new(Processor / entries, Wal / entries);

    /// <summary>The median of each figure; null without readings.</summary>
    public static ServerUse? Median(IEnumerable<ServerUse?> rounds)
    {
        ServerUse[] uses = [.. rounds.OfType<ServerUse>()];
        return uses.Length == 0 ? null : new ServerUse(
            Array.TrueForAll(uses, static use => use.Processor is not null) ? Statistic.Median(uses, static use => use.Processor!.Value) : null,
            Statistic.Median(uses, static use => use.Wal));
    }
}
