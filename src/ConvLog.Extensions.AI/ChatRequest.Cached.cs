using ConvLog.Extensions.AI.Models;
using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI;

/// <content>An answer from a cache between this client and an inner one, which was not called.</content>
internal sealed partial class ChatRequest
{
    private readonly DateTimeOffset _askedAt; // Of a turn's request.
    private readonly Action<ModelCall>? _request; // Null if there is no cache between two clients.

    private Action<ModelCall>? RequestOf(IChatClient? inner, IList<ChatMessage> asked, string? instructions)
    {
        _around?.RecordInnerRequest(this, asked);
        int count = asked.Count;
        return _turn is null || _details.Cache is null || inner?.GetService(typeof(ConvLogChatClient)) is null ? null
            : call => _messages.AddTo(call, instructions, asked, count);
    }

    private void RecordIfCached(ChatResponse response)
    {
        if (_request is null || !_details.Cache!.Contain(response, _askedAt) || _hasInnerRequest)
        {
            return;
        }

        using var call = _turn!.BeginModelCall(_details.Model, _details.Provider, _details.Parameters, _turn.Time.GetUtcNow() - _askedAt, _details.Request);
        (call.Purpose, call.AgentName) = (_purpose, _agent);
        call.IsCached = true;
        _request(call);
        var answer = Round.Split(response.Messages).LastOrDefault().Round?.Messages ?? [];
        call.Complete(_messages.Answer(answer), usage: null, ResponseErrors.FinishReason(answer, response.FinishReason), response.ResponseId);
    }
}
