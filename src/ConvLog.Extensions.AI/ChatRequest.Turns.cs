using ConvLog.Extensions.AI.Models;
using ConvLog.Extensions.AI.Tools;
using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI;

/// <content>Which turn it belongs to.</content>
internal sealed partial class ChatRequest
{
    // A turn is begun where the host began none in this flow, outside of function events. One that waits is continued by an answer to what it waits for.
    private (Turn? Turn, Turn? Own, string? Input) TurnOf(Conversation conversation, IList<ChatMessage> asked, List<ChatMessage> latest)
    {
        var function = conversation.CurrentFunction;
        var open = function?.Turn ?? conversation.FlowTurn ?? TurnOfKeptRun(conversation);
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

                // What was injected into the loop meanwhile is of the same turn.
                foreach (string said in InputsOf(latest.Skip(latest.FindLastIndex(static message => message.Role == ChatRole.Tool))))
                {
                    waiting.Turn.AddInput(_messages.Masked(said));
                }

                return (waiting.Turn, waiting.Turn, waiting.Input);
            }

            waiting.GiveUp(asked);
        }

        // What an earlier opening of the conversation waits for, here or on another host.
        var inputs = InputsOf(answered.Count > 0 ? latest.Skip(1 + latest.FindLastIndex(static message => message.Role == ChatRole.Tool)) : latest);
        var input = inputs.Select(_messages.Masked).Aggregate(default(MaskedText), static (all, input) => all.IsEmpty ? input : Turn.Joined(all, "\n", input));
        var own = answered.Count > 0 ? conversation.ContinueTurnOf(turnId: null, answered, continuationToken: null, input) : conversation.BeginTurn(input);
        return (own, own, inputs.LastOrDefault());
    }

    private static bool IsAnswer(List<ChatMessage> latest) => latest.FindLast(static message => !ContextMessages.Contains(message))?.Role == ChatRole.Tool;

    // What the caller answers in this opening is soon answered: only what others are to decide or do is told at once.
    private void Wait(Turn turn, TurnWait wait, ChatResponse response)
    {
        turn.BeginWait(wait, MaskedAnswer(response), isTold: wait.Kind != TurnWaitKind.ClientTool);
        HashSet<string> calls = new(wait.CallIds, StringComparer.Ordinal);
        WaitingTurns.Of(Conversation).Add(new WaitingTurn(turn, MaskedAnswer(response), _input, calls, response.ConversationId ?? _serviceId, _isStreamed)
        {
            IsBackground = calls.Count == 0,
        });
        _isWaiting = true;
    }

    // What the user said in messages; not what a framework or anything between two clients added.
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
