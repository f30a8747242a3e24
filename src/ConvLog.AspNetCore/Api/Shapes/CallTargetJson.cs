using System.Text.Json.Serialization;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Api.Shapes;

/// <summary>The calls of a function, API endpoint or model.</summary>
internal class CallTargetJson : CallFiguresJson
{
    private readonly CallTargetStatistics _target;

    internal CallTargetJson(CallTargetStatistics target)
        : base(target.Figures)
        => _target = target;

    public string Name => _target.Name;
    public string? Provider => _target.Provider;
    [JsonPropertyOrder(1)] public IEnumerable<CallIntervalJson> Series => _target.Series.Select(static interval => new CallIntervalJson(interval));
    [JsonPropertyOrder(1)] public CallReferenceJson? FirstProblem => CallReferenceJson.Of(_target.FirstProblem);
    [JsonPropertyOrder(1)] public CallReferenceJson? LastProblem => CallReferenceJson.Of(_target.LastProblem);
}

/// <summary>The calls of an interval.</summary>
internal readonly struct CallIntervalJson(CallInterval interval)
{
    public DateTimeOffset Start => interval.Start;
    public long Calls => interval.Calls;
    public long Problems => interval.Problems;
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DurationsJson? Duration => interval.Duration is { } duration ? new(duration) : null;
}

/// <summary>A call.</summary>
internal readonly struct CallReferenceJson(CallReference call)
{
    public string ConversationId => call.ConversationId;
    public string CallId => call.CallId;
    public DateTimeOffset StartedAt => call.StartedAt;
    public double? DurationMs => call.Duration is { } duration ? DurationsJson.Of(duration) : null;
    public FunctionOutcome? Outcome => call.Outcome;
    public string? ErrorType => call.ErrorType;
    public int? StatusCode => call.StatusCode;
    public string? Message => call.Message;

    public static CallReferenceJson? Of(CallReference? call) => call is null ? null : new(call);
}
