using ConvLog.Storage.Payloads.Rows;

namespace ConvLog.Storage.Relational;

/// <summary>A column of table "conversation" with a number of <see cref="SummaryCounts"/>.</summary>
/// <param name="Name">The column.</param>
/// <param name="Value">The number to store.</param>
/// <param name="Set">Takes over the stored number; null for a number that follows from others.</param>
internal sealed record CountedColumn(string Name, Func<SummaryCounts, long?> Value, Action<SummaryCounts, long?>? Set = null)
{
    public static IReadOnlyList<CountedColumn> All { get; } =
    [
        new("listed", static counts => counts.Listed, static (counts, stored) => counts.Listed = stored),
        new("created", static counts => counts.Created, static (counts, stored) => counts.Created = stored),
        new("closed", static counts => counts.Closed, static (counts, stored) => counts.Closed = stored),
        new("happened", static counts => counts.Happened, static (counts, stored) => counts.Happened = stored),
        new("turns", static counts => counts.Turns, static (counts, stored) => counts.Turns = stored ?? 0),
        new("failed_turns", static counts => counts.FailedTurns, static (counts, stored) => counts.FailedTurns = stored ?? 0),
        new("interrupted_turns", static counts => counts.InterruptedTurns, static (counts, stored) => counts.InterruptedTurns = stored ?? 0),
        new("refused_turns", static counts => counts.RefusedTurns, static (counts, stored) => counts.RefusedTurns = stored ?? 0),
        new("tokens", static counts => counts.Tokens, static (counts, stored) => counts.Tokens = stored ?? 0),
        new("cost", static counts => counts.Cost, static (counts, stored) => counts.Cost = stored),
        new("slowest", static counts => counts.Slowest, static (counts, stored) => counts.Slowest = stored),
        new("slowest_call", static counts => counts.SlowestCall, static (counts, stored) => counts.SlowestCall = stored),
        new("failed_calls", static counts => counts.FailedCalls, static (counts, stored) => counts.FailedCalls = stored ?? 0),
        new("unobserved_calls", static counts => counts.UnobservedCalls, static (counts, stored) => counts.UnobservedCalls = stored ?? 0),
        new("running", static counts => counts.RunningCalls, static (counts, stored) => counts.RunningCalls = stored ?? 0),

        // Model calls are visible, and the same for every reader.
        new("model_calls", static counts => counts.All.ModelCalls.Begun,
            static (counts, stored) => counts.Visible.ModelCalls.Begun = counts.All.ModelCalls.Begun = stored ?? 0),
        new("ended_model_calls", static counts => counts.All.ModelCalls.Ended,
            static (counts, stored) => counts.Visible.ModelCalls.Ended = counts.All.ModelCalls.Ended = stored ?? 0),
        new("failed_model_calls", static counts => counts.All.ModelCalls.Failed,
            static (counts, stored) => counts.Visible.ModelCalls.Failed = counts.All.ModelCalls.Failed = stored ?? 0),
        new("user_likes", static counts => counts.Ratings[0], static (counts, stored) => counts.Ratings[0] = stored ?? 0),
        new("user_dislikes", static counts => counts.Ratings[1], static (counts, stored) => counts.Ratings[1] = stored ?? 0),
        new("team_likes", static counts => counts.Ratings[2], static (counts, stored) => counts.Ratings[2] = stored ?? 0),
        new("team_dislikes", static counts => counts.Ratings[3], static (counts, stored) => counts.Ratings[3] = stored ?? 0),
        new("user_comments", static counts => counts.Comments[0], static (counts, stored) => counts.Comments[0] = stored ?? 0),
        new("team_comments", static counts => counts.Comments[1], static (counts, stored) => counts.Comments[1] = stored ?? 0),
        new("annotations", static counts => counts.Annotations, static (counts, stored) => counts.Annotations = stored ?? 0),
        new("v_entries", static counts => counts.Visible.Entries, static (counts, stored) => counts.Visible.Entries = stored ?? 0),
        new("v_warnings", static counts => counts.Visible.Warnings, static (counts, stored) => counts.Visible.Warnings = stored ?? 0),
        new("v_errors", static counts => counts.Visible.Errors, static (counts, stored) => counts.Visible.Errors = stored ?? 0),
        new("v_failed_responses", static counts => counts.Visible.FailedResponses, static (counts, stored) => counts.Visible.FailedResponses = stored ?? 0),
        new("v_losses", static counts => counts.VisibleLosses, static (counts, stored) => counts.VisibleLosses = stored ?? 0),
        new("v_problems", static counts => counts.VisibleProblems),
        new("v_logged", static counts => counts.Visible.Latest, static (counts, stored) => counts.Visible.Latest = stored),
        new("v_last", static counts => counts.VisibleLast),
        new("v_duration", static counts => counts.DurationUntil(counts.VisibleLast)),
        new("a_entries", static counts => counts.All.Entries, static (counts, stored) => counts.All.Entries = stored ?? 0),
        new("a_warnings", static counts => counts.All.Warnings, static (counts, stored) => counts.All.Warnings = stored ?? 0),
        new("a_errors", static counts => counts.All.Errors, static (counts, stored) => counts.All.Errors = stored ?? 0),
        new("a_failed_responses", static counts => counts.All.FailedResponses, static (counts, stored) => counts.All.FailedResponses = stored ?? 0),
        new("a_losses", static counts => counts.AllLosses, static (counts, stored) => counts.AllLosses = stored ?? 0),
        new("a_problems", static counts => counts.AllProblems),
        new("a_logged", static counts => counts.All.Latest, static (counts, stored) => counts.All.Latest = stored),
        new("a_last", static counts => counts.AllLast),
        new("a_duration", static counts => counts.DurationUntil(counts.AllLast)),
    ];

    /// <summary>The names for SELECT and INSERT.</summary>
    public static string Names { get; } = string.Join(", ", All.Select(static column => column.Name));

    /// <summary>Takes over the stored numbers.</summary>
    /// <param name="counts">Receives them.</param>
    /// <param name="row">The row.</param>
    /// <param name="first">The index of the first of the <see cref="Names"/>.</param>
    public static void Read<TRow>(SummaryCounts counts, TRow row, int first)
        where TRow : IRow
    {
        for (int i = 0; i < All.Count; i++)
        {
            All[i].Set?.Invoke(counts, row.OptionalInt64(first + i));
        }
    }
}
