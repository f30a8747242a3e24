using ConvLog.AspNetCore.Api.Parameters;
using ConvLog.AspNetCore.Api.Shapes;
using ConvLog.Storage;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Api.Groups;

/// <summary>Lists of calls of a function, API endpoint or model.</summary>
internal sealed class CallRoutes(ConversationReader conversations, TimeProvider time) : IApiRoutes
{
    private static readonly PageCursor s_page = PageCursor.Of("calls", missing: 50, most: 1_000);

    public IEnumerable<ApiRoute> Routes =>
    [
        new(HttpMethods.Get, "/calls", ConvLogPermissions.Read, ListAsync)
        {
            OperationId = "listCalls",
            Requires = StoreCapabilities.Statistics,
            Summary = "Lists the calls of one function, API endpoint or model, the latest first by default.",
            Description =
                "All given filters must match. Filters of a function call, such as api_status, error_type and min_function_ms, apply to the listed call, the "
                + "others to its conversation. Contains no personal data, for any reader. A page can have fewer calls than the limit, or be empty, without being "
                + "the last: check next_cursor. \"since\" is set if calls are sorted by duration and there are too many conversations to examine: only calls of "
                + "those with activity after this time are listed.",
            Parameters =
            [
                CallStatisticsRoutes.Name, CallStatisticsRoutes.Kind, CallStatisticsRoutes.Provider, .. StatisticsPeriod.Common, CallFilters.Outcome,
                .. CallFilters.Filters, CallFilters.Sort, s_page.Limit, s_page.Cursor,
            ],
            ResponseContent = ApiContent.Of<CallListJson>(
                """{"calls":[{"conversation_id":"conv-42","call_id":"call_7","started_at":"2026-11-20T09:00:00.000000Z","duration_ms":812.5,"outcome":"failed","error_type":"System.Net.Http.HttpRequestException","status_codes":[409],"user_input":"Book a table for two","agent_id":"bookings","variant_id":null,"environment":"live","channel":"webchat"}],"next_cursor":null,"since":null}"""),
            Refusals = [StatusCodes.Status429TooManyRequests],
        },
    ];

    private async ValueTask<IResult> ListAsync(ApiCall call)
    {
        var (limit, cursor) = s_page.Read(call);
        var calls = new CallQuery
        {
            Period = StatisticsPeriod.Read(call, time),
            Kind = CallStatisticsRoutes.Kind.Read(call) ?? CallTargetKind.Function,
            Name = CallStatisticsRoutes.Name.Read(call),
            Provider = CallStatisticsRoutes.Provider.Read(call),
        };
        var page = await conversations.ListCallsAsync(call.Reader, CallFilters.Read(call, calls) with { Limit = limit }, cursor, call.Aborted)
            .ConfigureAwait(false);
        return call.Json(new CallListJson(page));
    }
}
