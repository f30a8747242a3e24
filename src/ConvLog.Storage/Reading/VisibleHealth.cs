using System.Collections.Frozen;

namespace ConvLog.Storage.Reading;

/// <summary>How a store is, as everyone may know it: nothing that grows or changes with personal data.</summary>
internal static class VisibleHealth
{
    // Independent of personal data: personal text is never indexed. All other figures, and new ones, need the permission: a log that grows tells that somebody
    // was told something.
    private static readonly FrozenSet<string> s_figures =
        FrozenSet.ToFrozenSet(
            ["exists", "schema", "pending_documents", "lag_seconds", "capacity", "capacity_bytes", "rules", "firing", "silenced", "unknown"],
            StringComparer.Ordinal);

    public static StoreHealth Of(StoreHealth health) => new([.. health.Parts.Select(Of)]);

    private static HealthPart Of(HealthPart part)
    {
        var visible = part.Visible ?? part;
        return new HealthPart(part.Name, visible.Status, visible.Message,
            visible.Figures.Where(static figure => s_figures.Contains(figure.Key)).ToDictionary(StringComparer.Ordinal));
    }
}
