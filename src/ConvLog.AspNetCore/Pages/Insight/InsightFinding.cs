using ConvLog.AspNetCore.Pages.Calls;

namespace ConvLog.AspNetCore.Pages.Insight;

/// <summary>Something that changed, with all of its symptoms.</summary>
/// <param name="Number">The figure that shows it.</param>
/// <param name="Before">That figure in the previous period.</param>
/// <param name="Words">What happened, after the name of the function, or before the message.</param>
internal sealed record InsightFinding(string Number, string Before, string Words)
{
    /// <summary>The function; null if it is about something else.</summary>
    public string? Function { get; init; }

    /// <summary>The error message; null if it is about something else.</summary>
    public string? Message { get; init; }

    /// <summary>When and where the function changed; null if unknown.</summary>
    public CallChangeText? Change { get; init; }

    /// <summary>The function's other change; null without one.</summary>
    public CallChangeText? Also { get; init; }

    /// <summary>Further numbers.</summary>
    public string? Evidence { get; init; }

    /// <summary>The error message that the function's calls have more often; null without one.</summary>
    public string? Symptom { get; init; }

    /// <summary>Where to read on: words and address.</summary>
    public IReadOnlyList<(string Words, string Address)> Links { get; init; } = [];
}
