using ConvLog.Records;

namespace ConvLog.Storage.Statistics.Calls;

/// <summary>Converts records to calls for statistics.</summary>
internal static class ExaminedCalls
{
    public static ExaminedCall Of(FunctionEventRecord call, bool withDetails)
    {
        var examined = new ExaminedCall(call.Id, call.Name, call.StartedAt, call.Duration, call.Outcome) { ErrorType = call.ErrorType };
        return withDetails ? Detailed(examined, call) : examined;
    }

    /// <summary>A function call with the data needed only for the details of its function.</summary>
    public static ExaminedCall Detailed(in ExaminedCall examined, FunctionEventRecord call) => examined with
    {
        TurnId = call.TurnId,
        ArgumentKeys = [.. call.Arguments.Select(static argument => argument.Key)],
        Approval = call.Approval is { } approval ? ConversationQuery.StateOf(approval) : null,
        ApprovalWait = call.Approval?.Waited,
    };

    public static ExaminedCall Of(ApiResponseRecord response) => new(
        response.Id.ToString("D"), EndpointName.Of(response.Method, response.Url), response.Timestamp, response.Elapsed,
        response.IsProblem ? FunctionOutcome.Failed : FunctionOutcome.Completed)
    {
        TurnId = response.TurnId,
        StatusCode = response.StatusCode,
    };

    public static ExaminedCall Of(ModelCallRecord call) => new(call.ModelCallId, call.Model, call.StartedAt, call.Duration, call.Outcome)
    {
        TurnId = call.TurnId,
        Provider = call.Provider,
        ErrorType = call.ErrorType,
    };
}
