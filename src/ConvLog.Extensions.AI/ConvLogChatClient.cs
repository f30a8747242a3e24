using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI;

/// <summary>A chat client whose requests are logged.</summary>
/// <param name="inner">The client that answers.</param>
/// <param name="logging">The conversation and the masks.</param>
/// <param name="unlogged">Counts the host's requests without a conversation; null if the host is not known.</param>
internal sealed class ConvLogChatClient(IChatClient inner, ConvLogChatOptions logging, UnloggedActivity? unlogged) : DelegatingChatClient(inner)
{
    // Async even if nothing is logged, so that async-local changes of a request do not reach the caller's flow.
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        // Enumerated once, since it may be a query.
        IList<ChatMessage>? asked = messages as IList<ChatMessage> ?? messages?.ToList();
        using var request = asked is null ? null : ChatRequest.Begin(InnerClient, logging, unlogged, asked, options);
        if (request is null)
        {
            return await base.GetResponseAsync(asked!, options, cancellationToken).ConfigureAwait(false);
        }

        try
        {
            using var current = request.MakeCurrent();
            var response = await base.GetResponseAsync(asked!, options, cancellationToken).ConfigureAwait(false);
            request.Complete(response);
            return response;
        }
        catch (Exception e)
        {
            request.Fail(e, cancellationToken);
            throw;
        }
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        IList<ChatMessage>? asked = messages as IList<ChatMessage> ?? messages?.ToList();
        var request = asked is null ? null : ChatRequest.Begin(InnerClient, logging, unlogged, asked, options);
        if (request is null)
        {
            await foreach (var update in base.GetStreamingResponseAsync(asked!, options, cancellationToken).ConfigureAwait(false))
            {
                yield return update;
            }

            yield break;
        }

        // If it is disposed before its end, the reader has left.
        using var whole = request;
        var stream = request.Start(() => base.GetStreamingResponseAsync(asked!, options, cancellationToken), cancellationToken);
        await using var _ = stream.ConfigureAwait(false);
        while (await request.NextAsync(stream, cancellationToken).ConfigureAwait(false))
        {
            request.Update(stream.Current);
            yield return stream.Current;
        }

        request.Complete();
    }
}
