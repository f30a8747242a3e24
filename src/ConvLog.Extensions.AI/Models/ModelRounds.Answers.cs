using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI.Models;

/// <content>What the model answered in a round, and what it took.</content>
internal sealed partial class ModelRounds
{
    // Said once for each round, whichever way it ends.
    private ModelMessage? AnswerOf(IReadOnlyList<ChatMessage> messages)
    {
        _answered(messages);
        return _messages.Answer(messages);
    }

    private void Complete(ModelCall call, TimeSpan ago, List<ChatMessage> messages, ChatResponse response)
    {
        var answer = AnswerOf(messages);
        var usage = _details.UsageOf(response);
        if (ResponseErrors.Error(messages) is { } error)
        {
            call.Fail(error, answer, usage);
        }
        else
        {
            call.Complete(ago, answer, usage, ResponseErrors.FinishReason(messages, response.FinishReason), response.ResponseId);
        }
    }

    private void AddLateUsage(ChatResponseUpdate update)
    {
        foreach (var content in update.Contents.OfType<UsageContent>())
        {
            AddUsage(_details.UsageOf(update.ModelId, content.Details));
        }
    }

    private void AddUsage(ModelUsage? usage)
    {
        if (usage is not null)
        {
            _turn.AddUsage(usage);
        }
    }
}
