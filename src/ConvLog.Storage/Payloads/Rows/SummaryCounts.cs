using System.Text;
using ConvLog.Records;
using ConvLog.Storage.Contract;
using ConvLog.Storage.Records;

namespace ConvLog.Storage.Payloads.Rows;

/// <summary>
/// The summary of a conversation as its row stores it. Entries, which may be many, are added to the stored counts; turns, function events and ratings are few,
/// and are recounted when one of them changes. Times and durations are ticks.
/// </summary>
internal abstract class SummaryCounts
{
    /// <summary>Counts without personal data.</summary>
    public LoggedCounts Visible;

    /// <summary>Counts including personal data.</summary>
    public LoggedCounts All;

    /// <summary>Whether lists include it: 1, or 0 for a debug conversation; null before its first opening.</summary>
    public long? Listed { get; set; }

    /// <summary>The number of its user.</summary>
    public long? User { get; set; }

    public long? Created { get; set; }

    public long? Closed { get; set; }

    public long Turns { get; set; }

    public long Tokens { get; set; }

    /// <summary>The cost of its turns, see <see cref="ConversationCost"/>.</summary>
    public long? Cost { get; set; }

    /// <summary>The longest response time of its turns.</summary>
    public long? Slowest { get; set; }

    /// <summary>The longest duration of a call that has ended.</summary>
    public long? SlowestCall { get; set; }

    public string? Title { get; set; }

    public bool IsTitleInPii { get; set; }

    /// <summary>One letter for each function event, in order; see <see cref="OutcomeLetters"/>.</summary>
    public string Outcomes { get; set; } = "";

    public long FailedCalls { get; set; }

    public long FailedTurns { get; set; }

    public long InterruptedTurns { get; set; }

    public long RefusedTurns { get; set; }

    /// <summary>The number of calls whose execution was not observed.</summary>
    public long UnobservedCalls { get; set; }

    /// <summary>The number of calls with losses that are visible to all readers.</summary>
    public long VisibleLosses { get; set; }

    /// <summary>The number of calls with losses of any kind.</summary>
    public long AllLosses { get; set; }

    /// <summary>
    /// The number of running function calls. They count as abandoned, and so as problems, once the conversation has ended, which can happen by timeout.
    /// </summary>
    public long RunningCalls { get; set; }

    /// <summary>The <see cref="ProblemKinds"/> that are visible to all readers. Running calls are not included.</summary>
    public long VisibleProblems => Problems(Visible, VisibleLosses);

    /// <summary>The <see cref="ProblemKinds"/> that occurred, personal entries included.</summary>
    public long AllProblems => Problems(All, AllLosses);

    /// <summary>Thumbs up and down of users, then of the team.</summary>
    public long[] Ratings { get; } = new long[4];

    /// <summary>Comments of users, then of the team.</summary>
    public long[] Comments { get; } = new long[2];

    public long Annotations { get; set; }

    /// <summary>The latest time of openings, turns and function events.</summary>
    public long? Happened { get; set; }

    /// <summary>When the first and the last turn or function event began; null if they were not recounted.</summary>
    protected (long First, long Last)? Begun { get; private set; }

    public void AddLogged(in LoggedCounts visible, in LoggedCounts personal)
    {
        Visible.Add(visible);
        All.Add(visible);
        All.Add(personal);
    }

