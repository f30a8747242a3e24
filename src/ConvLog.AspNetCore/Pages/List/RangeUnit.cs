namespace ConvLog.AspNetCore.Pages.List;

/// <summary>What a range in the search box is a range of.</summary>
internal enum RangeUnit
{
    /// <summary>Integers.</summary>
    Count,

    /// <summary>Seconds, or with a unit (<c>ms</c>, <c>s</c>, <c>m</c> or <c>min</c>, <c>h</c>).</summary>
    Duration,

    /// <summary>Decimal numbers of a currency.</summary>
    Cost,

    /// <summary>Days (<c>2026-11-20</c>, <c>today</c>, <c>yesterday</c>), months (<c>2026-11</c>) or times (<c>2026-11-20T17:00</c>) of the viewer.</summary>
    Time,
}
