using ConvLog.Extensions.AI.Models;
using ConvLog.Extensions.AI.Tools;
using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI;

/// <content>Which turn it belongs to.</content>
internal sealed partial class ChatRequest
{
    // A turn is begun where the host began none in this flow, outside of function events, and not to answer the calls of an earlier request, whose turn waits
    // or was not logged.
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

        if (_isContinued && WaitingTurns.Of(conversation).TakeBackground() is { } background)
        {
            return (background.Turn, background.Turn, background.Input);
        }

        bool isAnswer = latest.FindLast(static message => !ContextMessages.Contains(message))?.Role == ChatRole.Tool;
        if (WaitingTurns.Of(conversation).Take(asked, latest, _serviceId) is { } waiting)
        {
            if (isAnswer || waiting.IsAnsweredBy(latest))
            {
                waiting.Turn.Say(waiting.Said, filler: true);

                // What was injected into the loop meanwhile is of the same turn.
                foreach (string said in InputsOf(latest.Skip(latest.FindLastIndex(static message => message.Role == ChatRole.Tool))))
                {
                    waiting.Turn.AddInput(_messages.Masked(said));
                }

                return (waiting.Turn, waiting.Turn, waiting.Input);
            }

            waiting.GiveUp(asked);
        }

        if (isAnswer)
        {
            return (null, null, null);
        }

        var inputs = InputsOf(latest);
        var own = conversation.BeginTurn(
            inputs.Select(_messages.Masked).Aggregate(default(MaskedText), static (all, input) => all.IsEmpty ? input : Turn.Joined(all, "\n", input)));
        return (own, own, inputs.LastOrDefault());
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
