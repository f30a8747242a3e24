using ConvLog.AspNetCore.Text;
using ConvLog.Storage;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Calls;

/// <summary>Example calls, each with a link to it. Fragments rather than a component, since parameters of components are public.</summary>
public partial class CallTable
{
    internal static RenderFragment Problems(ConsolePage page, CallReport report)
        => Table(
            page,
            report.Request.Kind,
            new("problems-h", "Latest problems", OrderOf(report), "No call failed or was abandoned."),
            report.Details.LatestProblems);

    internal static RenderFragment Slowest(ConsolePage page, CallReport report)
        => Table(page, report.Request.Kind, new("slowest-h", "Slowest calls", "Longest first", "No call has a duration."), report.Details.Slowest);

    private static string OrderOf(CallReport report)
        => report.Figures.Problems > report.Details.LatestProblems.Count
            ? $"Newest first, {ShownNumber.Count(report.Details.LatestProblems.Count)} of {ShownNumber.Count(report.Figures.Problems)}" : "Newest first";

    private ConsolePage Page { get; init; } = null!;

    private CallTargetKind Kind { get; init; }

    private Heading Head { get; init; } = null!;

    private IReadOnlyList<CallReference> Calls { get; init; } = [];

    private static RenderFragment Table(ConsolePage page, CallTargetKind kind, Heading heading, IReadOnlyList<CallReference> calls)
        => new CallTable { Page = page, Kind = kind, Head = heading, Calls = calls }.BuildRenderTree;

    private static bool HasReason(IReadOnlyList<CallReference> calls)
        => calls.Any(static call => call.ErrorType is not null || !string.IsNullOrWhiteSpace(call.Message));

    private static bool HasStatus(IReadOnlyList<CallReference> calls) => calls.Any(static call => call.StatusCode is not null);

    private sealed record Heading(string Id, string Title, string Order, string None);
}
