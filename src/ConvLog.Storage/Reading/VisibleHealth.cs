using System.Collections.Frozen;

namespace ConvLog.Storage.Reading;

/// <summary>The health of a store as visible to everyone: independent of personal data.</summary>
internal static class VisibleHealth
{
    // These figures do not depend on personal data: personal text is never indexed. All others, and new ones, need the permission: a growing log reveals that
    // a user sent something.
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
