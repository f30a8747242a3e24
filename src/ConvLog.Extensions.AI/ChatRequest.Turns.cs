using ConvLog.Extensions.AI.Models;
using ConvLog.Extensions.AI.Tools;
using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI;

/// <content>Which turn it belongs to.</content>
internal sealed partial class ChatRequest
{
    // A turn is begun where the host began none in this flow, outside of function events, and not to answer the calls of an earlier request, whose turn waits
    // or was not logged.
    private (Turn? Turn, Turn? Own, string? Input) TurnOf(Conversation conversation, IList<ChatMessage> asked)
    {
        var function = conversation.CurrentFunction;
        var open = function?.Turn ?? conversation.FlowTurn;
        if (open is not null || function is not null)
        {
            return (open, null, null);
        }

        bool isAnswer = asked is [.., var last] && last.Role == ChatRole.Tool;
        if (WaitingTurns.Of(conversation).Take(asked, asked.Skip(LastAnswerIn(asked)), _serviceId) is { } waiting)
        {
            if (isAnswer)
            {
                return (waiting.Turn, waiting.Turn, waiting.Input);
            }

            waiting.GiveUp(asked);
        }

        if (isAnswer)
        {
            return (null, null, null);
        }

        var inputs = InputsOf(asked);
        var own = conversation.BeginTurn(
            inputs.Select(_messages.Masked).Aggregate(default(MaskedText), static (all, input) => all.IsEmpty ? input : Turn.Joined(all, "\n", input)));
        return (own, own, inputs.LastOrDefault());
    }

    // What the user said since the model answered last.
    private static List<string> InputsOf(IList<ChatMessage> asked)
        => [.. asked.Skip(LastAnswerIn(asked)).Where(static message => message.Role == ChatRole.User).Select(static message => ContentText.Of(message.Contents))
            .Where(static text => text.Length > 0)];

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