    /// <param name="turns">All turns.</param>
    /// <param name="calls">All function events, in order, with their <see cref="CallLosses"/>.</param>
    /// <param name="opened">The latest time at which the conversation was opened or closed.</param>
    public void Recount(
        IEnumerable<CountedTurnRow> turns,
        IEnumerable<(FunctionOutcome? Outcome, long Started, long? Duration, long Losses, bool IsUnobserved)> calls,
        long? opened)
    {
        (Turns, Slowest, FailedTurns, InterruptedTurns, RefusedTurns, Happened) = (0, null, 0, 0, 0, opened);
        (FailedCalls, RunningCalls, UnobservedCalls, VisibleLosses, AllLosses, SlowestCall, Begun) = (0, 0, 0, 0, 0, null, null);
        var tokens = Int128.Zero;
        List<ModelUsage?>? costs = null;
        foreach (var turn in turns)
        {
            Turns++;
            FailedTurns += turn.HasFailed ? 1 : 0;
            InterruptedTurns += turn.IsInterrupted ? 1 : 0;
            RefusedTurns += turn.IsRefused ? 1 : 0;
            tokens += turn.Usage?.KnownTokens ?? 0;
            if (turn.Usage is { Cost: not null } or { CostJson: not null })
            {
                (costs ??= []).Add(turn.Usage);
            }

            Slowest = Later(Slowest, turn.ResponseTime);
            Happened = Later(Happened, turn.Ended ?? turn.Started);
            AddBegun(turn.Started);
        }

        var outcomes = new StringBuilder();
        foreach (var call in calls)
        {
            outcomes.Append(OutcomeLetters.Of(call.Outcome));
            FailedCalls += call.Outcome == FunctionOutcome.Failed ? 1 : 0;
            RunningCalls += call.Outcome is null ? 1 : 0;
            UnobservedCalls += call.IsUnobserved ? 1 : 0;
            VisibleLosses += call.Losses == CallLosses.Visible ? 1 : 0;
            AllLosses += call.Losses == CallLosses.None ? 0 : 1;
            SlowestCall = Later(SlowestCall, call.Duration);
            Happened = Later(Happened, SummaryCalculator.EndOf(call.Started, call.Duration ?? 0));
            AddBegun(call.Started);
        }

        Tokens = SummaryCalculator.Tokens(tokens);
        Cost = costs is null ? null : ConversationCost.Of(costs);
        Outcomes = outcomes.ToString();
    }

    /// <param name="ratings">All ratings that were not revoked.</param>
    public void Recount(IEnumerable<(FeedbackSource Source, FeedbackRating Rating, bool HasComment)> ratings)
    {
        Array.Clear(Ratings);
        Array.Clear(Comments);
        foreach (var (source, rating, hasComment) in ratings)
        {
            int team = source == FeedbackSource.Team ? 1 : 0;
            Ratings[(team * 2) + (rating == FeedbackRating.Dislike ? 1 : 0)]++;
            Comments[team] += hasComment ? 1 : 0;
        }
    }

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
        Cost = Cost,
        SlowestLatency = Slowest is { } slowest ? new TimeSpan(slowest) : null,
        Visible = Shown(Visible, VisibleLosses),
        All = Shown(All, AllLosses),
        Ratings = SummaryRow.Ratings(Ratings),
        Commented = SummaryRow.Commented(Comments[0], Comments[1]),
        IsAnnotated = Annotations > 0,
    };

    /// <summary>The last visible activity; null before the first opening, because the conversation is in no list.</summary>
    public long? VisibleLast => Listed is null ? null : Last(Visible);

    /// <summary>The last activity of any kind; null before the first opening.</summary>
    public long? AllLast => Listed is null ? null : Last(All);

    /// <param name="last">The last activity.</param>
    public long? DurationUntil(long? last) => (Closed ?? last) - Created;

    private long? Last(in LoggedCounts counts) => Later(Happened, counts.Latest);

    private ActivityCounts Shown(in LoggedCounts counts, long losses) => new()
    {
        Entries = (int)counts.Entries,
        Warnings = (int)counts.Warnings,
        Errors = (int)counts.Errors,
        LastActivityAt = new DateTimeOffset(Last(counts) ?? Created ?? 0, TimeSpan.Zero),
        FailedApiResponses = (int)counts.FailedResponses,
        Losses = (int)losses,
    };

    private long Problems(in LoggedCounts counts, long losses)
        => (long)((FailedTurns > 0 ? ProblemKinds.Turn : ProblemKinds.None)
        | (Outcomes.AsSpan().ContainsAnyExcept("crxd") ? ProblemKinds.Function : ProblemKinds.None)
        | (counts.ModelCalls.Failed > 0 ? ProblemKinds.Model : ProblemKinds.None)
        | (counts.FailedResponses > 0 ? ProblemKinds.Api : ProblemKinds.None)
        | (counts.Errors > 0 ? ProblemKinds.Entry : ProblemKinds.None)
        | (losses > 0 ? ProblemKinds.Loss : ProblemKinds.None));

    private void AddBegun(long started)
        => Begun = Begun is { } begun ? (Math.Min(begun.First, started), Math.Max(begun.Last, started)) : (started, started);

    private static long? Later(long? one, long? other) => one is null || other > one ? other : one;
}
