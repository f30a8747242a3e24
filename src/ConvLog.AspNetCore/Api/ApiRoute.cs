using ConvLog.Storage;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Api;

/// <summary>A route of the API: its endpoint, its access rules and its description in the OpenAPI document, in one place.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Pattern">The pattern below <see cref="Base"/>, such as <c>/conversations/{id}</c>.</param>
/// <param name="Needs">The permissions that the caller must have.</param>
/// <param name="Handler">Handles a call. Throws <see cref="ApiProblemException"/> to reject it.</param>
internal sealed record ApiRoute(string Method, string Pattern, ConvLogPermissions Needs, Func<ApiCall, ValueTask<IResult>> Handler)
{
    /// <summary>The common prefix of ConvLog's own routes.</summary>
    public const string Root = "/convlog/v1";

    /// <summary>The prefix of its path; default <see cref="Root"/>.</summary>
    public string Base { get; init; } = Root;

    /// <summary>
    /// Its order among the host's endpoints; default 0. With a higher value, an endpoint of the host with the same path takes precedence.
    /// </summary>
    public int Order { get; init; }

    /// <summary>The whole pattern.</summary>
    public string Path => Base + Pattern;

    /// <summary>Its name in generated clients, such as <c>listConversations</c>. Some generators use the part before an underscore as a client class.</summary>
    public required string OperationId { get; init; }

    /// <summary>A description in one line.</summary>
    public required string Summary { get; init; }

    /// <summary>Further description.</summary>
    public string? Description { get; init; }

    /// <summary>Its parameters, those of the path first. Other parameters are rejected.</summary>
    public IReadOnlyList<ApiParameter> Parameters { get; init; } = [];

    /// <summary>The request body; null for none.</summary>
    public ApiContent? RequestContent { get; init; }

    /// <summary>The status of a successful response.</summary>
    public int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>Other statuses of successful responses, with the same body.</summary>
    public IReadOnlyList<int> OtherStatuses { get; init; } = [];

    /// <summary>The body of a successful response; null for none.</summary>
    public ApiContent? ResponseContent { get; init; }

    /// <summary>The cost of a call. Calls above the rate limit are rejected with 429.</summary>
    public ApiCost Cost { get; init; }

    /// <summary>What the store must have besides the members of every store. Otherwise the route answers 501.</summary>
    public StoreCapabilities Requires { get; init; }

    /// <summary>Whether a response takes as long as there is data to send: exports and streams.</summary>
    public bool IsLong => Cost == ApiCost.Export || ResponseContent?.Events.Count > 0;

    /// <summary>Whether it is answered without waiting for other requests.</summary>
    public bool IsUrgent { get; init; }

    /// <summary>Further statuses of rejections, besides 400, 401, 403, 500, 501 and 503.</summary>
    public IReadOnlyList<int> Refusals { get; init; } = [];

    /// <summary>Rejects a call if the store does not have what the route requires.</summary>
    /// <exception cref="ApiProblemException">The status is 501.</exception>
    public void EnsureCapabilities(StoreCapabilities present)
    {
        if ((Requires & ~present) is not StoreCapabilities.None and var missing)
        {
            throw ApiProblemException.Absent(missing);
        }
    }
}
