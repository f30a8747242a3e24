using ConvLog.AspNetCore.Api.Parameters;
using ConvLog.AspNetCore.Api.Shapes;
using ConvLog.Storage;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Api.Groups;

/// <summary>Statistics of calls of functions, API endpoints and models.</summary>
internal sealed class CallStatisticsRoutes(ConversationReader conversations, TimeProvider time) : IApiRoutes
{
    /// <summary>The maximum length of a requested name; the list contains longer ones, too.</summary>
    private const int LongestName = 1_024;

    /// <summary>The kinds of targets of calls, in the words of parameters and pages.</summary>
    public static IReadOnlyList<(string Word, CallTargetKind Kind)> Kinds { get; } =
        [("function", CallTargetKind.Function), ("endpoint", CallTargetKind.Endpoint), ("model", CallTargetKind.Model)];

    public static ChoiceValue<CallTargetKind> Kind { get; } = new(
        "kind",
        "What the calls are made to: function (by name), endpoint (API responses by method and URL, without the query and with {id} for segments that look "
            + "like an ID) or model (by name and provider); default function.",
        Kinds);

    public static TextValue Name { get; } = new("name", "The exact name of the function, endpoint or model.", LongestName)
    {
        IsRequired = true,
        Example = "save_guest",
    };

    /// <summary>Whether calls can be requested by a name: it must not be empty or very long.</summary>
    public static bool IsName(string name) => name.Length is > 0 and <= LongestName;

    public static TextValue Provider { get; } = new("provider", "The exact provider of a model; default all providers.");

    private const string ReferenceExample = """
        {"conversation_id":"conv-42","call_id":"call_7","started_at":"2026-11-20T09:00:00.000000Z","duration_ms":812.5,"outcome":"failed","error_type":"System.Net.Http.HttpRequestException","status_code":409,"message":"CRM upsert failed"}
        """;

    private const string FiguresExample = """
        "calls":12,"failed":1,"canceled":0,"declined":0,"abandoned":0,"running":0,"problems":1,"problem_rate":0.08333333333333333,"conversations":9,"duration":{"count":12,"average_ms":850,"p50_ms":800,"p95_ms":1200,"p99_ms":1300}
        """;

    private const string IntervalExample = """
        {"start":"2026-11-20T00:00:00.000000Z","calls":12,"problems":1,"duration":{"count":12,"average_ms":850,"p50_ms":800,"p95_ms":1200,"p99_ms":1300}}
        """;

