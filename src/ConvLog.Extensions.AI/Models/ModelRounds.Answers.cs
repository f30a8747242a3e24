using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI.Models;

/// <content>The model's answer in a round, and its usage.</content>
internal sealed partial class ModelRounds
{
    // Called once for each round, however it ends.
    private ModelMessage? AnswerOf(IReadOnlyList<ChatMessage> messages)
    {
        _answered(messages);
        return _messages.Answer(messages);
    }

    private void Complete(ModelCall call, TimeSpan ago, List<ChatMessage> messages, ChatResponse response)
    {
        var answer = AnswerOf(messages);
        var usage = UsageOf(call, response);
        if (ResponseErrors.Error(messages) is { } error)
        {
            call.Fail(error, answer, usage);
        }
        else
        {
            call.Complete(ago, answer, usage, ResponseErrors.FinishReason(messages, response.FinishReason), response.ResponseId);
        }
    }

    // If several rounds were not streamed, the last one gets the usage of all: it is from a cache if all of them are.
    private ModelUsage? UsageOf(ModelCall? call, ChatResponse response)
    {
        bool isCached = _details.Cache?.Contain(response, call?.StartedAt ?? _turn.StartedAt) == true;
        call?.IsCached = isCached;
        return isCached ? null : _details.UsageOf(response);
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
