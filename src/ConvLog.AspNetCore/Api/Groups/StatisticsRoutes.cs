using ConvLog.AspNetCore.Api.Parameters;
using ConvLog.AspNetCore.Api.Shapes;
using ConvLog.Storage;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Api.Groups;

/// <summary>Statistics by day and for a whole period.</summary>
internal sealed class StatisticsRoutes(ConversationReader conversations, TimeProvider time) : IApiRoutes
{
    private static readonly PathText s_name = new(
        "name", $"The figure: {string.Join("; ", StatisticsFigure.All.Select(static figure => $"{figure.Name} ({figure.Meaning})"))}; "
            + $"{StatisticsFigure.Functions} (outcomes and durations by function); {StatisticsFigure.Models} (calls, tokens, cost and times by model and "
            + $"provider, and by variant of the conversation); {StatisticsFigure.Months} (models by calendar month of tz, {ModelMonth.MaxCount} months at "
            + $"most); {StatisticsFigure.Variants} (conversations, turns, tokens and cost by variant); {StatisticsFigure.Time} (milliseconds that model "
            + $"calls and function calls took in total); {StatisticsFigure.Scores} (scores by name, day and variant), {StatisticsFigure.Labels} and "
            + $"{StatisticsFigure.Reasons} (the most frequent ones) of conversations that started in the period; {StatisticsFigure.ErrorMessages} (the most frequent messages of error entries); "
            + $"{StatisticsFigure.Problems} (conversations with problems, by kind).", FromEnd: 1)
    {
        Example = "conversations",
    };

    public IEnumerable<ApiRoute> Routes =>
    [
        new(HttpMethods.Get, "/statistics", ConvLogPermissions.Read, AllAsync)
        {
            OperationId = "getStatistics",
            Requires = StoreCapabilities.Statistics,
            Summary = "Statistics by day and in total, by function, model and variant, of scores and labels, and the most frequent error messages.",
            Description =
                "A turn counts on the day it started, and so do its tokens and ratings. The response contains no personal data. \"problems\" counts the conversations that GET /conversations lists for "
                + "the period with has_problem and problem; it includes problems in personal data only with the permission to read it. Error messages are those of "
                + "error entries in conversations that started in "
                + "the period: the 20 most frequent, without personal entries. If there are more than 10,000 errors, only the newest conversations are "
                    + "included, and \"since\" is the start of the first. Models count model calls that started in the period; a turn with a usage and "
                    + "without model calls counts as one call. Costs in different currencies are not added. Models and variants cost time in proportion to the "
                    + "turns of the period. Scores, labels and reasons are those of conversations that started in the period; each \"conversations\" is what "
                    + "GET /conversations lists with started_from, to and score, label or reason. The 100 most frequent are included, and of categories 20.",
            Parameters = StatisticsPeriod.Parameters,
            ResponseContent = ApiContent.Of<StatisticsJson>(
                $$"""{"from":"2026-11-20T00:00:00.000000Z","to":"2026-11-21T00:00:00.000000Z","time_zone":"UTC","problems":{{ProblemsExample}},"total":{{{StatisticsExample}}},"days":[{"day":"2026-11-20",{{StatisticsExample}}}],"functions":[{{FunctionExample}}],"models":[{{ModelExample}}],"variants":[{{VariantExample}}],"time":{"model_ms":29500,"function_ms":10200},"scores":[{{ScoreExample}}],"labels":[{{LabelExample}}],"reasons":[{{ReasonExample}}],"error_messages":{{ErrorMessagesExample}}}"""),
        },
        new(HttpMethods.Get, "/statistics/{name}", ConvLogPermissions.Read, OneAsync)
        {
            OperationId = "getStatistic",
            Requires = StoreCapabilities.Statistics,
            Summary = "One figure by day and in total, or the statistics by function, model, month, variant or score, or the most frequent labels or error messages.",
            Description = "For functions, models, months, variants, time, scores, labels, reasons, error_messages and problems the response has these instead of \"total\" and \"days\".",
            Parameters = [s_name, .. StatisticsPeriod.Parameters],
            ResponseContent = ApiContent.Of<StatisticJson>(
                """{"name":"conversations","from":"2026-11-20T00:00:00.000000Z","to":"2026-11-21T00:00:00.000000Z","time_zone":"UTC","total":12,"days":[{"day":"2026-11-20","value":12}]}"""),
            Refusals = [StatusCodes.Status404NotFound],
        },
    ];

