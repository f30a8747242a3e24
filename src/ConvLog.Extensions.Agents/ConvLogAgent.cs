using System.Runtime.CompilerServices;
using ConvLog.Extensions.AI;
using ConvLog.Extensions.AI.Models;
using Microsoft.Agents.AI;
using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.Agents;

/// <summary>An agent whose runs are logged.</summary>
/// <param name="inner">The agent that answers.</param>
/// <param name="client">Its chat client; null if none is known, as for a workflow.</param>
/// <param name="chat">The options with which it calls the client; null if unknown.</param>
/// <param name="logging">The conversation and the masks.</param>
/// <param name="unlogged">Counts the host's runs without a conversation; null if the host is not known.</param>
internal sealed class ConvLogAgent(AIAgent inner, IChatClient? client, ChatOptions? chat, ConvLogAgentOptions logging, UnloggedActivity? unlogged)
    : DelegatingAIAgent(inner)
{
    // Async even if nothing is logged, so that async-local changes of a run do not reach the caller's flow.
    protected override async Task<AgentResponse> RunCoreAsync(
        IEnumerable<ChatMessage> messages, AgentSession? session = null, AgentRunOptions? options = null, CancellationToken cancellationToken = default)
    {
        var asked = Read(messages);
        using var request = Begin(asked, session, options, cancellationToken);
        if (request is null)
        {
            return await InnerAgent.RunAsync(asked, session, options, cancellationToken).ConfigureAwait(false);
        }

        try
        {
            using var current = request.MakeCurrent();
            var response = await InnerAgent.RunAsync(asked, session, options, cancellationToken).ConfigureAwait(false);
            request.Complete(RunResponse.Of(response), RunResponse.IsOfModel(response));
            return response;
        }
        catch (Exception e)
        {
            request.Fail(e, cancellationToken);
            throw;
        }
    }

    protected override async IAsyncEnumerable<AgentResponseUpdate> RunCoreStreamingAsync(IEnumerable<ChatMessage> messages, AgentSession? session = null,
        AgentRunOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var asked = Read(messages);

        // If it is disposed before its end, the reader has left.
        using var request = Begin(asked, session, options, cancellationToken);
        if (request is null)
        {
            await foreach (var update in InnerAgent.RunStreamingAsync(asked, session, options, cancellationToken).ConfigureAwait(false))
            {
                yield return update;
            }

            yield break;
        }

        var stream = request.Start(() => InnerAgent.RunStreamingAsync(asked, session, options, cancellationToken), cancellationToken);
        await using var _ = stream.ConfigureAwait(false);
        try
        {
            while (await request.NextAsync(stream, cancellationToken).ConfigureAwait(false))
            {
                if (RunResponse.Of(stream.Current) is { } update)
                {
                    request.Update(update, RunResponse.IsOfModel(stream.Current));
                }

                yield return stream.Current;
            }

            request.Complete();
        }
        finally
        {
            request.EndUnreadIfOpen();
        }
    }

    // The framework has enumerated them already, and they may be a query.
    private IReadOnlyCollection<ChatMessage> Read(IEnumerable<ChatMessage> messages)
        => CurrentRunContext is { } context && context.Agent == this ? context.RequestMessages : [.. messages];

    private ChatRequest? Begin(IReadOnlyCollection<ChatMessage> asked, AgentSession? session, AgentRunOptions? options, CancellationToken cancellationToken)
    {
        ConvLogChatOptions requests = new()
        {
            Conversation = _ => logging.Conversation(session, options),
            IncludeReasoning = logging.IncludeReasoning,
            Mask = logging.Mask,
        };
        AgentRun run = new(isOne: client is not null, cancellationToken);
        return ChatRequest.Begin(client, requests, unlogged, asked as IList<ChatMessage> ?? [.. asked], OptionsOf(options), run);
    }

    private ChatOptions? OptionsOf(AgentRunOptions? options)
    {
        if (options is not ({ ContinuationToken: not null } or { ResponseFormat: not null }))
        {
            return chat;
        }

        var asked = chat?.Clone() ?? new ChatOptions();
        asked.ContinuationToken = options.ContinuationToken;
        asked.ResponseFormat = options.ResponseFormat ?? asked.ResponseFormat;
        return asked;
    }
}
