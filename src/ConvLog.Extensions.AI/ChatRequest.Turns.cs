using ConvLog.Extensions.AI.Models;
using ConvLog.Extensions.AI.Tools;
using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI;

/// <content>The turn of the request.</content>
internal sealed partial class ChatRequest
{
    // Begins a turn unless the host began one in this flow or a function event is current. An answer to a waiting turn continues that turn.
    private (Turn? Turn, Turn? Own, string? Input) TurnOf(Conversation conversation, IList<ChatMessage> asked, List<ChatMessage> latest)
    {
        var function = conversation.CurrentFunction;
        var open = function?.Turn ?? conversation.FlowTurn ?? TurnOfInMemoryRun(conversation);
        if (open is not null || function is not null)
        {
            return (open, null, null);
        }

        if (_purpose is not null)
        {
            return (conversation.LatestTurn, null, null);
        }

        if (_token is not null)
        {
            var background = WaitingTurns.Of(conversation).TakeBackground();
            var asking = background?.Turn ?? conversation.ContinueTurnOf(turnId: null, [], Pending.TextOf(_token));
            asking.Continue();
            return (asking, asking, background?.Input);
        }

        var answered = AnsweredCalls.In(latest);
        if (WaitingTurns.Of(conversation).Take(asked, latest, _serviceId) is { } waiting)
        {
            if (IsAnswer(latest) || waiting.IsAnsweredBy(latest))
            {
                _waitingSince = waiting.Turn.WaitingSince;
                waiting.Turn.Continue();

                // User messages that were injected into the loop during the wait belong to the same turn.
                foreach (string said in InputsOf(latest.Skip(latest.FindLastIndex(static message => message.Role == ChatRole.Tool))))
                {
                    waiting.Turn.AddInput(_messages.Masked(said));
                }

                return (waiting.Turn, waiting.Turn, waiting.Input);
            }

            waiting.Supersede(asked);
        }

        // The turn may be waiting in an earlier opening of the conversation, here or on another host.
        var inputs = InputsOf(answered.Count > 0 ? latest.Skip(1 + latest.FindLastIndex(static message => message.Role == ChatRole.Tool)) : latest);
        var input = inputs.Select(_messages.Masked).Aggregate(default(MaskedText), static (all, input) => all.IsEmpty ? input : Turn.Joined(all, "\n", input));
        var own = answered.Count > 0 ? conversation.ContinueTurnOf(turnId: null, answered, continuationToken: null, input) : conversation.BeginTurn(input);
        return (own, own, inputs.LastOrDefault());
    }

    private static bool IsAnswer(List<ChatMessage> latest) => latest.FindLast(static message => !ContextMessages.Contains(message))?.Role == ChatRole.Tool;

    // A tool that the caller runs is soon answered in this opening. Only a wait for other people or services is reported immediately.
    private void Wait(Turn turn, TurnWait wait, ChatResponse response)
    {
        turn.BeginWait(wait, MaskedAnswer(response), isPublished: wait.Kind != TurnWaitKind.ClientTool);
        HashSet<string> calls = new(wait.CallIds, StringComparer.Ordinal);
        WaitingTurns.Of(Conversation).Add(new WaitingTurn(turn, MaskedAnswer(response), _input, calls, response.ConversationId ?? _serviceId, _isStreamed)
        {
            IsBackground = calls.Count == 0,
        });
        _isWaiting = true;
    }

    // The user's own messages, without those added by a framework or by middleware between two clients.
    private List<string> InputsOf(IEnumerable<ChatMessage> messages)
        => [.. UserTexts(messages.Where(static message => !ContextMessages.Contains(message))).Where(text => _outer?.Value.Contains(text) != false)];

    private static IEnumerable<string> UserTexts(IEnumerable<ChatMessage> messages)
        => messages.Where(static message => message.Role == ChatRole.User).Select(static message => ContentText.Of(message.Contents))
            .Where(static text => text.Length > 0);

    private static int LastAnswerIn(IList<ChatMessage> asked)
    {
        int index = asked.Count - 1;
        while (index >= 0 && asked[index].Role != ChatRole.Assistant)
        {
            index--;
        }

        return Math.Max(index, 0);
    }
}
