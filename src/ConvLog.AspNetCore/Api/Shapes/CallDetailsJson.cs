using System.Text.Json.Serialization;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Api.Shapes;

/// <summary>All about the calls of one target.</summary>
internal sealed class CallDetailsJson : CallTargetJson
{
    private readonly CallQuery _query;
    private readonly CallDetails _details;

    internal CallDetailsJson(CallQuery query, CallDetails details)
        : base(details.Target)
        => (_query, _details) = (query, details);

    [JsonPropertyOrder(-1)] public CallTargetKind Kind => _query.Kind;
    [JsonPropertyOrder(-1)] public DateTimeOffset From => _query.Period.From;
    [JsonPropertyOrder(-1)] public DateTimeOffset To => _query.Period.To;
    [JsonPropertyOrder(-1)] public string TimeZone => _query.Period.TimeZone.Id;
    [JsonPropertyOrder(2)] public IEnumerable<AgentCallsJson> Agents => _details.Agents.Select(static slice => new AgentCallsJson(slice));
    [JsonPropertyOrder(2)] public IEnumerable<VariantCallsJson> Variants => _details.Variants.Select(static slice => new VariantCallsJson(slice));
    [JsonPropertyOrder(2)] public IEnumerable<ChannelCallsJson> Channels => _details.Channels.Select(static slice => new ChannelCallsJson(slice));
    [JsonPropertyOrder(2)] public IEnumerable<CallMessageJson> Messages => _details.Messages.Select(static message => new CallMessageJson(message));
    [JsonPropertyOrder(2)] public DateTimeOffset? MessagesSince => _details.MessagesSince;
    [JsonPropertyOrder(2)] public IEnumerable<ErrorTypeCountJson> ErrorTypes => _details.ErrorTypes.Select(static count => new ErrorTypeCountJson(count));
    [JsonPropertyOrder(2)] public IEnumerable<StatusCountJson> Statuses => _details.Statuses.Select(static count => new StatusCountJson(count));
    [JsonPropertyOrder(2)] public ApprovalStatisticsJson Approvals => new(_details.Approvals);
    [JsonPropertyOrder(2)] public IEnumerable<ArgumentKeyCountJson> ArgumentKeys => _details.ArgumentKeys.Select(static key => new ArgumentKeyCountJson(key));
    [JsonPropertyOrder(2)] public IEnumerable<CallReferenceJson> Slowest => _details.Slowest.Select(static call => new CallReferenceJson(call));
    [JsonPropertyOrder(2)] public IEnumerable<CallReferenceJson> LatestProblems => _details.LatestProblems.Select(static call => new CallReferenceJson(call));
    [JsonPropertyOrder(2)] public IEnumerable<CallShiftJson> Shifts => _details.Shifts.Select(static shift => new CallShiftJson(shift));
    [JsonPropertyOrder(2)] public DateTimeOffset? Since => _details.Since;
    [JsonPropertyOrder(2), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public bool? Complete => _details.IsComplete ? null : false;
}

/// <summary>How many calls were approved.</summary>
internal readonly struct ApprovalStatisticsJson(ApprovalStatistics approvals)
{
    public long Requested => approvals.Requested;
    public long Granted => approvals.Granted;
    public long Declined => approvals.Declined;
    public DurationsJson Waited => new(approvals.Waited);
}

/// <summary>How many calls have an argument.</summary>
internal readonly struct ArgumentKeyCountJson(ArgumentKeyCount key)
{
    public string Key => key.Key;
    public long Problems => key.Problems;
    public long Completed => key.Completed;
}
