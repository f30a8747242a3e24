using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Api;

/// <summary>A route of the API, with its mapping, its access check and its description in the OpenAPI document.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Pattern">The pattern below <see cref="Base"/>, such as <c>/conversations/{id}</c>.</param>
/// <param name="Needs">The permissions that it requires.</param>
/// <param name="Handler">Handles a request. Throws <see cref="ApiProblemException"/> to refuse it.</param>
internal sealed record ApiRoute(string Method, string Pattern, ConvLogPermissions Needs, Func<ApiCall, ValueTask<IResult>> Handler)
{
    /// <summary>The prefix of the paths of ConvLog's own routes.</summary>
    public const string Root = "/convlog/v1";

    /// <summary>The prefix of its path; default <see cref="Root"/>.</summary>
    public string Base { get; init; } = Root;

    /// <summary>
    /// Its order among the endpoints of the host; default 0. With a higher order, an endpoint of the host with the same path takes precedence.
    /// </summary>
    public int Order { get; init; }

    /// <summary>The whole pattern.</summary>
    public string Path => Base + Pattern;

    /// <summary>The name of the operation in generated clients: <c>listConversations</c>. Some generators create a client for the part before an
    /// underscore.</summary>
    public required string OperationId { get; init; }

    /// <summary>A one-line summary.</summary>
    public required string Summary { get; init; }

    /// <summary>Further details.</summary>
    public string? Description { get; init; }

    /// <summary>Its parameters, those of the path first. Other parameters are refused.</summary>
    public IReadOnlyList<ApiParameter> Parameters { get; init; } = [];

    /// <summary>The request body; null if it has none.</summary>
    public ApiContent? Takes { get; init; }

    /// <summary>The status of a successful response.</summary>
    public int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>Other statuses of successful responses, with the same body.</summary>
    public IReadOnlyList<int> OtherStatuses { get; init; } = [];

    /// <summary>The body of a successful response; null if it has none.</summary>
    public ApiContent? Gives { get; init; }

    /// <summary>The cost of a request. Too many counted requests are refused with 429.</summary>
    public ApiCost Cost { get; init; }

    /// <summary>Whether a request lasts as long as there is data to send: exports and streams.</summary>
    public bool IsLong => Cost == ApiCost.Export || Gives?.Events.Count > 0;

    /// <summary>Whether it is answered immediately, however many other requests are in progress.</summary>
    public bool IsUrgent { get; init; }

    /// <summary>Additional error statuses, besides 400, 401, 403, 500 and 503.</summary>
    public IReadOnlyList<int> Refusals { get; init; } = [];
}
