using System.Text.Json.Serialization;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Api.Shapes;

/// <summary>All statistics of a period.</summary>
internal readonly struct StatisticsJson(StatisticsQuery query, ConversationStatistics statistics, ErrorMessages errors, ProblemStatistics problems)
{
    public DateTimeOffset From => query.From;
    public DateTimeOffset To => query.To;
    public string TimeZone => query.TimeZone.Id;
    public ProblemStatisticsJson Problems => new(problems);
    public PeriodJson Total => new(statistics.Total);
    public IEnumerable<DayPeriodJson> Days => statistics.Days.Select(static day => new DayPeriodJson(day));
    public IEnumerable<FunctionStatisticsJson> Functions => statistics.Functions.Select(static function => new FunctionStatisticsJson(function));
    public IEnumerable<ModelStatisticsJson> Models => statistics.Models.Select(static model => new ModelStatisticsJson(model));
    public IEnumerable<VariantStatisticsJson> Variants => statistics.Variants.Select(static variant => new VariantStatisticsJson(variant));
    public TimeStatisticsJson Time => new(statistics);
    public IEnumerable<ScoreStatisticsJson> Scores => statistics.Scores.Select(static score => new ScoreStatisticsJson(score));
    public IEnumerable<LabelCountJson> Labels => statistics.Labels.Select(static label => new LabelCountJson(label));
    public IEnumerable<ReasonCountJson> Reasons => statistics.Reasons.Select(static reason => new ReasonCountJson(reason));
    public ErrorMessagesJson ErrorMessages => new(errors);
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public bool? Complete => statistics.IsComplete ? null : false;
}

/// <summary>The calls of a function.</summary>
internal readonly struct FunctionStatisticsJson(FunctionStatistics function)
{
    public string Name => function.Name;
    public long Calls => function.Calls;
    public long Failed => function.Failed;
    public double ErrorRate => function.ErrorRate;
    public DurationsJson Duration => new(function.Duration);
}

/// <summary>The time that models and functions took in total.</summary>
internal readonly struct TimeStatisticsJson(ConversationStatistics statistics)
{
    public double ModelMs => DurationsJson.Of(statistics.ModelTime ?? TimeSpan.Zero);
    public double FunctionMs => DurationsJson.Of(statistics.FunctionTime);
}
