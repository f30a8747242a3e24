using ConvLog.Records;

namespace ConvLog.Storage.Statistics.Calls;

/// <summary>Records as the calls that statistics count.</summary>
internal static class ExaminedCalls
{
    public static ExaminedCall Of(FunctionEventRecord call, bool withKeys) => new(call.Id, call.Name, call.StartedAt, call.Duration, call.Outcome)
    {
        ErrorType = call.ErrorType,
        ArgumentKeys = withKeys ? [.. call.Arguments.Select(static argument => argument.Key)] : null,
    };

    public static ExaminedCall Of(ApiResponseRecord response) => new(
        response.Id.ToString("D"), EndpointName.Of(response.Method, response.Url), response.Timestamp, response.Elapsed,
        response.IsProblem ? FunctionOutcome.Failed : FunctionOutcome.Completed)
    {
        StatusCode = response.StatusCode,
    };

    public static ExaminedCall Of(ModelCallRecord call) => new(call.ModelCallId, call.Model, call.StartedAt, call.Duration, call.Outcome)
    {
        Provider = call.Provider,
        ErrorType = call.ErrorType,
    };
}
