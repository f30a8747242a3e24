using System.Text.Json.Nodes;

namespace ConvLog.Tests.Recount;

/// <content>Calls of functions, endpoints and models in a period.</content>
internal sealed partial class Recounted
{
    /// <summary>The calls of a kind, by what they call.</summary>
    public JsonArray Calls(string kind, DateTimeOffset from, DateTimeOffset to) => Ranked(CallsOf(kind)
        .Where(call => call.StartedAt >= from && call.StartedAt < to).GroupBy(static call => (call.Name, call.Provider))
        .Select(static target => (target.Count(), $"{target.Key.Name} {target.Key.Provider}", Target(target.Key.Name, target.Key.Provider, [.. target]))));

    private static JsonObject Target(string name, string? provider, IReadOnlyList<RecountedCall> calls)
    {
        int Of(FunctionOutcome? outcome) => calls.Count(call => call.Outcome == outcome);
        int problems = Of(FunctionOutcome.Failed) + Of(FunctionOutcome.Abandoned);
        return new JsonObject
        {
            ["name"] = name,
            ["provider"] = provider,
            ["calls"] = calls.Count,
            ["failed"] = Of(FunctionOutcome.Failed),
            ["canceled"] = Of(FunctionOutcome.Canceled),
            ["declined"] = Of(FunctionOutcome.Declined),
            ["abandoned"] = Of(FunctionOutcome.Abandoned),
            ["running"] = Of(null),
            ["problems"] = problems,
            ["problem_rate"] = (double)problems / calls.Count,
            ["conversations"] = calls.Select(static call => call.In).Distinct().Count(),
            ["duration"] = Durations(calls.Select(static call => call.Duration)),
        };
    }

    private IEnumerable<RecountedCall> CallsOf(string kind) => kind switch
    {
        "function" => Listed.SelectMany(static one => one.Told.Calls,
            static (one, call) => new RecountedCall(one, call.Name, null, call.StartedAt, call.OutcomeIn(one.HasEnded), call.Duration)),
        "model" => Listed.SelectMany(static one => one.Told.ModelCalls,
            static (one, call) => new RecountedCall(one, call.Model, call.Provider, call.StartedAt, call.OutcomeIn(one.HasEnded), call.Duration)),
        _ => Listed.SelectMany(static one => one.Told.Responses.Where(static response => !response.IsPii), static (one, response)
            => new RecountedCall(one, response.Endpoint, null, response.At,
                response.IsProblem ? FunctionOutcome.Failed : FunctionOutcome.Completed, response.Elapsed)),
    };
}

/// <summary>A call of any kind.</summary>
internal sealed record RecountedCall(
    RecountedConversation In, string Name, string? Provider, DateTimeOffset StartedAt, FunctionOutcome? Outcome, TimeSpan? Duration);
