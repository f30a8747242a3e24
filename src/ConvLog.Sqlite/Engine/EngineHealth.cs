using ConvLog.Storage;

namespace ConvLog.Sqlite.Engine;

/// <summary>Reports which SQLite version runs and whether it is safe to use, for health and the log.</summary>
internal static class EngineHealth
{
    /// <summary>The part <c>engine</c> of a health report. Figure: <c>version</c>, SQLite's version number.</summary>
    public static HealthPart Part()
    {
        try
        {
            return Part(EngineVersion.Running, hasVfs: Vfs.Name is not null);
        }
        catch (Exception e)
        {
            // If the library cannot be loaded, the type that is initialized first fails.
            string reason = e.GetBaseException().GetType().Name;
            return new HealthPart("engine", StoreHealthStatus.Unhealthy, $"The SQLite library cannot be loaded: {reason}. Publish it with the program.",
                new Dictionary<string, double>(StringComparer.Ordinal));
        }
    }

    /// <param name="engine">The engine.</param>
    /// <param name="hasVfs">Whether connections use the store's own VFS.</param>
    public static HealthPart Part(EngineVersion engine, bool hasVfs)
    {
        var status = engine.Refusal is not null ? StoreHealthStatus.Unhealthy : hasVfs ? StoreHealthStatus.Healthy : StoreHealthStatus.Degraded;
        var figures = new Dictionary<string, double>(StringComparer.Ordinal) { ["version"] = engine.Number };
        return new HealthPart("engine", status, Describe(engine, hasVfs), figures);
    }

    /// <summary>The engine's name and version, or why it must not be used.</summary>
    public static string Describe(EngineVersion engine, bool hasVfs)
        => engine.Refusal is { } refusal ? refusal
            : hasVfs ? $"SQLite {engine.Name}."
            : $"SQLite {engine.Name}. Its functions cannot be found: bytes of deleted rows may stay in the file until a page is used again.";
}
