using System.Globalization;

namespace ConvLog.Storage.Live;

/// <summary>
/// A place among the events of a live reader: after the event of an entry, or after all events up to a time. It consists of data the reader sees: a
/// time and random ids.
/// </summary>
/// <param name="At">When the event was published, in ticks of UTC, by the clock of the publishing process.</param>
/// <param name="Logged">The last entry or API response of the conversation published before this place; null if there is none.</param>
/// <param name="Ring">The event buffer of the process, which knows exactly the later events; null if the place follows only <paramref name="Logged"/>.</param>
internal readonly record struct LivePosition(long At, Guid? Logged = null, ulong? Ring = null)
{
    /// <summary>Allows for differences between the hosts' clocks and for the delay between logging and storing.</summary>
    public static readonly TimeSpan Slack = TimeSpan.FromMinutes(2);

    private const int RingDigits = 16;

    public DateTimeOffset Time => new(At, TimeSpan.Zero);

    /// <summary>Parses a place; null if the text is not valid.</summary>
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
