namespace ConvLog.AspNetCore.Pages.List;

/// <summary>
/// A filter of the search box whose value is a range: <c>&gt;30</c>, <c>&gt;=30</c>, <c>&lt;30</c>, <c>&lt;=30</c>, <c>30..60</c>, <c>30..</c>, or a value
/// alone, which a duration or cost reaches at least.
/// </summary>
/// <param name="Least">The parameter of the lower bound.</param>
/// <param name="Most">The parameter of the upper bound, which is exclusive for times; null if there is none.</param>
/// <param name="Unit">What it is a range of.</param>
internal sealed record SearchBoxRange(string Least, string? Most, RangeUnit Unit)
{
    /// <summary>The parameters of a value. An unreadable value is given to the lower bound, which reports it.</summary>
    /// <param name="typed">The value.</param>
    /// <param name="zone">The viewer's time zone.</param>
    /// <param name="now">The current time.</param>
    public IEnumerable<(string Name, string Value)> Read(string typed, TimeZoneInfo zone, DateTimeOffset now)
    {
        if (BoundsOf(typed, text => TypedSpan.Of(text, Unit, zone, now)) is not { } bounds || (Most is null && bounds.End is not null))
        {
            yield return (Least, typed);
            yield break;
        }

        if (bounds.Start is { } start)
        {
            yield return (Least, TypedSpan.AddressOf(start, Unit));
        }

        if (bounds.End is { } end)
        {
            // The upper bound of a number is inclusive.
            yield return (Most!, TypedSpan.AddressOf(Unit == RangeUnit.Time ? end : end - 1, Unit));
        }
    }

    // The start, and the end, which is exclusive.
    private (long? Start, long? End)? BoundsOf(string typed, Func<string, TypedSpan?> read) => typed switch
    {
        ['>', '=', .. var text] => read(text) is { } from ? (from.Start, null) : null,
        ['>', .. var text] => read(text) is { } above ? (above.End, null) : null,
        ['<', '=', .. var text] => read(text) is { } to ? (null, to.End) : null,
        ['<', .. var text] => read(text) is { } below ? (null, below.Start) : null,
        _ when typed.IndexOf("..", StringComparison.Ordinal) is > 0 and var dots => read(typed[..dots]) is not { } first ? null
            : typed.Length == dots + 2 ? (first.Start, null)
            : read(typed[(dots + 2)..]) is { } last ? (first.Start, last.End) : null,
        _ => read(typed) is not { } one ? null : Unit is RangeUnit.Duration or RangeUnit.Cost || Most is null ? (one.Start, null) : (one.Start, one.End),
    };
}
