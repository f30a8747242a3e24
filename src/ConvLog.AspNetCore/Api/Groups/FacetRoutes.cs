using ConvLog.AspNetCore.Api.Parameters;
using ConvLog.AspNetCore.Api.Shapes;
using ConvLog.Storage;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Api.Groups;

/// <summary>Counts of the values in a list of conversations.</summary>
internal sealed class FacetRoutes(ConversationReader conversations) : IApiRoutes
{
    private const int Most = 100_000;

    private static readonly IntegerValue s_most = new("most", "How many conversations are counted at most, the newest first; default 100,000.", 1, Most);

    public IEnumerable<ApiRoute> Routes =>
    [
        new(HttpMethods.Get, "/facets", ConvLogPermissions.Read, CountAsync)
        {
            OperationId = "countFacets",
            Requires = StoreCapabilities.Facets,
            Summary =
                "Counts the values of the conversations that a list finds: agents, functions, channels, variants, labels, assignees, problems and ratings.",
            Description =
                "Filters are those of GET /conversations. Each value has the number of conversations with it, the most frequent first, at most 50 values each. "
                + "\"is_complete\" is false if more conversations match than were counted. Problems are those that the reader can view.",
            Parameters = [.. ConversationFilters.Filters, s_most],
            ResponseContent = ApiContent.Of<FacetsJson>(
                """{"counted":2,"is_complete":true,"agents":[{"value":"bookings","conversations":2}],"functions":[{"value":"save_guest","conversations":1}],"channels":[{"value":"webchat","conversations":2}],"variants":[],"labels":[],"assignees":[{"value":"Ada","conversations":1}],"problems":{"turn":0,"function":1,"model":0,"api":1,"entry":1,"loss":0},"ratings":{"like":0,"dislike":1}}"""),
            Refusals = [StatusCodes.Status429TooManyRequests],
        },
    ];

    private async ValueTask<IResult> CountAsync(ApiCall call)
    {
        var facets = await conversations.CountFacetsAsync(call.Reader, ConversationFilters.Read(call), (int)(s_most.Read(call) ?? Most), call.Aborted)
            .ConfigureAwait(false);
        return call.Json(new FacetsJson(facets));
    }
}
