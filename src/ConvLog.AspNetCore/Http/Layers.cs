namespace ConvLog.AspNetCore.Http;

/// <summary>The layers of the review page, and which of them a viewer has switched off. A layer that comes to be later is shown.</summary>
internal sealed class Layers
{
    private readonly HashSet<string> _hidden;

    private Layers(IEnumerable<string> hidden) => _hidden = new(hidden, StringComparer.Ordinal);

    /// <summary>All there are.</summary>
    public static IReadOnlyList<string> All { get; } = ["functions", "info", "warning", "error", "api", "latency", "usage", "state", "models"];

    /// <summary>Reads what <see cref="ToString"/> wrote; what it does not know is passed over.</summary>
    public static Layers Of(string? hidden) => new((hidden ?? "").Split('.').Intersect(All, StringComparer.Ordinal));

    /// <summary>Only these are shown.</summary>
    public static Layers Only(IEnumerable<string?> shown) => new(All.Except(shown.OfType<string>(), StringComparer.Ordinal));

    /// <summary>Whether a layer is shown.</summary>
    public bool Shows(string layer) => !_hidden.Contains(layer);

    /// <summary>The names of the hidden ones, with dots between them; empty where all are shown.</summary>
    public override string ToString() => string.Join('.', All.Where(_hidden.Contains));
}
