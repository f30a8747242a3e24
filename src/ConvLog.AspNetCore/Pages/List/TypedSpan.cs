using System.Globalization;
using ConvLog.AspNetCore.Text;

namespace ConvLog.AspNetCore.Pages.List;

/// <summary>
/// A typed value as the span of all that it names: a day from its start to the start of the next, a number up to the next one that a store can distinguish.
/// </summary>
/// <param name="Start">The start: milliseconds, billionths of a currency, ticks of UTC, or a number.</param>
/// <param name="End">The end, exclusive.</param>
internal readonly record struct TypedSpan(long Start, long End)
{
    private const long Billion = 1_000_000_000;

    private static readonly (string Name, int Milliseconds)[] s_units = [("ms", 1), ("min", 60_000), ("s", 1_000), ("m", 60_000), ("h", 3_600_000)];

    /// <summary>Reads a value.</summary>
    /// <param name="typed">The value without a comparison.</param>
    /// <param name="unit">Its unit.</param>
    /// <param name="zone">The viewer's time zone.</param>
    /// <param name="now">The current time.</param>
    /// <returns>The span; null if the value is unreadable.</returns>
    public static TypedSpan? Of(string typed, RangeUnit unit, TimeZoneInfo zone, DateTimeOffset now) => unit switch
    {
        RangeUnit.Count => long.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out long count) && count < long.MaxValue
            ? new TypedSpan(count, count + 1) : null,
        RangeUnit.Duration => DurationOf(typed) is { } milliseconds ? new TypedSpan(milliseconds, milliseconds + 1) : null,
        RangeUnit.Cost => Scaled(typed, Billion) is { } billionths ? new TypedSpan(billionths, billionths + 1) : null,
        _ => TimeOf(typed, zone, now),
    };

    /// <summary>The text of a bound for the address.</summary>
    public static string AddressOf(long bound, RangeUnit unit) => unit switch
    {
        RangeUnit.Cost => ((decimal)bound / Billion).ToString("0.#########", CultureInfo.InvariantCulture),
        RangeUnit.Time => ShownTime.Address(new DateTimeOffset(bound, TimeSpan.Zero)),
        _ => bound.ToString(CultureInfo.InvariantCulture),
    };

    private static long? DurationOf(string typed)
    {
        var (name, length) = s_units.FirstOrDefault(unit => typed.EndsWith(unit.Name, StringComparison.OrdinalIgnoreCase), (Name: "", Milliseconds: 1_000));
        return Scaled(typed[..^name.Length], length);
    }

    // Null if it is no number, too large, or has more digits than can be distinguished.
    private static long? Scaled(string typed, long factor)
        => decimal.TryParse(typed, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number) && number < long.MaxValue / factor
            && decimal.IsInteger(number * factor) ? (long)(number * factor) : null;

    private static TypedSpan? TimeOf(string typed, TimeZoneInfo zone, DateTimeOffset now)
    {
        var today = TimeZoneInfo.ConvertTime(now, zone).Date;
        return typed.ToUpperInvariant() switch
        {
            "TODAY" => Local(today, today.AddDays(1)),
            "YESTERDAY" => Local(today.AddDays(-1), today),
            _ when Parsed("yyyy-MM-dd") is { } day => Local(day, day.AddDays(1)),
            _ when Parsed("yyyy-MM") is { } month => Local(month, month.AddMonths(1)),
            _ when Parsed("yyyy-MM-dd'T'HH") is { } hour => Local(hour, hour.AddHours(1)),
            _ when Parsed("yyyy-MM-dd'T'HH:mm") is { } minute => Local(minute, minute.AddMinutes(1)),
            _ => null,
        };

        DateTime? Parsed(string format) => DateTime.TryParseExact(typed, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            && local.Year < DateTime.MaxValue.Year ? local : null;

        TypedSpan? Local(DateTime start, DateTime end) => new TypedSpan(Utc(start), Utc(end));

        long Utc(DateTime local) => ShownTime.OfLocal(local, zone).Ticks;
    }
}