    private const string StatisticsExample = """
        "conversations":12,"messages":40,"users":9,"interactions":3.3333333333333335,"tokens":{"input":12400,"output":1680,"total":14080},"cost":{"USD":0.42},"latency":{"count":38,"average_ms":2100,"p50_ms":1900,"p95_ms":4200,"p99_ms":5100},"tokens_per_second":20,"satisfaction":0.75,"likes_per_thousand_messages":75,"ratings":{"user_likes":3,"user_dislikes":1,"team_likes":0,"team_dislikes":0},"errors":1,"interrupted":{"count":2,"share":0.05},"refused":{"count":1,"share":0.025},"stages":{"speech_to_text":{"count":38,"average_ms":180,"p50_ms":170,"p95_ms":260,"p99_ms":310},"model":{"count":38,"average_ms":640,"p50_ms":600,"p95_ms":1200,"p99_ms":1400},"functions":{"count":0,"average_ms":null,"p50_ms":null,"p95_ms":null,"p99_ms":null},"text_to_speech":{"count":38,"average_ms":120,"p50_ms":110,"p95_ms":190,"p99_ms":240},"first_byte":{"count":38,"average_ms":1040,"p50_ms":980,"p95_ms":1700,"p99_ms":1900}}
        """;

    private const string FunctionExample = """
        {"name":"save_guest","calls":12,"failed":1,"error_rate":0.08333333333333333,"duration":{"count":12,"average_ms":850,"p50_ms":800,"p95_ms":1200,"p99_ms":1300}}
        """;

    private const string ModelExample = """
        {"model":"gpt-x","provider":"openai","calls":46,"failed":1,"error_rate":0.021739130434782608,"tokens":{"input":12400,"output":1680,"total":14080,"cached":6200},"cached_share":0.5,"cost":{"USD":0.42},"duration":{"count":46,"average_ms":641.304,"p50_ms":600,"p95_ms":1200,"p99_ms":1400},"time_to_first_token":{"count":40,"average_ms":215,"p50_ms":210,"p95_ms":400,"p99_ms":450},"variants":[{"variant":"short-greeting","calls":46,"failed":1,"tokens":{"input":12400,"output":1680,"total":14080,"cached":6200},"cached_share":0.5,"cost":{"USD":0.42}}]}
        """;

    private const string VariantExample = """
        {"variant":"short-greeting","conversations":12,"messages":40,"errors":1,"tokens":{"input":12400,"output":1680,"total":14080,"cached":6200},"cached_share":0.5,"cost":{"USD":0.42}}
        """;

    private const string ScoreFiguresExample = """
        "count":12,"conversations":11,"average":4.25,"min":1,"max":5,"yes":0,"yes_share":null,"categories":[],"other_categories":0
        """;

    private const string ScoreExample = $$"""
        {"name":"csat","type":"number",{{ScoreFiguresExample}},"days":[{"day":"2026-11-20",{{ScoreFiguresExample}}}],"variants":[{"variant":"short-greeting",{{ScoreFiguresExample}},"days":[{"day":"2026-11-20",{{ScoreFiguresExample}}}]}]}
        """;

    private const string LabelExample = """{"label":"follow up","count":3,"conversations":2}""";

    private const string ReasonExample = """{"reason":"too long","count":3,"conversations":2}""";

    private const string ProblemsExample =
        """{"conversations":12,"with_problem":3,"turn":1,"function":2,"model":0,"api":1,"entry":2,"loss":0}""";

    private const string ErrorMessagesExample =
        """{"messages":[{"content":"CRM upsert failed","count":3,"conversations":2,"last_at":"2026-11-20T09:00:01.000000Z"}],"since":null}""";

