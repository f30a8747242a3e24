using System.Globalization;

namespace ConvLog.Storage.Live;

/// <summary>
/// A place among the events of a live reader: behind the event of an entry, or behind all that was told up to a time. It is made of what the reader sees, a
/// time and random ids.
/// </summary>
/// <param name="At">When the event was told, in ticks of UTC, by the clock of the process that told it.</param>
/// <param name="Logged">The last entry or API response that was told in front of it in its conversation; null for none.</param>
/// <param name="Ring">The process's memory of events, which knows exactly what it told later; null where only <paramref name="Logged"/> is behind it.</param>
internal readonly record struct LivePosition(long At, Guid? Logged = null, ulong? Ring = null)
{
    /// <summary>Hosts' clocks differ, and what was logged is stored a little later.</summary>
    public static readonly TimeSpan Slack = TimeSpan.FromMinutes(2);

    private const int RingDigits = 16;

    public DateTimeOffset Time => new(At, TimeSpan.Zero);

    /// <summary>Reads one; null for what is none.</summary>
    public static LivePosition? Parse(string text)
    {
        string[] parts = text.Split('.');
        if (!long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out long at) || at > DateTimeOffset.MaxValue.UtcTicks)
        {
            return null;
        }

        return parts switch
        {
            [_] => new LivePosition(at),
            [_, var last] when ReadRing(last) is { } ring => new LivePosition(at, Ring: ring),
            [_, var logged] when Guid.TryParseExact(logged, "N", out var id) => new LivePosition(at, id),
            [_, var logged, var last] when Guid.TryParseExact(logged, "N", out var id) && ReadRing(last) is { } ring => new LivePosition(at, id, ring),
            _ => null,
        };
    }

    public override string ToString()
    {
        string text = At.ToString(CultureInfo.InvariantCulture);
        text = Logged is { } id ? $"{text}.{id:N}" : text;
        return Ring is { } ring ? string.Create(CultureInfo.InvariantCulture, $"{text}.{ring:x16}") : text;
    }

    private static ulong? ReadRing(string text)
        => text.Length == RingDigits && ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong ring) ? ring : null;
}
