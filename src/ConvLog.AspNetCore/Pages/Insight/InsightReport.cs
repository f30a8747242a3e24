using System.Globalization;
using ConvLog.AspNetCore.Api.Groups;
using ConvLog.AspNetCore.Text;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Pages.Insight;

/// <summary>The content of the page of statistics.</summary>
/// <param name="Request">The request.</param>
/// <param name="Statistics">The statistics of the period.</param>
/// <param name="Before">The statistics of the same number of days before.</param>
/// <param name="Errors">The error messages, the most frequent first.</param>
/// <param name="Problems">The counts of conversations with problems.</param>
/// <param name="Changes">The figures that got worse and better.</param>
/// <param name="Agents">The available agents.</param>
internal sealed partial record InsightReport(InsightRequest Request, ConversationStatistics Statistics, PeriodStatistics Before, ErrorMessages Errors,
    ProblemStatistics Problems, InsightChanges Changes, IReadOnlyList<string> Agents)
{
    private const int ShownMessages = 12;

    private const string None = "–";
    private const int ShownFunctions = 12;

    private static readonly (string Name, string? Value)[] s_byTokens = [("sort", "tokens")];

    /// <summary>The functions that got worse most, from the start of the previous period on.</summary>
    public IReadOnlyList<CallDetails> Looks { get; init; } = [];

    public PeriodStatistics Total => Statistics.Total;

    /// <summary>The most frequent error messages.</summary>
    public IReadOnlyList<ErrorMessage> ShownErrors => [.. Errors.Messages.Take(ShownMessages)];

    public IReadOnlyList<DateOnly> Days { get; } = [.. Statistics.Days.Select(static day => day.Day)];

    /// <summary>Functions with failures, by failure rate, descending. Those with too few calls for a share come last.</summary>
    public IReadOnlyList<FunctionStatistics> Failing
        => [.. Statistics.Functions.Where(static function => function.Failed > 0).OrderByDescending(HasShare)
        .ThenByDescending(static function => HasShare(function) ? function.ErrorRate : 0).ThenByDescending(static function => function.Failed)
        .Take(ShownFunctions)];

    /// <summary>The functions by duration, the slowest first.</summary>
    public IReadOnlyList<FunctionStatistics> Slowest
        => [.. Statistics.Functions.Where(static function => function.Duration.Count > 0).OrderByDescending(static function => function.Duration.P95)
        .Take(ShownFunctions)];

    /// <summary>The figures at the top, each with a link to the items that were counted.</summary>
    public IReadOnlyList<Kpi> Kpis(ConsolePaths paths) =>
    [
        new("Conversations with problems", ShownNumber.Count(Problems.WithProblem), ShareOfConversations,
            Request.TurnsOf(paths, InsightTarget.Conversations, ("has_problem", "true"))),
        new("Conversations", ShownNumber.Count(Total.Conversations), Change.Of(Total.Conversations, Before.Conversations),
            Request.TurnsOf(paths, InsightTarget.Conversations)) { Plots = "conversations" },
        new("Users", ShownNumber.Count(Total.Users), Change.Of(Total.Users, Before.Users), Request.TurnsOf(paths, InsightTarget.Users))
        {
            Plots = "users",
        },
        new("Turns", ShownNumber.Count(Total.Messages), Change.Of(Total.Messages, Before.Messages), Request.TurnsOf(paths, InsightTarget.Conversations))
        {
            Plots = "messages",
        },
        new("Cost", new CostColumn([Total.Cost]).Of(Total.Cost),
            Total.Cost.Count == 1 && Before.Cost.TryGetValue(Total.Cost.First().Key, out decimal before)
            ? Change.Of((double)Total.Cost.First().Value, (double)before) : default,
            Request.TurnsOf(paths, InsightTarget.Conversations, s_byTokens)) { Plots = "cost-" },
        new("Response time, p95", Total.Latency.Count == 0 ? None : Seconds(Total.Latency.P95.TotalSeconds),
            Total.Latency.Count == 0
            ? default : Change.Of(Total.Latency.P95.TotalSeconds, Before.Latency.Count == 0 ? null : Before.Latency.P95.TotalSeconds, isMoreBetter: false),
            Request.TurnsOf(paths, InsightTarget.Conversations, ("min_latency_ms",
            Total.Latency.Count == 0 ? null : ((long)Total.Latency.P95.TotalMilliseconds).ToString(CultureInfo.InvariantCulture)))) { Plots = "latency" },
        new("Satisfaction", Satisfaction,
            Ratings < CallChange.Fewest || Before.UserLikes + Before.UserDislikes < CallChange.Fewest
                ? default : Change.Of(Total.Satisfaction, Before.Satisfaction, isMoreBetter: true),
            Request.TurnsOf(paths, InsightTarget.Ratings)) { Plots = "satisfaction" },
    ];

    /// <summary>The kinds of problems that occurred, with the number of conversations and the filter that lists these.</summary>
    public IReadOnlyList<(string Name, long Conversations, string Word)> ProblemKinds =>
    [
        .. ConversationFilters.ProblemWords.Select(known => (ProblemText.Of(known.Kind), Problems.ByKind[known.Kind], known.Word))
            .Where(static kind => kind.Item2 > 0).OrderByDescending(static kind => kind.Item2),
    ];

    public IReadOnlyList<Plot> Plots =>
    [
        new("conversations", "Conversations", $"{ShownNumber.Count(Total.Conversations)} in total", PlotKind.Bars, Count,
            Of("Conversations", "accent", static day => day.Conversations)) { Figure = static period => period.Conversations },
        new("messages", "Turns", $"{ShownNumber.Count(Total.Messages)}, {ShownNumber.Count(Total.FailedMessages)} failed", PlotKind.Diverging, Count,
            Of("Succeeded", "accent", static day => day.Messages - day.FailedMessages), Of("Failed", "bad", static day => day.FailedMessages))
        {
            Figure = static period => period.Messages,
        },
        new("users", "Users", $"{ShownNumber.Count(Total.Users)} in total", PlotKind.Bars, Count, Of("Users", "accent", static day => day.Users))
        {
            Target = InsightTarget.Users,
            Figure = static period => period.Users,
        },
        new("tokens", "Tokens", $"{ShownNumber.Count(Total.InputTokens)} input, {ShownNumber.Count(Total.OutputTokens)} output", PlotKind.Lines, Count,
            Of("Input", "first", static day => day.InputTokens), Of("Output", "second", static day => day.OutputTokens))
        {
            Filters = s_byTokens,
            Figure = static period => period.InputTokens + period.OutputTokens,
        },
        .. Total.Cost.Keys.Order(StringComparer.Ordinal).Select((currency, i) => new Plot(
            $"cost-{ShownNumber.Plain(i)}", $"Cost, {Printable.Line(currency, 8)}", ShownNumber.Money(Total.Cost[currency], currency), PlotKind.Bars,
                value => ShownNumber.Money((decimal)value, currency),
                Of("Cost", "accent", period => CostIn(period, currency))) { Filters = s_byTokens, Figure = period => CostIn(period, currency) }),
        new("latency", "Response time",
            Total.Latency.Count == 0
                ? None
                : $"average {Seconds(Total.Latency.Average.TotalSeconds)}, p50 {Seconds(Total.Latency.P50.TotalSeconds)}, p99 "
                    + Seconds(Total.Latency.P99.TotalSeconds),
            PlotKind.Lines, Seconds, Waited("p50", "third", static time => time.P50), Waited("p95", "second", static time => time.P95),
            Waited("p99", "first", static time => time.P99))
        {
            Mark = Seconds,
            Figure = static period => period.Latency.Count == 0 ? null : period.Latency.P95.TotalSeconds,
            IsMoreBetter = false,
        },
        .. ShareOf("interrupted", "Interrupted turns", "has_interruption", Total.InterruptedMessages, static period => period.InterruptedShare),
        .. ShareOf("refused", "Refused turns", "refused", Total.RefusedMessages, static period => period.RefusedShare),
        new("speed", "Output speed", Total.TokensPerSecond is { } speed ? $"{Short(speed)} tokens/s" : None, PlotKind.Lines,
            static value => $"{Short(value)} tokens/s", Of("Tokens per second", "first", static day => day.TokensPerSecond))
        {
            Figure = static period => period.TokensPerSecond,
        },
        new("turns", "Turns per conversation", Total.MessagesPerConversation is { } turns ? $"{Short(turns)} on average" : None, PlotKind.Lines, Short,
            Of("Turns", "first", static day => day.MessagesPerConversation)) { Figure = static period => period.MessagesPerConversation },
        new("ratings", "User ratings", $"{ShownNumber.Count(Total.UserLikes)} likes{LikesPerThousand}, {ShownNumber.Count(Total.UserDislikes)} dislikes",
            PlotKind.Diverging, Count, Of("Likes", "good", static day => day.UserLikes), Of("Dislikes", "bad", static day => day.UserDislikes))
        {
            Target = InsightTarget.Ratings,
            Figure = static period => period.UserLikes + period.UserDislikes,
        },
        new("team-ratings", "Team ratings", $"{ShownNumber.Count(Total.TeamLikes)} likes, {ShownNumber.Count(Total.TeamDislikes)} dislikes", PlotKind.Diverging,
            Count, Of("Likes", "good", static day => day.TeamLikes), Of("Dislikes", "bad", static day => day.TeamDislikes))
        {
            Target = InsightTarget.TeamRatings,
            Figure = static period => period.TeamLikes + period.TeamDislikes,
        },
        new("satisfaction", "User satisfaction", Ratings == 0 ? None : $"{Satisfaction} ratings are likes", PlotKind.Lines, ShownNumber.Percent,
            Of("Share of likes", "first", static day => day.Satisfaction))
        {
            Target = InsightTarget.Ratings,
            Mark = ShownNumber.Percent,
            Figure = period => period.UserLikes + period.UserDislikes < CallChange.Fewest ? null : period.Satisfaction,
            IsMoreBetter = true,
        },
    ];

    /// <summary>The stages of turns with measurements, in order.</summary>
    public IReadOnlyList<(string Name, DurationStatistics Took)> Stages =>
    [
        .. ((IEnumerable<(string Name, DurationStatistics Took)>)
        [
            ("Speech to text", Total.Stages.SpeechToText), ("Model", Total.Stages.Model), ("Functions", Total.Stages.Functions),
            ("Text to speech", Total.Stages.TextToSpeech), ("First byte", Total.Stages.FirstByte),
        ]).Where(static stage => stage.Took.Count > 0),
    ];

    // Omitted if the count is zero, for example without voice or refusals.
    private IEnumerable<Plot> ShareOf(string id, string title, string filter, long count, Func<PeriodStatistics, double?> shareOf)
        => count == 0 || shareOf(Total) is not { } share
        ? []
        :
        [
            new(id, title, $"{ShownNumber.Count(count)}, {ShownNumber.Percent(share)} of all turns",
                PlotKind.Lines, ShownNumber.Percent, Of("Share of turns", "first", shareOf))
            {
                Filters = [(filter, "true")], Mark = ShownNumber.Percent, Figure = shareOf, IsMoreBetter = false,
            },
        ];

    private static double CostIn(PeriodStatistics period, string currency) => period.Cost.TryGetValue(currency, out decimal cost) ? (double)cost : 0;

    private long Ratings => Total.UserLikes + Total.UserDislikes;

    // A share of fewer ratings is not meaningful.
    private string Satisfaction => Total.Satisfaction is not { } liked ? None
        : Ratings < CallChange.Fewest ? $"{ShownNumber.Count(Total.UserLikes)} of {ShownNumber.Count(Ratings)}" : ShownNumber.Percent(liked);

    private string LikesPerThousand => Total.LikesPerThousandMessages is { } likes ? $" ({Short(likes)} per 1,000 messages)" : "";

    private Change ShareOfConversations => Problems.Conversations == 0
        ? default
        : new($"{ShownNumber.Percent((double)Problems.WithProblem / Problems.Conversations)} of {ShownNumber.Count(Problems.Conversations)}",
            Css: null);

    /// <summary>Whether a function has enough calls for a meaningful share.</summary>
    public static bool HasShare(FunctionStatistics function) => function.Calls >= CallChange.Fewest;

    private PlotSeries Of(string name, string css, Func<PeriodStatistics, double?> value)
        => new(name, css, [.. Statistics.Days.Select(day => value(day.Statistics))]);

    private PlotSeries Waited(string name, string css, Func<DurationStatistics, TimeSpan> value)
        => Of(name, css, day => day.Latency.Count == 0 ? null : value(day.Latency).TotalSeconds);

    private static string Count(double value) => value.ToString("#,0.##", NumberForm.Viewers.Format);

    private static string Short(double value) => value.ToString("#,0.#", NumberForm.Viewers.Format);

    internal static string Seconds(double value) => value.ToString("0.##", NumberForm.Viewers.Format) + " s";
}

/// <summary>A figure of the whole period.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value.</param>
/// <param name="Change">Its change against the previous period.</param>
/// <param name="Address">The address of the list of the items that were counted.</param>
internal sealed record Kpi(string Name, string Value, Change Change, string Address)
{
    /// <summary>The beginning of the IDs of its plots; null if it has none.</summary>
    public string? Plots { get; init; }
}
