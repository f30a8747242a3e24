using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;

namespace ConvLog.AspNetCore.Hosting;

/// <summary>Makes the conversation of a request current, which is opened by its first entry or turn, and releases it at the end of the request.</summary>
/// <param name="factory">Opens conversations.</param>
/// <param name="describer">Describes a request's conversation.</param>
/// <param name="stopping">Canceled when the host stops.</param>
/// <param name="unlogged">Counts requests without a conversation; null in a host that has only its own factory.</param>
/// <param name="logger">Receives failures.</param>
internal sealed partial class RequestConversations(
    IConversationFactory factory, RequestDescriber describer, CancellationToken stopping, UnloggedActivity? unlogged, ILogger logger)
{
    /// <summary>The route value with a conversation's ID if there is no delegate.</summary>
    public const string RouteValue = "conversationId";

    public async Task RunAsync(HttpContext context, RequestDelegate next)
    {
        var endpoint = context.GetEndpoint();
        if (endpoint?.Metadata.GetMetadata<OwnEndpoint>() is not null)
        {
            await next(context).ConfigureAwait(false);
            return;
        }

        var info = await describer.DescribeAsync(context).ConfigureAwait(false);
        if (info is null)
        {
            await RunWithoutAsync(context, next, endpoint).ConfigureAwait(false);
        }
        else if (string.Equals(info.Id, Conversation.Current?.Info.Id, StringComparison.Ordinal))
        {
            // With a second call of UseConvLog, the conversation of the first is used.
            await next(context).ConfigureAwait(false);
        }
        else if (Open(info) is not { } conversation)
        {
            unlogged?.EnterRequest();
            await next(context).ConfigureAwait(false);
        }
        else
        {
            await RunAsync(conversation, context, next).ConfigureAwait(false);
        }
    }

    [LoggerMessage(30, LogLevel.Error,
        "The conversation of a request could not be opened. The request continues, and nothing in it is logged to a conversation.")]
    public static partial void LogNotOpened(ILogger logger, Exception exception);

    private async Task RunAsync(Conversation conversation, HttpContext context, RequestDelegate next)
    {
        // Not reset: work that the request starts and does not await belongs to its conversation. A host that stops also aborts requests, so its reason is
        // registered first.
        _ = conversation.MakeCurrent();
        _ = conversation.ExplainCancel(stopping, CancelReason.HostStopped);
        var aborted = context.RequestAborted;
        var explained = conversation.ExplainCancel(aborted, CancelReason.UserLeft);
        try
        {
            await next(context).ConfigureAwait(false);
        }
        finally
        {
            if (!aborted.IsCancellationRequested)
            {
                explained.Dispose(); // The server may use the token for another request.
            }

            await conversation.ReleaseAsync().ConfigureAwait(false);
        }
    }

    private async Task RunWithoutAsync(HttpContext context, RequestDelegate next, Endpoint? endpoint)
    {
        if (endpoint?.Metadata.GetMetadata<HubMetadata>() is not null && endpoint.Metadata.GetMetadata<NegotiateMetadata>() is null
            && Conversation.Current is null)
        {
            unlogged?.Add(UnloggedKind.HubRequest);
        }

        unlogged?.EnterRequest();
        try
        {
            await next(context).ConfigureAwait(false);
        }
        finally
        {
            if (endpoint is null && Conversation.Current is null && IsRoutedLater(context))
            {
                unlogged?.Add(UnloggedKind.RoutedRequest);
            }
        }
    }

    private static bool IsRoutedLater(HttpContext context)
        => context.GetEndpoint() is { } endpoint && endpoint.Metadata.GetMetadata<OwnEndpoint>() is null && context.GetRouteValue(RouteValue) is not null;

    private Conversation? Open(ConversationInfo info)
    {
        try
        {
            return factory.OpenLazily(info);
        }
        catch (Exception e)
        {
            // The request continues without a conversation.
            LogNotOpened(logger, e);
            return null;
        }
    }
}
