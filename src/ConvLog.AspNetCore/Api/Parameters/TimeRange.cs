namespace ConvLog.AspNetCore.Api.Parameters;

/// <summary>A time from one moment on and before another.</summary>
/// <param name="From">The parameter <c>from</c>.</param>
/// <param name="To">The parameter <c>to</c>.</param>
internal sealed record TimeRange(TimeValue From, TimeValue To)
{
    /// <param name="from">What <c>from</c> means.</param>
    /// <param name="to">What <c>to</c> means.</param>
    /// <param name="fromField">The field of <c>from</c> in the console.</param>
    /// <param name="toField">The field of <c>to</c>.</param>
    public static TimeRange Of(string from, string to, FormField? fromField = null, FormField? toField = null) => new(
        new TimeValue("from", from) { Example = "2026-11-01T00:00:00Z", Field = fromField },
        new TimeValue("to", to) { Example = "2026-11-20T00:00:00Z", Field = toField });

    public (DateTimeOffset? From, DateTimeOffset? To) Read(ApiCall call)
    {
        var (from, to) = (From.Read(call), To.Read(call));
        return from >= to
            ? throw ApiProblemException.Invalid(To.Name, $"{To.Name} must be later than {From.Name}: the time between them is empty.") : (from, to);
    }
}
