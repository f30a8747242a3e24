using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Api;

/// <summary>A route of the API: what maps it, what guards it and what the OpenAPI document says of it, in one place.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Pattern">The pattern below <see cref="Base"/>, such as <c>/conversations/{id}</c>.</param>
/// <param name="Needs">What whoever calls it must be permitted.</param>
/// <param name="Handler">Answers. Throws <see cref="ApiProblemException"/> where it refuses.</param>
internal sealed record ApiRoute(string Method, string Pattern, ConvLogPermissions Needs, Func<ApiCall, ValueTask<IResult>> Handler)
{
    /// <summary>What the paths of ConvLog's own routes begin with.</summary>
    public const string Root = "/convlog/v1";

    /// <summary>What its path begins with; default <see cref="Root"/>.</summary>
    public string Base { get; init; } = Root;

    /// <summary>
    /// Its order among the endpoints of the host; default 0. With a later one, an endpoint of the host that takes the same path goes before it.
    /// </summary>
    public int Order { get; init; }

    /// <summary>The whole pattern.</summary>
    public string Path => Base + Pattern;

    /// <summary>What it is called in generated clients: <c>listConversations</c>. Some generators make a client of what is before an underscore.</summary>
    public required string OperationId { get; init; }

    /// <summary>What it does, in one line.</summary>
    public required string Summary { get; init; }

    /// <summary>What else is to be known of it.</summary>
    public string? Description { get; init; }

    /// <summary>Its parameters, those of the path first. Others are refused.</summary>
    public IReadOnlyList<ApiParameter> Parameters { get; init; } = [];

    /// <summary>The body it takes; null for none.</summary>
    public ApiContent? Takes { get; init; }

    /// <summary>The status of an answer that went well.</summary>
    public int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>Other statuses of answers that went well, with the same body.</summary>
    public IReadOnlyList<int> OtherStatuses { get; init; } = [];

    /// <summary>What it gives then; null for no body.</summary>
    public ApiContent? Gives { get; init; }

    /// <summary>What answering it costs. What is counted is refused with 429 where it comes too often.</summary>
    public ApiCost Cost { get; init; }

    /// <summary>Whether answering takes as long as there is something to send: exports and streams.</summary>
    public bool IsLong => Cost == ApiCost.Export || Gives?.Events.Count > 0;

    /// <summary>Whether it is answered at once, however many others are being answered.</summary>
    public bool IsUrgent { get; init; }

    /// <summary>Statuses of its own with which it refuses, besides 400, 401, 403, 500 and 503.</summary>
    public IReadOnlyList<int> Refusals { get; init; } = [];
}
