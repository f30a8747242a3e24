using System.Globalization;
using System.Text.Json.Nodes;
using ConvLog.Storage;

namespace ConvLog.Tests.Recount;

/// <content>Calls of functions, endpoints and models in a period.</content>
internal sealed partial class Recounted
{
    /// <summary>The calls of a kind, grouped by target.</summary>
    public JsonArray Calls(string kind, DateTimeOffset from, DateTimeOffset to) => Ranked(CallsOf(kind)
        .Where(call => call.StartedAt >= from && call.StartedAt < to).GroupBy(static call => (call.Name, call.Provider))
        .Select(static target => (target.Count(), $"{target.Key.Name} {target.Key.Provider}", Target(target.Key.Name, target.Key.Provider, [.. target]))));

    /// <summary>The details of one function, endpoint or model; without a provider, of any provider.</summary>
    public JsonObject CallDetails(string kind, string name, string? provider, DateTimeOffset from, DateTimeOffset to)
    {
        var calls = CallsTo(kind, name, provider, from, to);
        var details = Figures(calls);
        (details["name"], details["provider"]) = (name, provider);
        details["slowest"] = new JsonArray([.. calls.Select(static call => call.Duration).OfType<TimeSpan>().OrderDescending().Take(10)
            .Select(static took => new JsonObject { ["duration_ms"] = RecountedConversation.Milliseconds(took) })]);
        List<ExpectedCall> expected = [.. calls.Select(static call => call.Expected).OfType<ExpectedCall>()];
        details["approvals"] = new JsonObject
        {
            ["requested"] = expected.Count(static call => call.Approval == ApprovalState.Requested),
            ["granted"] = expected.Count(static call => call.Approval == ApprovalState.Granted),
            ["declined"] = expected.Count(static call => call.Approval == ApprovalState.Declined),
            ["waited"] = Durations(expected.Select(static call => call.ApprovalWait)),
        };
        return details;
    }

    /// <summary>The unordered lists of the details: by agent, variant and channel, messages, error types and response statuses.</summary>
    public IEnumerable<(string List, IReadOnlyList<JsonObject> Rows)> CallLists(
        string kind, string name, string? provider, DateTimeOffset from, DateTimeOffset to)
    {
        var calls = CallsTo(kind, name, provider, from, to);
        yield return ("agents", [.. calls.GroupBy(static call => call.In.Expected.Agent, StringComparer.Ordinal)
            .Select(static agent => With("agent", agent.Key, Figures([.. agent])))]);
        yield return ("variants", [.. calls.GroupBy(static call => call.In.Expected.Variant, StringComparer.Ordinal)
            .Select(static variant => With("variant", variant.Key, Figures([.. variant])))]);
        yield return ("channels", [.. calls.GroupBy(static call => call.In.Expected.Channel, StringComparer.Ordinal)
            .Select(static channel => With("channel", channel.Key, Figures([.. channel])))]);
        if (!string.Equals(kind, "function", StringComparison.Ordinal))
        {
            yield break;
        }

        var ofCalls = calls.ToDictionary<RecountedCall, ExpectedCall, RecountedConversation>(
            static call => call.Expected!, static call => call.In, ReferenceEqualityComparer.Instance);
        yield return ("messages", [.. Listed.SelectMany(static one => one.Expected.Entries)
            .Where(entry => !entry.IsPii && entry.Call is not null && ofCalls.ContainsKey(entry.Call))
            .GroupBy(static entry => (entry.Level, entry.Content)).Select(message => new JsonObject
            {
                ["level"] = message.Key.Level.ToString().ToLowerInvariant(),
                ["content"] = message.Key.Content,
                ["count"] = message.Count(),
                ["calls"] = message.Select(static entry => entry.Call).Distinct(ReferenceEqualityComparer.Instance).Count(),
                ["conversations"] = message.Select(entry => ofCalls[entry.Call!]).Distinct().Count(),
            })]);
        yield return ("error_types", Counted("error_type", calls.Where(static call => call.Expected!.ErrorType is not null)
            .Select(static call => (call.Expected!.ErrorType!, call.In))));
        yield return ("statuses", Counted("status_code", Listed.SelectMany(static one => one.Expected.Responses)
            .Where(response => !response.IsPii && ofCalls.ContainsKey(response.Call))
            .Select(response => (response.Status.ToString(CultureInfo.InvariantCulture), ofCalls[response.Call]))));
    }

    private List<RecountedCall> CallsTo(string kind, string name, string? provider, DateTimeOffset from, DateTimeOffset to)
        => [.. CallsOf(kind).Where(call => call.StartedAt >= from && call.StartedAt < to
            && string.Equals(call.Name, name, StringComparison.Ordinal)
            && (provider is null || string.Equals(call.Provider, provider, StringComparison.Ordinal)))];

    private static IReadOnlyList<JsonObject> Counted(string name, IEnumerable<(string Value, RecountedConversation In)> values)
        => [.. values.GroupBy(static value => value.Value, StringComparer.Ordinal).Select(value => new JsonObject
        {
            [name] = value.Key, ["count"] = value.Count(), ["conversations"] = value.Select(static one => one.In).Distinct().Count(),
        })];

    private static JsonObject With(string name, string? value, JsonObject figures)
    {
        figures[name] = value;
        return figures;
    }

    private static JsonObject Target(string name, string? provider, IReadOnlyList<RecountedCall> calls)
    {
        var target = Figures(calls);
        (target["name"], target["provider"]) = (name, provider);
        return target;
    }

    private static JsonObject Figures(IReadOnlyList<RecountedCall> calls)
    {
        int Of(FunctionOutcome? outcome) => calls.Count(call => call.Outcome == outcome);
        int problems = Of(FunctionOutcome.Failed) + Of(FunctionOutcome.Abandoned);
        return new JsonObject
        {
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
        "function" => Listed.SelectMany(static one => one.Expected.Calls,
            static (one, call) => new RecountedCall(one, call.Name, null, call.StartedAt, call.OutcomeIn(one.HasEnded), call.Duration, call)),
        "model" => Listed.SelectMany(static one => one.Expected.ModelCalls,
            static (one, call) => new RecountedCall(one, call.Model, call.Provider, call.StartedAt, call.OutcomeIn(one.HasEnded), call.Duration)),
        _ => Listed.SelectMany(static one => one.Expected.Responses.Where(static response => !response.IsPii), static (one, response)
            => new RecountedCall(one, response.Endpoint, null, response.At,
                response.IsProblem ? FunctionOutcome.Failed : FunctionOutcome.Completed, response.Elapsed)),
    };
}

/// <summary>A call of any kind.</summary>
internal sealed record RecountedCall(
    RecountedConversation In, string Name, string? Provider, DateTimeOffset StartedAt, FunctionOutcome? Outcome, TimeSpan? Duration,
        ExpectedCall? Expected = null);