    private async ValueTask<IResult> AllAsync(ApiCall call)
    {
        var query = StatisticsPeriod.Read(call, time) with { CountModels = true, CountScores = true };
        var statistics = await conversations.GetStatisticsAsync(call.Reader, query, call.Aborted).ConfigureAwait(false);
        var errors = await conversations.GetErrorMessagesAsync(call.Reader, query, cancellationToken: call.Aborted).ConfigureAwait(false);
        var problems = await conversations.GetProblemStatisticsAsync(call.Reader, query, statistics, call.Aborted).ConfigureAwait(false);
        return call.Json(new StatisticsJson(query, statistics, errors, problems));
    }

    private async ValueTask<IResult> OneAsync(ApiCall call)
    {
        string name = s_name.Read(call);
        var query = StatisticsPeriod.Read(call, time);
        if (string.Equals(name, StatisticsFigure.ErrorMessages, StringComparison.Ordinal))
        {
            var errors = await conversations.GetErrorMessagesAsync(call.Reader, query, cancellationToken: call.Aborted).ConfigureAwait(false);
            return call.Json(new StatisticJson(name, query) { ErrorMessages = new(errors) });
        }

        if (string.Equals(name, StatisticsFigure.Problems, StringComparison.Ordinal))
        {
            var problems = await conversations.GetProblemStatisticsAsync(call.Reader, query, call.Aborted).ConfigureAwait(false);
            return call.Json(new StatisticJson(name, query) { Problems = new(problems) });
        }

        if (string.Equals(name, StatisticsFigure.Months, StringComparison.Ordinal))
        {
            var months = await conversations.GetModelMonthsAsync(call.Reader, StatisticsPeriod.OfMonths(query), call.Aborted).ConfigureAwait(false);
            return call.Json(new StatisticJson(name, query)
            {
                Months = months.Select(static month => new ModelMonthJson(month)),
                Complete = months.All(static month => month.IsComplete) ? null : false,
            });
        }

        var figure = StatisticsFigure.Find(name);
        if (figure is null && !StatisticsFigure.OfPeriod.Contains(name, StringComparer.Ordinal))
        {
            string known = string.Join(", ", StatisticsFigure.All.Select(static known => known.Name).Concat(StatisticsFigure.OfPeriod.SkipLast(1)));
            throw ApiProblemException.NotFound($"figure. The figures are {known} and {StatisticsFigure.OfPeriod[^1]}");
        }

        query = query with
        {
            CountModels = name is StatisticsFigure.Models or StatisticsFigure.Variants or StatisticsFigure.Time,
            CountScores = name is StatisticsFigure.Scores or StatisticsFigure.Labels or StatisticsFigure.Reasons,
        };
        var statistics = await conversations.GetStatisticsAsync(call.Reader, query, call.Aborted).ConfigureAwait(false);
        var one = new StatisticJson(name, query) { Complete = statistics.IsComplete ? null : false };
        return call.Json(name switch
        {
            StatisticsFigure.Functions => one with { Functions = statistics.Functions.Select(static function => new FunctionStatisticsJson(function)) },
            StatisticsFigure.Models => one with { Models = statistics.Models.Select(static model => new ModelStatisticsJson(model)) },
            StatisticsFigure.Variants => one with { Variants = statistics.Variants.Select(static variant => new VariantStatisticsJson(variant)) },
            StatisticsFigure.Time => one with { Time = new(statistics) },
            StatisticsFigure.Scores => one with { Scores = statistics.Scores.Select(static score => new ScoreStatisticsJson(score)) },
            StatisticsFigure.Labels => one with { Labels = statistics.Labels.Select(static label => new LabelCountJson(label)) },
            StatisticsFigure.Reasons => one with { Reasons = statistics.Reasons.Select(static reason => new ReasonCountJson(reason)) },
            _ => one with
            {
                Total = figure!.ValueOf(statistics.Total),
                Days = statistics.Days.Select(day => new DayValueJson(day.Day, figure.ValueOf(day.Statistics))),
            },
        });
    }
}
