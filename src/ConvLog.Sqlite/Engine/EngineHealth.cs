using ConvLog.Storage;

namespace ConvLog.Sqlite.Engine;

/// <summary>Which SQLite runs, and what its known faults mean to the store: for health and the log.</summary>
internal static class EngineHealth
{
    /// <summary>
    /// The part <c>engine</c> of a health report. Figures: <c>version</c> as SQLite numbers it, <c>wal_reset_fault</c> and <c>guarded</c> (0 or 1).
    /// </summary>
    public static HealthPart Part()
    {
        try
        {
            return Part(EngineVersion.Running, hasVfs: Vfs.Name is not null);
        }
        catch (Exception e)
        {
            // A library that cannot be loaded comes as the failure of whatever is initialized first.
            string reason = e.GetBaseException().GetType().Name;
            return new HealthPart("engine", StoreHealthStatus.Unhealthy, $"The SQLite library cannot be loaded: {reason}. Publish it with the program.",
                new Dictionary<string, double>(StringComparer.Ordinal));
        }
    }

    /// <param name="engine">The engine.</param>
    /// <param name="hasVfs">Whether connections use the store's own VFS.</param>
    public static HealthPart Part(EngineVersion engine, bool hasVfs)
    {
        bool isUnsafe = engine.HasLogResetFault && !hasVfs;
        var status = isUnsafe ? StoreHealthStatus.Unhealthy : hasVfs ? StoreHealthStatus.Healthy : StoreHealthStatus.Degraded;
        var figures = new Dictionary<string, double>(StringComparer.Ordinal)
        {
            ["version"] = engine.Number,
            ["wal_reset_fault"] = engine.HasLogResetFault ? 1 : 0,
            ["guarded"] = engine.HasLogResetFault && hasVfs ? 1 : 0,
        };
        return new HealthPart("engine", status, Describe(engine, hasVfs), figures);
    }

    /// <summary>The engine, its version, and the known faults that it has.</summary>
    public static string Describe(EngineVersion engine, bool hasVfs)
    {
        string logReset = !engine.HasLogResetFault ? ""
            : hasVfs ? " It has the WAL-reset bug of 3.7.0 to 3.51.2; the store's guard prevents it."
            : " It has the WAL-reset bug of 3.7.0 to 3.51.2, and the store cannot guard against it: use 3.51.3 or later.";
        string aggregates = engine.HasAggregateFault ? " It has CVE-2025-6965, which takes an attacker's SQL; the store runs only its own." : "";
        string none = logReset.Length + aggregates.Length == 0 ? " It has no fault that is known to affect the store." : "";
        string unreachable = hasVfs ? "" : " Its functions cannot be found: bytes of deleted rows may stay in the file until a page is used again.";
        return $"SQLite {engine.Name}.{logReset}{aggregates}{none}{unreachable}";
    }
}
