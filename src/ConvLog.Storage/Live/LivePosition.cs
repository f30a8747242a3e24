using System.Globalization;

namespace ConvLog.Live;

/// <summary>
/// A place among the events of a live reader: behind the event of an entry, or behind all that was told up to a time. It is made of what the reader sees, a
/// time and a random id.
/// </summary>
/// <param name="At">When the event was told, in ticks of UTC, by the clock of the process that told it.</param>
/// <param name="Logged">The entry or API response; null for none.</param>
internal readonly record struct LivePosition(long At, Guid? Logged = null)
{
    /// <summary>Hosts' clocks differ, and what was logged is stored a little later.</summary>
    public static readonly TimeSpan Slack = TimeSpan.FromMinutes(2);

    public DateTimeOffset Time => new(At, TimeSpan.Zero);

    /// <summary>Reads one; null for what is none.</summary>
    public static LivePosition? Parse(string text)
    {
        int dot = text.IndexOf('.', StringComparison.Ordinal);
        var ticks = dot < 0 ? text : text.AsSpan(0, dot);
        if (!long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out long at) || at > DateTimeOffset.MaxValue.UtcTicks)
        {
            return null;
        }

        return dot < 0 ? new LivePosition(at) : Guid.TryParseExact(text.AsSpan(dot + 1), "N", out var id) ? new LivePosition(at, id) : null;
    }

    public override string ToString()
        => Logged is { } id ? string.Create(CultureInfo.InvariantCulture, $"{At}.{id:N}") : At.ToString(CultureInfo.InvariantCulture);
}
