using System.Text;

namespace ConvLog.Storage.Payloads;

/// <summary>
/// What a list shows of a conversation, as its row keeps it. Entries, of which there may be many, are added to what was counted; turns, function events and
/// ratings are few, and are recounted whenever one of them changed. Times and durations are ticks.
/// </summary>
internal abstract class SummaryCounts
{
    /// <summary>Counts of what everyone sees.</summary>
    public LoggedCounts Visible;

    /// <summary>Counts of everything, with what is personal.</summary>
    public LoggedCounts All;

    /// <summary>Whether it is in lists: 1, or 0 for a debug conversation; null before its first opening.</summary>
    public long? Listed { get; set; }

    /// <summary>The number of its user.</summary>
    public long? User { get; set; }

    public long? Created { get; set; }

    public long? Closed { get; set; }

    public long Turns { get; set; }

    public long Tokens { get; set; }

    /// <summary>The longest latency of its turns.</summary>
    public long? Slowest { get; set; }

    public string? Title { get; set; }

    public bool IsTitleInPii { get; set; }

    /// <summary>One letter for each function event, in their order; see <see cref="OutcomeLetters"/>.</summary>
    public string Outcomes { get; set; } = "";

    public long FailedCalls { get; set; }

    /// <summary>Likes and dislikes of users, then of the team.</summary>
    public long[] Ratings { get; } = new long[4];

    /// <summary>Comments of users, then of the team.</summary>
    public long[] Comments { get; } = new long[2];

    public long Annotations { get; set; }

    /// <summary>The latest time of openings, turns and function events.</summary>
    public long? Happened { get; set; }

    public void AddLogged(in LoggedCounts visible, in LoggedCounts personal)
    {
        Visible.Add(visible);
        All.Add(visible);
        All.Add(personal);
    }

    /// <param name="turns">All turns.</param>
    /// <param name="calls">All function events, in their order.</param>
    /// <param name="opened">The latest time at which the conversation was opened or closed.</param>
    public void Recount(
        IEnumerable<(long Started, long? Ended, long? Latency, long InputTokens, long OutputTokens)> turns,
        IEnumerable<(FunctionOutcome? Outcome, long Started, long Duration)> calls,
        long? opened)
    {
        (Turns, Slowest, FailedCalls, Happened) = (0, null, 0, opened);
        var tokens = Int128.Zero;
        foreach (var turn in turns)
        {
            Turns++;
            tokens += (Int128)turn.InputTokens + turn.OutputTokens;
            Slowest = Later(Slowest, turn.Latency);
            Happened = Later(Happened, turn.Ended ?? turn.Started);
        }

        var outcomes = new StringBuilder();
        foreach (var call in calls)
        {
            outcomes.Append(OutcomeLetters.Of(call.Outcome));
            FailedCalls += call.Outcome == FunctionOutcome.Failed ? 1 : 0;
            Happened = Later(Happened, SummaryCalculator.EndOf(call.Started, call.Duration));
        }

        Tokens = SummaryCalculator.Tokens(tokens);
        Outcomes = outcomes.ToString();
    }

    /// <param name="ratings">All ratings that were not taken back.</param>
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

    /// <summary>The last activity; null where nothing happened yet.</summary>
    protected long? Last(in LoggedCounts counts) => Later(Happened, counts.Latest);

    /// <param name="last">The last activity.</param>
    protected long? Duration(long? last) => (Closed ?? last) - Created;

    private static long? Later(long? one, long? other) => one is null || other > one ? other : one;
}
