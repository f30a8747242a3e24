using ConvLog.AspNetCore.Access;
using ConvLog.AspNetCore.Http;
using ConvLog.Serialization;
using ConvLog.Storage;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Api;

/// <summary>The conversations of an agent, in the shape of the compatible API.</summary>
internal sealed class ConversationsApi(ConversationReader conversations, Visitors visitors)
{
    /// <summary>GET /v1/agents/{agentId}/conversations. An agent that nobody knows has none.</summary>
    public async ValueTask<IResult> ListAsync(HttpContext context)
    {
        var visitor = visitors.OfApi(context);
        if (visitor.Reader is not { } reader)
        {
            return Refused(context, visitor);
        }

        if (ListWindow.Read(context.Request.Query, out var window) is { } wrong)
        {
            return Failed(context, ApiFailure.Invalid(wrong));
        }

        var query = new ConversationQuery { AgentId = RouteText.Read(context, "agentId", fromEnd: 2), Limit = window.Limit, Offset = window.Offset, CountTotal = true };
        var page = await conversations.ListAsync(reader, query, cancellationToken: context.RequestAborted).ConfigureAwait(false);
        return ApiJson.Ok(json => ConversationJson.WriteList(json, page, window.Limit, window.Offset));
    }

    /// <summary>GET /v1/agents/{agentId}/conversations/{conversationId}.</summary>
    public async ValueTask<IResult> GetAsync(HttpContext context)
    {
        var visitor = visitors.OfApi(context);
        if (visitor.Reader is not { } reader)
        {
            return Refused(context, visitor);
        }

        string id = RouteText.Read(context, "conversationId", fromEnd: 1);
        string agent = RouteText.Read(context, "agentId", fromEnd: 3);
        var conversation = await conversations.GetAsync(reader, id, agent, context.RequestAborted).ConfigureAwait(false);
        return conversation is null ? Failed(context, ApiFailure.NotFound) : ApiJson.Ok(json => ConversationJson.Write(json, conversation));
    }

    public static ValueTask<IResult> NotAllowed(HttpContext context)
    {
        context.Response.Headers.Allow = "GET, HEAD";
        return new(Failed(context, ApiFailure.MethodNotAllowed));
    }

    public static IResult Broken(HttpContext context, string errorId) => ApiJson.Failed(ApiFailure.Broken, errorId);

    private static IResult Refused(HttpContext context, Visitor visitor)
    {
        if (visitor.Kind == VisitorKind.ForeignPage)
        {
            return Failed(context, ApiFailure.ForeignPage);
        }

        context.Response.Headers.WWWAuthenticate = "ApiKey";
        return Failed(context, visitor.Kind == VisitorKind.WrongKey ? ApiFailure.WrongKey : ApiFailure.NoKey);
    }

    private static IResult Failed(HttpContext context, ApiFailure failure) => ApiJson.Failed(failure, CorrelationId.Of(context.Request));
}
