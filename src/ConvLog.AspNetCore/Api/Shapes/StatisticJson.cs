using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Api.Shapes;

/// <summary>One figure by day and in total, or one of the other statistics, which has its own property.</summary>
internal sealed record StatisticJson
{
    private const JsonIgnoreCondition IfAbsent = JsonIgnoreCondition.WhenWritingNull;

    internal StatisticJson(string name, StatisticsQuery query) => (Name, From, To, TimeZone) = (name, query.From, query.To, query.TimeZone.Id);

    public string Name { get; }
    public DateTimeOffset From { get; }
    public DateTimeOffset To { get; }
    public string TimeZone { get; }
    [JsonIgnore(Condition = IfAbsent)] public JsonElement? Total { get; init; }
    [JsonIgnore(Condition = IfAbsent)] public IEnumerable<DayValueJson>? Days { get; init; }
    [JsonIgnore(Condition = IfAbsent)] public IEnumerable<FunctionStatisticsJson>? Functions { get; init; }
    [JsonIgnore(Condition = IfAbsent)] public IEnumerable<ModelStatisticsJson>? Models { get; init; }
    [JsonIgnore(Condition = IfAbsent)] public IEnumerable<ModelMonthJson>? Months { get; init; }
    [JsonIgnore(Condition = IfAbsent)] public IEnumerable<VariantStatisticsJson>? Variants { get; init; }
    [JsonIgnore(Condition = IfAbsent)] public TimeStatisticsJson? Time { get; init; }
    [JsonIgnore(Condition = IfAbsent)] public IEnumerable<ScoreStatisticsJson>? Scores { get; init; }
    [JsonIgnore(Condition = IfAbsent)] public IEnumerable<LabelCountJson>? Labels { get; init; }
    [JsonIgnore(Condition = IfAbsent)] public IEnumerable<ReasonCountJson>? Reasons { get; init; }
    [JsonIgnore(Condition = IfAbsent)] public ErrorMessagesJson? ErrorMessages { get; init; }
    [JsonIgnore(Condition = IfAbsent)] public ProblemStatisticsJson? Problems { get; init; }
    [JsonIgnore(Condition = IfAbsent)] public bool? Complete { get; init; }
}

/// <summary>A figure on a day.</summary>
internal sealed record DayValueJson(DateOnly Day, JsonElement Value);
