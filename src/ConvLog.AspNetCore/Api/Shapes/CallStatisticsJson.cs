using System.Text.Json.Serialization;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Api.Shapes;

/// <summary>The targets with the most calls.</summary>
internal readonly struct CallStatisticsJson(CallQuery query, CallStatistics statistics)
{
    public CallTargetKind Kind => query.Kind;
    public DateTimeOffset From => query.Period.From;
    public DateTimeOffset To => query.Period.To;
    public string TimeZone => query.Period.TimeZone.Id;
    public IEnumerable<CallTargetJson> Targets => statistics.Targets.Select(static target => new CallTargetJson(target));
    public long TargetCount => statistics.TargetCount;
    public DateTimeOffset? Since => statistics.Since;
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public bool? Complete => statistics.IsComplete ? null : false;
}
