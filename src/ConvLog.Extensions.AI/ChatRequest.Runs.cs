using ConvLog.Extensions.AI.Models;
using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI;

/// <content>A run of an agent, in which other clients and agents may be asked.</content>
internal sealed partial class ChatRequest
{
    private readonly ChatRequest? _around; // The request or run that it is made in; null for none, and inside of a tool.
    private readonly AgentRun? _run; // Null for a request of a chat client.
    private readonly string? _agent; // The name of the agent that it is made for; null for none.
    private volatile bool _isReached; // A client inside of this one was asked.

    // Of what is said inside of a run, the run says what its caller gets.
    private bool IsSpoken => _isSpoken && _around?._run is null;

    // The outermost agent answers the user.
    private void NameAgent()
    {
        if (IsSpoken && _turn is { AgentName: null })
        {
            _turn.AgentName = _agent;
        }
    }

    /// <summary>Takes that its stream is not read any more. Where it has not ended, those inside of it are about to be left, too.</summary>
    public void LeaveUnlessOver()
    {
        if (!_isOver)
        {
            Leave();
        }
    }

    // Takes that a request is made inside of this one. What else asks models on the way, such as a provider of context, is not the agent.
    private void Reach(ChatRequest inner, IList<ChatMessage> asked)
    {
        _isReached = true;
        if (_run is null || inner._purpose is not null)
        {
            return;
        }

        _run.Asked(inner._agent, asked, HandOver);
        if (!_run.IsOne || _passed.Value.Count == 0 || UserTexts(asked).Any(_passed.Value.Contains))
        {
            _rounds?.SeenInside(inner._agent);
        }
    }

    // A workflow whose run is kept in memory goes on in the flow of the request that began it, and works for the turn that is open in the latest one.
    private Turn? TurnOfKeptRun(Conversation conversation)
        => _agent is not null && Conversation.CurrentScope.IsFollowedBy(conversation) ? conversation.CurrentTurn : null;

    // What its agents told each other, and said before their tools ran, bridged the wait.
    private void Ended(AgentRun run, ChatResponse response)
    {
        foreach (var message in _isStreamed ? [] : response.Messages)
        {
            run.Take(message.AuthorName, message.Contents, HandOver);
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

    // A workflow tells only that something failed; what it was, the request inside knows.
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

    // An agent hands its work over to another one. The run around this one sees the same.
    private void HandOver(string from, string to, string? explanation)
    {
        if (_around?._run is null)
        {
            _turn?.HandOver(from, to, reason: null, explanation);
        }
    }
}
