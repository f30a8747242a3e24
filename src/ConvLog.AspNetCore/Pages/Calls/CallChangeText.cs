using ConvLog.AspNetCore.Text;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Pages.Calls;

/// <summary>A change of calls in words. The names of values are logged text and are rendered separately.</summary>
/// <param name="Shift">The change.</param>
/// <param name="Details">The calls in which it was found.</param>
internal sealed record CallChangeText(CallShift Shift, CallDetails Details)
{
    /// <summary>What happened: <c>Slower</c>.</summary>
    public string Verb => (Shift.Measure, Shift.IsRise) switch
    {
        (CallMeasure.Duration, true) => "Slower",
        (CallMeasure.Duration, false) => "Faster",
        (_, true) => "More problems",
        _ => "Fewer problems",
    };

    /// <summary>The words between the time and the value: <c>, almost only in variant</c>.</summary>
    public string InValue => $", {(IsNew ? "with the new" : "almost only in")} {Split?.Title.ToLowerInvariant()} ";

    /// <summary>Whether the explaining value had no calls before.</summary>
    public bool IsNew => Shift.ValueBefore?.Calls == 0;

    /// <summary>The name of the only other value; null if there are several, or if it has none.</summary>
    public string? Other => Split?.Of(Details) is [var one, var two] ? IsValue(one) ? two.Value : one.Value : null;

    /// <summary>The figure of some calls.</summary>
    public string FigureOf(CallInterval calls) => Shift.Measure == CallMeasure.Duration
        ? ShownDuration.Exact(IsOfMedian ? calls.Duration!.P50 : calls.Duration!.P95)
        : CallLabels.Percent(calls.Problems, calls.Calls);

    /// <summary>The name of that figure.</summary>
    public string Figure => Shift.Measure == CallMeasure.Problems ? "The share of problems" : IsOfMedian ? "p50" : "p95";

    /// <summary>How the figure went.</summary>
    public string Went => Shift.IsRise ? "rose" : "fell";

    /// <summary>The calls that show the change: the slow ones, or the problems, since then.</summary>
    public (long OfValue, long All) Affected => Shift.Measure == CallMeasure.Duration
        ? (Shift.SlowOfValue, Shift.Slow) : (Shift.ValueAfter?.Problems ?? 0, Shift.After.Problems);

    /// <summary>Their noun: <c>calls above 1,000 ms</c>.</summary>
    public string AffectedWords => Shift.SlowFrom is { } from ? $"calls of at least {ShownDuration.Exact(from)}" : "problems";

    /// <summary>Whether there are calls that show the change.</summary>
    public bool HasAffected => Shift.IsRise && Affected.All > 0 && (Shift.Measure == CallMeasure.Problems || Shift.SlowFrom is not null);

    /// <summary>The list of these calls, of the explaining value if there is one.</summary>
    public string? AffectedAddress(ConsolePaths paths, CallsRequest request) => CallParts.Calls(paths, Since(request), [
        .. Split is { } split ? [(split.Parameter, Shift.Value)] : ((string, string?)[])[],
        .. Shift.SlowFrom is { } from
            ? [("min_function_ms", ShownNumber.Plain((int)from.TotalMilliseconds))]
            : ((string, string?)[])[(ListedCallsRequest.Outcome, ListedCallsRequest.Problems)]]);

    /// <summary>The page of the function since the change.</summary>
    public CallsRequest Since(CallsRequest request)
        => request with { Insight = request.Insight.Within(Shift.Since, request.Insight.Query.To) };

    // The percentile that changed more clearly: the 95th unless only the median changed.
    private bool IsOfMedian
    {
        get
        {
            var (before, after) = IsNew || Shift.ValueBefore is null ? (Shift.Before, Shift.After) : (Shift.ValueBefore, Shift.ValueAfter!);
            var (p95Before, p95) = (before.Duration!.P95, after.Duration!.P95);
            return (Shift.IsRise ? p95 : p95Before) < 1.1 * (Shift.IsRise ? p95Before : p95);
        }
    }

    // The property that explains the change; null without one.
    private CallSplit? Split => Shift.Dimension is { } dimension ? CallSplit.Find(dimension) : null;

    private bool IsValue(CallSlice slice) => string.Equals(slice.Value, Shift.Value, StringComparison.Ordinal);
}
