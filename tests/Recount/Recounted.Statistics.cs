using System.Globalization;
using System.Text.Json.Nodes;

namespace ConvLog.Tests.Recount;

/// <content>Statistics of a period.</content>
internal sealed partial class Recounted
{
    /// <summary>All statistics of a period.</summary>
    /// <param name="from">The start, a quarter of an hour.</param>
    /// <param name="to">The end, a quarter of an hour.</param>
    /// <param name="zone">The time zone of its days.</param>
    public JsonObject Statistics(DateTimeOffset from, DateTimeOffset to, TimeZoneInfo zone)
    {
        bool Within(DateTimeOffset time) => time >= from && time < to;
        List<(RecountedConversation In, ExpectedTurn Turn)> turns = [.. Listed.SelectMany(static one => one.Expected.Turns, static (one, turn) => (one, turn))
            .Where(turn => Within(turn.turn.StartedAt))];
        var days = new JsonArray();
        for (var day = DayOf(from, zone); day <= DayOf(to.AddTicks(-1), zone); day = day.AddDays(1))
        {
            var ofDay = Period([.. turns.Where(turn => DayOf(turn.Turn.StartedAt, zone) == day)]);
            ofDay["day"] = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            days.Add(ofDay);
        }

        List<ExpectedCall> calls = [.. Listed.SelectMany(static one => one.Expected.Calls).Where(call => Within(call.StartedAt))];
        List<(RecountedConversation In, ExpectedModelCall Call)> modelCalls =
            [.. Listed.SelectMany(static one => one.Expected.ModelCalls, static (one, call) => (one, call)).Where(one => Within(one.call.StartedAt))];
        List<RecountedConversation> started = [.. Listed.Where(one => Within(one.Expected.StartedAt))];
        return new JsonObject
        {
            ["problems"] = ProblemsIn(from, to),
            ["total"] = Period(turns),
            ["days"] = days,
            ["functions"] = Ranked(calls.GroupBy(static call => call.Name, StringComparer.Ordinal)
                .Select(static named => (named.Count(), named.Key, new JsonObject
            {
                ["name"] = named.Key,
                ["calls"] = named.Count(),
                ["failed"] = named.Count(static call => call.Outcome == FunctionOutcome.Failed),
                ["error_rate"] = (double)named.Count(static call => call.Outcome == FunctionOutcome.Failed) / named.Count(),
                ["duration"] = Durations(named.Select(static call => call.Duration)),
            }))),
            ["models"] = Models(modelCalls, turns),
            ["variants"] = Variants(turns),
            ["time"] = new JsonObject
            {
                ["model_ms"] = RecountedConversation.Milliseconds(Sum(modelCalls.Select(static one => one.Call.Duration))),
                ["function_ms"] = RecountedConversation.Milliseconds(Sum(calls.Select(static call => call.Duration))),
            },
            ["labels"] = Counts("label", started, static expected => expected.Labels.Select(static label => label.Label)),
            ["reasons"] = Counts("reason", started, static expected => expected.Ratings.SelectMany(static rating => rating.Reasons)),
            ["scores"] = ScoresOf(started),
            ["error_messages"] = ErrorMessages(started),
        };
    }

    /// <summary>Statistics of durations, which are exact for fewer than a thousand.</summary>
    public static JsonObject Durations(IEnumerable<TimeSpan?> durations)
    {
        List<TimeSpan> sorted = [.. durations.OfType<TimeSpan>().Order()];
        JsonNode? Percentile(int percent) => sorted.Count == 0 ? null : RecountedConversation.Milliseconds(sorted[((sorted.Count * percent) + 99) / 100 - 1]);
        return new JsonObject
        {
            ["count"] = sorted.Count,
            ["average_ms"] = sorted.Count == 0 ? null : RecountedConversation.Milliseconds(new TimeSpan(sorted.Sum(static time => time.Ticks) / sorted.Count)),
            ["p50_ms"] = Percentile(50),
            ["p95_ms"] = Percentile(95),
            ["p99_ms"] = Percentile(99),
        };
    }

