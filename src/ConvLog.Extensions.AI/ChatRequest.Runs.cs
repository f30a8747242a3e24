using ConvLog.Extensions.AI.Models;
using ConvLog.Openings;
using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI;

/// <content>The run of an agent, which may call other clients and agents.</content>
internal sealed partial class ChatRequest
{
    private readonly ChatRequest? _around; // The request or run that contains this one; null if there is none, and inside a tool.
    private readonly AgentRun? _run; // Null for a request of a chat client.
    private readonly string? _agent; // The name of the agent that makes the request; null if there is none.
    private volatile bool _hasInnerRequest; // Whether a client inside this one was called.

    // Inside a run, messages reach the user only through the run's response.
    private bool IsSpoken => _isSpoken && _around?._run is null;

    // The outermost agent answers the user.
    private void NameAgent()
    {
        if (IsSpoken && _turn is { AgentName: null })
        {
            _turn.AgentName = _agent;
        }
    }

    /// <summary>Handles that the stream is no longer read. If it has not ended, the requests inside it are abandoned as well.</summary>
    public void EndUnreadIfOpen()
    {
        if (!_isOver)
        {
            EndUnread();
        }
    }

    // Records that a request is made inside this one. Other callers of models on the way, such as a context provider, are not the agent.
    private void RecordInnerRequest(ChatRequest inner, IList<ChatMessage> asked)
    {
        _hasInnerRequest = true;
        if (_run is null || inner._purpose is not null)
        {
            return;
        }

        _run.RecordRequest(inner._agent, asked, HandOver);
        if (!_run.IsOne || _passed.Value.Count == 0 || UserTexts(asked).Any(_passed.Value.Contains))
        {
            _rounds?.MarkHandledInside(inner._agent);
        }
    }

    // A workflow whose run is kept in memory continues in the flow of the request that started it, but works for the open turn of the latest request.
    private Turn? TurnOfInMemoryRun(Conversation conversation)
        => _agent is not null && CurrentScope.IsFollowedBy(conversation) ? conversation.CurrentTurn : null;

    // Messages between its agents, and those before their tools ran, bridged the wait.
    private void Ended(AgentRun run, ChatResponse response)
    {
        foreach (var message in _isStreamed ? [] : response.Messages)
        {
            run.Add(message.AuthorName, message.Contents, HandOver);
        }

        run.End(HandOver);
        foreach (var bridge in IsSpoken && !run.IsOne ? run.BridgesIn(response.Messages) : [])
        {
            _turn?.Say(_messages.Answered([bridge]), filler: true);
        }

        if (run.IsCanceled)
        {
            _own?.Cancel(_own.WhyCanceled, MaskedAnswer(response));
        }
    }

    // A workflow reports only that something failed; the cause is known from the request inside it.
    private void Fail(string error, ChatResponse response)
    {
        if (_run?.Thrown is { } thrown)
        {
            _own?.Fail(thrown, isCanceled: false, MaskedAnswer(response));
        }
        else
        {
            _own?.Fail(error, MaskedAnswer(response));
        }
    }

    // Records a hand-over between agents. A surrounding run records it itself.
    private void HandOver(string from, string to, string? explanation)
    {
        if (_around?._run is null)
        {
            _turn?.HandOver(from, to, reason: null, explanation);
        }
    }
}
