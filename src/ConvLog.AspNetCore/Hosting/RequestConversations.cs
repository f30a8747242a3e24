using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ConvLog.AspNetCore.Hosting;

/// <summary>Opens the conversation of a request and ends it with the request.</summary>
/// <param name="factory">Opens conversations.</param>
/// <param name="describe">Describes a request's conversation; null for none.</param>
/// <param name="logger">Where trouble is reported.</param>
internal sealed partial class RequestConversations(IConversationFactory factory, Func<HttpContext, ConversationInfo?> describe, ILogger logger)
{
    public Task RunAsync(HttpContext context, RequestDelegate next)
        => Open(context) is { } conversation ? RunAsync(conversation, context, next) : next(context);

    private static async Task RunAsync(Conversation conversation, HttpContext context, RequestDelegate next)
    {
        await using (conversation.ConfigureAwait(false))
        {
            using (conversation.MakeCurrent())
            {
                await next(context).ConfigureAwait(false);
            }
        }
    }

    private Conversation? Open(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<OwnEndpoint>() is not null)
        {
            return null;
        }

        try
        {
            // Called twice, the first call's conversation is used.
            var info = describe(context);
            return info is null || string.Equals(info.Id, Conversation.Current?.Info.Id, StringComparison.Ordinal) ? null : factory.Open(info);
        }
        catch (Exception e)
        {
            // A request is not refused for its log.
            LogNotOpened(logger, e);
            return null;
        }
    }

    [LoggerMessage(30, LogLevel.Error,
        "The conversation of a request could not be opened. The request continues, and nothing in it is logged to a conversation.")]
    private static partial void LogNotOpened(ILogger logger, Exception exception);
}