    public IEnumerable<ApiRoute> Routes =>
    [
        new(HttpMethods.Get, "/statistics/calls", ConvLogPermissions.Read, ListAsync)
        {
            OperationId = "getCallStatistics",
            Requires = StoreCapabilities.Statistics,
            Summary = "Calls by function, API endpoint or model: outcomes, durations and a series over the period.",
            Description =
                "Counts calls that started in the period; API responses count when they were logged. Problems are calls that failed or were abandoned; "
                + "canceled and declined ones are none. The 200 with the most calls are included. "
                + "If days that are not counted yet have more than 50,000 function calls, or 20,000 others, only the "
                + "newest conversations are included, and \"since\" is the start of the oldest of them. With variant, no day is counted in advance. "
                + "Personal API responses are excluded.",
            Parameters = [Kind, .. StatisticsPeriod.Parameters, ConversationFilters.Variant],
            ResponseContent = ApiContent.Of<CallStatisticsJson>(
                $$$"""{"kind":"function","from":"2026-11-20T00:00:00.000000Z","to":"2026-11-21T00:00:00.000000Z","time_zone":"UTC","targets":[{"name":"save_guest","provider":null,{{{FiguresExample}}},"series":[{"start":"2026-11-20T00:00:00.000000Z","calls":12,"problems":1}],"first_problem":{{{ReferenceExample}}},"last_problem":{{{ReferenceExample}}}}],"target_count":1,"since":null}"""),
        },
        new(HttpMethods.Get, "/statistics/calls/details", ConvLogPermissions.Read, OneAsync)
        {
            OperationId = "getCallDetails",
            Requires = StoreCapabilities.Statistics,
            Summary = "All about the calls of one function, API endpoint or model.",
            Description =
                "By agent, variant and channel of the conversation; messages of log entries, error types, statuses of API responses, approvals, keys of arguments (without values), "
                + "the slowest calls and the latest problems. Messages, and keys of arguments, are those of functions. Personal entries and API responses are "
                + "excluded. If the conversations have more than 20,000 entries, only the newest conversations' messages are counted, and \"messages_since\" "
                + "is the start of the oldest of them.",
            Parameters = [Name, Kind, Provider, .. StatisticsPeriod.Parameters, ConversationFilters.Variant],
            ResponseContent = ApiContent.Of<CallDetailsJson>(
                $$$"""{"kind":"function","from":"2026-11-20T00:00:00.000000Z","to":"2026-11-21T00:00:00.000000Z","time_zone":"UTC","name":"save_guest","provider":null,{{{FiguresExample}}},"series":[{{{IntervalExample}}}],"first_problem":{{{ReferenceExample}}},"last_problem":{{{ReferenceExample}}},"agents":[{"agent":"bookings",{{{FiguresExample}}}}],"variants":[{"variant":null,{{{FiguresExample}}}}],"channels":[{"channel":"webchat",{{{FiguresExample}}}}],"messages":[{"level":"error","content":"CRM upsert failed","count":1,"calls":1,"conversations":1,"first_at":"2026-11-20T09:00:01.000000Z","last_at":"2026-11-20T09:00:01.000000Z","last_conversation_id":"conv-42","last_call_id":"call_7","series":[1]}],"messages_since":null,"error_types":[{"error_type":"System.Net.Http.HttpRequestException","count":1,"conversations":1,"first_at":"2026-11-20T09:00:00.000000Z","last_at":"2026-11-20T09:00:00.000000Z"}],"statuses":[{"status_code":"409","count":1,"conversations":1,"first_at":"2026-11-20T09:00:00.000000Z","last_at":"2026-11-20T09:00:00.000000Z"}],"approvals":{"requested":0,"granted":3,"declined":1,"waited":{"count":4,"average_ms":41000,"p50_ms":38000,"p95_ms":90000,"p99_ms":90000}},"argument_keys":[{"key":"phone","problems":1,"completed":11}],"slowest":[{{{ReferenceExample}}}],"latest_problems":[{{{ReferenceExample}}}],"shifts":[{"measure":"duration","rise":true,"since":"2026-11-20T09:00:00.000000Z","before":{{{IntervalExample}}},"after":{{{IntervalExample}}},"dimension":"variant","value":"B","value_before":null,"value_after":{{{IntervalExample}}},"others_before":{{{IntervalExample}}},"others_after":null,"slow_from_ms":1000,"slow":12,"slow_of_value":12}],"since":null}"""),
        },
    ];

    private async ValueTask<IResult> ListAsync(ApiCall call)
    {
        var query = Read(call);
        var statistics = await conversations.GetCallStatisticsAsync(call.Reader, query, call.Aborted).ConfigureAwait(false);
        return call.Json(new CallStatisticsJson(query, statistics));
    }

    private async ValueTask<IResult> OneAsync(ApiCall call)
    {
        var query = Read(call) with { Name = Name.Read(call), Provider = Provider.Read(call) };
        var details = await conversations.GetCallDetailsAsync(call.Reader, query, call.Aborted).ConfigureAwait(false);
        return call.Json(new CallDetailsJson(query, details));
    }

    private CallQuery Read(ApiCall call)
        => new()
        {
            Period = StatisticsPeriod.Read(call, time),
            Kind = Kind.Read(call) ?? CallTargetKind.Function,
            VariantId = ConversationFilters.Variant.Read(call),
        };
}
