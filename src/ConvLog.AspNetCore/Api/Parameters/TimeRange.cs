namespace ConvLog.AspNetCore.Api.Parameters;

/// <summary>A period: its start is inclusive, its end exclusive.</summary>
/// <param name="From">The parameter of the beginning, such as <c>from</c>.</param>
/// <param name="To">The parameter of the end, such as <c>to</c>.</param>
internal sealed record TimeRange(TimeValue From, TimeValue To)
{
    /// <param name="from">The meaning of <c>from</c>.</param>
    /// <param name="to">The meaning of <c>to</c>.</param>
    public static TimeRange Of(string from, string to) => new(
        new TimeValue("from", from) { Example = "2026-11-01T00:00:00Z", Label = "From" },
        new TimeValue("to", to) { Example = "2026-11-20T00:00:00Z", Label = "To" });

    /// <summary>The period of a part of conversations.</summary>
    /// <param name="part">The prefix of the names, such as <c>turn</c>.</param>
    /// <param name="label">The console's name for the part.</param>
    /// <param name="from">The meaning of the first parameter.</param>
    /// <param name="to">The meaning of the second parameter.</param>
    public static TimeRange OfPart(string part, string label, string from, string to) => new(
        new TimeValue($"{part}_from", from) { Example = "2026-11-01T00:00:00Z", Label = $"{label} since" },
        new TimeValue($"{part}_to", to) { Example = "2026-11-20T00:00:00Z", Label = $"{label} before" });

    public (DateTimeOffset? From, DateTimeOffset? To) Read(ApiCall call)
    {
        var (from, to) = (From.Read(call), To.Read(call));
        return from >= to
            ? throw ApiProblemException.Invalid(To.Name, $"{To.Name} must be later than {From.Name}: the time between them is empty.") : (from, to);
    }
}
