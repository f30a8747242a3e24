namespace ConvLog.AspNetCore.Http;

/// <summary>The layers of the review page, and which of them a viewer has switched off. Layers that are added in later versions are shown.</summary>
internal sealed class Layers
{
    private readonly HashSet<string> _hidden;

    private Layers(IEnumerable<string> hidden) => _hidden = new(hidden, StringComparer.Ordinal);

    /// <summary>All layers.</summary>
    public static IReadOnlyList<string> All { get; } = ["functions", "info", "warning", "error", "api", "latency", "usage", "state", "models"];

    /// <summary>Parses the text of <see cref="ToString"/>; unknown names are ignored.</summary>
    public static Layers Of(string? hidden) => new((hidden ?? "").Split('.').Intersect(All, StringComparer.Ordinal));

    /// <summary>Only these are shown.</summary>
    public static Layers Only(IEnumerable<string?> shown) => new(All.Except(shown.OfType<string>(), StringComparer.Ordinal));

    /// <summary>Whether a layer is shown.</summary>
    public bool Shows(string layer) => !_hidden.Contains(layer);

    /// <summary>The names of the hidden layers, separated by dots; empty if all are shown.</summary>
    public override string ToString() => string.Join('.', All.Where(_hidden.Contains));
}