    /// <summary>The number of conversations with a turn in a period, and how many of them had problems.</summary>
    public JsonObject ProblemsIn(DateTimeOffset from, DateTimeOffset to)
    {
        List<RecountedConversation> active = [.. Listed.Where(one => one.Expected.Turns.Exists(turn => turn.StartedAt >= from && turn.StartedAt < to))];
        var problems = new JsonObject { ["conversations"] = active.Count, ["with_problem"] = active.Count(static one => one.HasProblem) };
        foreach (string kind in RecountedConversation.ProblemKinds)
        {
            problems[kind] = active.Count(one => one.Problems(kind) > 0);
        }

        return problems;
    }

    private static DateOnly DayOf(DateTimeOffset time, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, zone).DateTime);

    private static TimeSpan Sum(IEnumerable<TimeSpan?> durations) => new(durations.Sum(static time => time?.Ticks ?? 0));

    private static JsonObject Period(IReadOnlyList<(RecountedConversation In, ExpectedTurn Turn)> turns)
    {
        var conversations = turns.Select(static turn => turn.In).Distinct().ToList();
        List<ExpectedUsage> usages = [.. turns.SelectMany(static turn => turn.Turn.Usages)];
        HashSet<ExpectedTurn> counted = new(turns.Select(static turn => turn.Turn), ReferenceEqualityComparer.Instance);
        List<ExpectedRating> ratings = [.. conversations.SelectMany(static one => one.Expected.Ratings).Where(rating => counted.Contains(rating.Turn))];
        int Rated(FeedbackSource source, FeedbackRating rating) => ratings.Count(one => one.Source == source && one.Rating == rating);
        var (likes, dislikes) = (Rated(FeedbackSource.User, FeedbackRating.Like), Rated(FeedbackSource.User, FeedbackRating.Dislike));
        List<ExpectedTurn> timed = [.. turns.Select(static turn => turn.Turn)
            .Where(static turn => turn.Latency is not null && turn.Usages.Any(static usage => usage.Output is not null))];
        double seconds = timed.Sum(static turn => turn.Latency!.Value.TotalSeconds);
        return new JsonObject
        {
            ["conversations"] = conversations.Count,
            ["messages"] = turns.Count,
            ["users"] = conversations.Select(static one => one.Expected.LatestUser).OfType<string>().Distinct(StringComparer.Ordinal).Count(),
            ["interactions"] = Ratio(turns.Count, conversations.Count),
            ["tokens"] = Tokens(usages),
            ["cost"] = Costs(usages),
            ["latency"] = Durations(turns.Select(static turn => turn.Turn.ResponseTime)),
            ["tokens_per_second"] = seconds > 0 ? timed.Sum(static turn => turn.Usages.Sum(static usage => usage.Output ?? 0)) / seconds : null,
            ["satisfaction"] = Ratio(likes, likes + dislikes),
            ["likes_per_thousand_messages"] = Ratio(1_000 * likes, turns.Count),
            ["ratings"] = new JsonObject
            {
                ["user_likes"] = likes,
                ["user_dislikes"] = dislikes,
                ["team_likes"] = Rated(FeedbackSource.Team, FeedbackRating.Like),
                ["team_dislikes"] = Rated(FeedbackSource.Team, FeedbackRating.Dislike),
            },
            ["errors"] = turns.Count(static turn => turn.Turn.HasFailed),
            ["interrupted"] = Share(turns.Count(static turn => turn.Turn.IsInterrupted), turns.Count),
            ["refused"] = Share(turns.Count(static turn => turn.Turn.IsRefused), turns.Count),
            ["stages"] = new JsonObject { ["first_byte"] = Durations(turns.Select(static turn => turn.Turn.FirstByte)) },
        };
    }

    private static JsonArray Models(
        IReadOnlyList<(RecountedConversation In, ExpectedModelCall Call)> calls, IReadOnlyList<(RecountedConversation In, ExpectedTurn Turn)> turns)
    {
        // A turn that has only its total usage counts as one call.
        var asked = turns.SelectMany(static turn => turn.In.Expected.ModelCalls).Select(static call => call.Turn).ToHashSet(ReferenceEqualityComparer.Instance);
        var all = calls
            .Select(static one => (one.Call.Model, one.Call.Provider, one.In.Expected.Variant, Call: (ExpectedModelCall?)one.Call, one.Call.Usage))
            .Concat(turns.Where(turn => turn.Turn.OwnUsage is not null && !asked.Contains(turn.Turn))
                .Select(static turn => (turn.Turn.OwnUsage!.Model, Provider: (string?)null, turn.In.Expected.Variant, Call: (ExpectedModelCall?)null,
                    Usage: (ExpectedUsage?)turn.Turn.OwnUsage)));
        return Ranked(all.GroupBy(static call => (call.Model, call.Provider)).Select(static model =>
        {
            int failed = model.Count(static call => call.Call?.Outcome == FunctionOutcome.Failed);
            List<ExpectedUsage> usages = [.. model.Select(static call => call.Usage).OfType<ExpectedUsage>()];
            return (model.Count(), $"{model.Key.Model} {model.Key.Provider}", new JsonObject
            {
                ["model"] = model.Key.Model,
                ["provider"] = model.Key.Provider,
                ["calls"] = model.Count(),
                ["failed"] = failed,
                ["error_rate"] = (double)failed / model.Count(),
                ["tokens"] = Tokens(usages),
                ["cached_share"] = CachedShare(usages),
                ["cost"] = Costs(usages),
                ["duration"] = Durations(model.Select(static call => call.Call?.Duration)),
                ["time_to_first_token"] = Durations(model.Select(static call => call.Call?.FirstToken)),
                ["variants"] = Ranked(model.GroupBy(static call => call.Variant, StringComparer.Ordinal).Select(static variant =>
                {
                    List<ExpectedUsage> used = [.. variant.Select(static call => call.Usage).OfType<ExpectedUsage>()];
                    return (variant.Count(), variant.Key ?? "", new JsonObject
                    {
                        ["variant"] = variant.Key,
                        ["calls"] = variant.Count(),
                        ["failed"] = variant.Count(static call => call.Call?.Outcome == FunctionOutcome.Failed),
                        ["tokens"] = Tokens(used),
                        ["cached_share"] = CachedShare(used),
                        ["cost"] = Costs(used),
                    });
                })),
            });
        }));
    }

    private static JsonArray Variants(IReadOnlyList<(RecountedConversation In, ExpectedTurn Turn)> turns)
        => Ranked(turns.GroupBy(static turn => turn.In.Expected.Variant, StringComparer.Ordinal).Select(static variant =>
        {
            List<ExpectedUsage> usages = [.. variant.SelectMany(static turn => turn.Turn.Usages)];
            int conversations = variant.Select(static turn => turn.In).Distinct().Count();
            return (conversations, variant.Key ?? "", new JsonObject
            {
                ["variant"] = variant.Key,
                ["conversations"] = conversations,
                ["messages"] = variant.Count(),
                ["errors"] = variant.Count(static turn => turn.Turn.HasFailed),
                ["tokens"] = Tokens(usages),
                ["cost"] = Costs(usages),
            });
        }));

    // Largest first, then by name.
    private static JsonArray Ranked(IEnumerable<(int Rank, string Name, JsonObject Row)> rows)
        => new([.. rows.OrderByDescending(static row => row.Rank).ThenBy(static row => row.Name, StringComparer.Ordinal).Select(static row => row.Row)]);

    private static JsonObject Tokens(IReadOnlyList<ExpectedUsage> usages)
    {
        var (input, output) = (usages.Sum(static usage => usage.Input ?? 0), usages.Sum(static usage => usage.Output ?? 0));
        return new JsonObject { ["input"] = input, ["output"] = output, ["total"] = usages.Sum(static usage => usage.Known) };
    }

    private static JsonNode? CachedShare(IReadOnlyList<ExpectedUsage> usages)
        => Ratio(usages.Sum(static usage => usage.Cached ?? 0), usages.Where(static usage => usage.Cached is not null).Sum(static usage => usage.Input ?? 0));

    public static JsonObject Costs(IReadOnlyList<ExpectedUsage> usages)
    {
        var costs = new JsonObject();
        foreach (var currency in usages.Where(static usage => usage.Cost is not null).GroupBy(static usage => usage.Currency, StringComparer.Ordinal))
        {
            costs[currency.Key] = currency.Sum(static usage => usage.Cost!.Value);
        }

        return costs;
    }

    private static JsonNode? Ratio(double part, double whole) => whole == 0 ? null : part / whole;

    private static JsonObject Share(int count, int whole) => new() { ["count"] = count, ["share"] = Ratio(count, whole) };
}
