using System.Text.Json;
using ConvLog.AspNetCore.Access;
using ConvLog.AspNetCore.Http;
using ConvLog.Privacy;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Api;

/// <summary>A request to a route that whoever sent it may call.</summary>
/// <param name="context">The request.</param>
/// <param name="visitor">Who sent it.</param>
/// <param name="reader">As whom they read.</param>
internal sealed class ApiCall(HttpContext context, Visitor visitor, Reader reader)
{
    public HttpContext Context => context;

    public Visitor Visitor => visitor;

    public Reader Reader => reader;

    /// <summary>The caller has gone.</summary>
    public CancellationToken Aborted => context.RequestAborted;

    /// <summary>Whether the caller may do this as well.</summary>
    public bool May(ConvLogPermissions permissions) => (visitor.Permissions & permissions) == permissions;

    /// <summary>Refuses whoever may read some conversations only: what follows concerns all.</summary>
    public void DemandAllConversations()
    {
        if (!reader.Scope.IsAll)
        {
            throw new ApiProblemException(StatusCodes.Status403Forbidden, "Forbidden",
                "This requires access to all conversations. Your access is limited to some agents or accounts.");
        }
    }

    /// <summary>Answers with JSON.</summary>
    public IResult Json(Action<Utf8JsonWriter> write, int status = StatusCodes.Status200OK)
        => new EntityResult(status, JsonBody.Of(write), this);

    /// <summary>Answers that it is done.</summary>
    public static IResult Done { get; } = new NoContentResult();
}
