using ConvLog.Records;
using ConvLog.Sqlite.Engine;
using ConvLog.Storage.Payloads;

namespace ConvLog.Sqlite.Summaries;

/// <content>As a list shows them.</content>
internal sealed partial class SummaryColumns
{
    /// <summary>A summary with these counts.</summary>
    public StoredSummary ShowIn(StoredSummary summary) => summary with
    {
        TurnCount = (int)Turns,
        FailedTurnCount = (int)FailedTurns,
        InterruptedTurnCount = (int)InterruptedTurns,
        RefusedTurnCount = (int)RefusedTurns,
        FunctionOutcomes = [.. Outcomes.Select(OutcomeLetters.Read)],
        UnobservedCallCount = (int)UnobservedCalls,
        ModelCallCount = (int)All.ModelCalls.Begun,
        RunningModelCallCount = (int)All.ModelCalls.Running,
        FailedModelCallCount = (int)All.ModelCalls.Failed,
        TotalTokens = Tokens,
        SlowestLatency = Slowest is { } slowest ? new TimeSpan(slowest) : null,
        Visible = Shown(Visible, VisibleLosses),
        All = Shown(All, AllLosses),
        Ratings = SummaryRow.Ratings(Ratings),
        Commented = SummaryRow.Commented(Comments[0], Comments[1]),
        IsAnnotated = Annotations > 0,
    };

    private ActivityCounts Shown(in LoggedCounts counts, long losses) => new()
    {
        Entries = (int)counts.Entries,
        Warnings = (int)counts.Warnings,
        Errors = (int)counts.Errors,
        LastActivityAt = Statement.TimeOf(Last(counts) ?? Created ?? 0),
        FailedApiResponses = (int)counts.FailedResponses,
        Losses = (int)losses,
    };
}
