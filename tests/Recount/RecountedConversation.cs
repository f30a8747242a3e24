using System.Globalization;
using System.Text.Json.Nodes;

namespace ConvLog.Tests.Recount;

/// <summary>An independent count of a played conversation, as seen by one kind of reader.</summary>
/// <param name="expected">The conversation as played.</param>
/// <param name="withPii">Whether the reader may see personal data.</param>
/// <param name="now">The time of the read.</param>
internal sealed class RecountedConversation(ExpectedConversation expected, bool withPii, DateTimeOffset now)
{
    private static readonly TimeSpan s_idle = TimeSpan.FromMinutes(30);

    public static IReadOnlyList<string> ProblemKinds { get; } = ["turn", "function", "model", "api", "entry", "loss"];

    public ExpectedConversation Expected { get; } = expected;

    public DateTimeOffset LastActivity { get; } = expected.LastActivity(withPii);

    public DateTimeOffset? EndedAt { get; } = expected.ClosedAt ?? (expected.LastActivity(withPii) <= now - s_idle ? expected.LastActivity(withPii) : null);

    public DateTimeOffset Now { get; } = now;

    public bool HasEnded => EndedAt is not null;

    public TimeSpan Duration => (EndedAt ?? LastActivity) - Expected.StartedAt;

    public IReadOnlyList<ExpectedEntry> Entries { get; } = [.. expected.Entries.Where(entry => withPii || !entry.IsPii)];

    public long Tokens => Expected.Turns.Sum(static turn => turn.Usages.Sum(static usage => usage.Known));

    public TimeSpan? Slowest => Expected.Turns.Max(static turn => turn.ResponseTime);

    public bool HasProblem => ProblemKinds.Any(kind => Problems(kind) > 0);

    /// <summary>The cost in the currency with the highest cost; null without any cost.</summary>
    public decimal? Cost => Expected.Turns.SelectMany(static turn => turn.Usages).Where(static usage => usage.Cost is not null)
        .GroupBy(static usage => usage.Currency, StringComparer.Ordinal).Max(static usages => (decimal?)usages.Sum(static usage => usage.Cost!.Value));

    public int Problems(string kind) => kind switch
    {
        "turn" => Expected.Turns.Count(static turn => turn.HasFailed),
        "function" => Expected.Calls.Count(call => IsProblem(call.OutcomeIn(HasEnded))),
        "model" => Expected.ModelCalls.Count(call => IsProblem(call.OutcomeIn(HasEnded))),
        "api" => Expected.Responses.Count(response => response.IsProblem && (withPii || !response.IsPii)),
        "entry" => Entries.Count(static entry => entry.Level == EntryLevel.Error),
        _ => Expected.Calls.Count(call => call.HasLoss || (withPii && call.HasPersonalLoss)),
    };

    public static bool IsProblem(FunctionOutcome? outcome) => outcome is FunctionOutcome.Failed or FunctionOutcome.Abandoned;

    public static string? WordOf(FunctionOutcome? outcome)
        => outcome is { } known ? known.ToString().ToLowerInvariant() : null;

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    public static JsonNode? Milliseconds(TimeSpan? time) => time is { } known ? JsonValue.Create(Math.Round(known.TotalMilliseconds, 3)) : null;

    public long Rated(FeedbackSource source, FeedbackRating rating) => Expected.Ratings.Count(one => one.Source == source && one.Rating == rating);

    /// <summary>The counted values of its row in the list.</summary>
    public JsonObject Row()
    {
        var problems = new JsonObject { ["total"] = ProblemKinds.Sum(Problems) };
        foreach (string kind in ProblemKinds)
        {
            problems[kind] = Problems(kind);
        }

        return new JsonObject
        {
            ["conversation_id"] = Expected.Id,
            ["agent_id"] = Expected.Agent,
            ["account_id"] = Expected.Account,
            ["project_id"] = Expected.Project,
            ["channel"] = Expected.Channel,
            ["variant_id"] = Expected.Variant,
            ["language"] = Expected.Language,
            ["handoff"] = Expected.Handoff is var (destination, reason)
                ? new JsonObject { ["destination"] = destination, ["reason"] = reason } : null,
            ["started_at"] = Time(Expected.StartedAt),
            ["last_activity_at"] = Time(LastActivity),
            ["ended_at"] = EndedAt is { } ended ? Time(ended) : null,
            ["in_progress"] = !HasEnded,
            ["duration_ms"] = Milliseconds(Duration),
            ["turn_count"] = Expected.Turns.Count,
            ["model_call_count"] = Expected.ModelCalls.Count,
            ["interrupted_turn_count"] = Expected.Turns.Count(static turn => turn.IsInterrupted),
            ["refused_turn_count"] = Expected.Turns.Count(static turn => turn.IsRefused),
            ["problems"] = problems,
            ["function_outcomes"] = Recounted.Unordered(Expected.Calls.Select(call => (JsonNode?)WordOf(call.OutcomeIn(HasEnded)))),
            ["entry_count"] = Entries.Count,
            ["warning_count"] = Entries.Count(static entry => entry.Level == EntryLevel.Warning),
            ["error_count"] = Problems("entry"),
            ["total_tokens"] = Tokens,
            ["cost"] = Cost,
            ["user_likes"] = Rated(FeedbackSource.User, FeedbackRating.Like),
            ["user_dislikes"] = Rated(FeedbackSource.User, FeedbackRating.Dislike),
            ["team_likes"] = Rated(FeedbackSource.Team, FeedbackRating.Like),
            ["team_dislikes"] = Rated(FeedbackSource.Team, FeedbackRating.Dislike),
            ["slowest_latency_ms"] = Milliseconds(Slowest),
            ["is_annotated"] = Expected.IsAnnotated,
            ["is_unread"] = !Expected.IsRead,
            ["assigned_to"] = Expected.AssignedTo,
        };
    }

    /// <summary>The additional values of its row: labels, reasons of ratings and scores.</summary>
    public JsonObject ListRow()
    {
        var row = Row();
        row["label_names"] = new JsonArray([.. Expected.Labels.Select(static label => label.Label).Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal).Select(static label => (JsonNode)label)]);
        row["rating_reasons"] = new JsonArray([.. Expected.Ratings.SelectMany(static rating => rating.Reasons).Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal).Select(static reason => (JsonNode)reason)]);
        row["score_averages"] = new JsonArray([.. Expected.Scores.Where(static score => !score.IsMetric).OrderBy(static score => score.Name,
            StringComparer.Ordinal)
            .Select(static score => new JsonObject { ["name"] = score.Name, ["count"] = 1 })]);
        return row;
    }
}
