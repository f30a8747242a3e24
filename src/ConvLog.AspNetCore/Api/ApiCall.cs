using System.Text.Json;
using ConvLog.AspNetCore.Access;
using ConvLog.AspNetCore.Api.Shapes;
using ConvLog.AspNetCore.Http;
using ConvLog.Privacy;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Api;

/// <summary>A request to a route from a caller with the required permissions.</summary>
/// <param name="context">The request.</param>
/// <param name="visitor">The caller.</param>
/// <param name="reader">The caller's identity and scope as a reader.</param>
internal sealed class ApiCall(HttpContext context, Visitor visitor, Reader reader)
{
    public HttpContext Context => context;

    public Visitor Visitor => visitor;

    public Reader Reader => reader;

    /// <summary>Canceled when the client disconnects.</summary>
    public CancellationToken Aborted => context.RequestAborted;

    /// <summary>Whether the caller has further permissions.</summary>
    public bool May(ConvLogPermissions permissions) => (visitor.Permissions & permissions) == permissions;

    /// <summary>Rejects a caller whose scope is limited: the operation concerns all conversations.</summary>
    public void EnsureAllConversations()
    {
        if (!reader.Scope.IsAll)
        {
            throw new ApiProblemException(StatusCodes.Status403Forbidden, "Forbidden",
                "This requires access to all conversations. Your access is limited to some agents or accounts.");
        }
    }

    public IResult Json<T>(T shape, int status = StatusCodes.Status200OK) => Json(json => ApiShapes.Write(json, shape), status);

    public IResult Json(Action<Utf8JsonWriter> write, int status = StatusCodes.Status200OK)
        => new EntityResult(status, JsonBody.Of(write), this);

    /// <summary>A response without content.</summary>
    public static IResult Done { get; } = new NoContentResult();
}
