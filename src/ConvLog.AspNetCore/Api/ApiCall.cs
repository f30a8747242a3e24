using System.Text.Json;
using ConvLog.AspNetCore.Access;
using ConvLog.AspNetCore.Http;
using ConvLog.Privacy;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Api;

/// <summary>A request to a route that its sender is permitted to call.</summary>
/// <param name="context">The request.</param>
/// <param name="visitor">The sender.</param>
/// <param name="reader">The reader that applies.</param>
internal sealed class ApiCall(HttpContext context, Visitor visitor, Reader reader)
{
    public HttpContext Context => context;

    public Visitor Visitor => visitor;

    public Reader Reader => reader;

    /// <summary>Canceled when the caller has disconnected.</summary>
    public CancellationToken Aborted => context.RequestAborted;

    /// <summary>Whether the caller also has the given permissions.</summary>
    public bool May(ConvLogPermissions permissions) => (visitor.Permissions & permissions) == permissions;

    /// <summary>Refuses a reader who can only read some conversations, because the request concerns all of them.</summary>
    public void DemandAllConversations()
    {
        if (!reader.Scope.IsAll)
        {
            throw new ApiProblemException(StatusCodes.Status403Forbidden, "Forbidden",
                "This requires access to all conversations. Your access is limited to some agents or accounts.");
        }
    }

    /// <summary>A JSON response.</summary>
    public IResult Json(Action<Utf8JsonWriter> write, int status = StatusCodes.Status200OK)
        => new EntityResult(status, JsonBody.Of(write), this);

    /// <summary>A response without content.</summary>
    public static IResult Done { get; } = new NoContentResult();
}
