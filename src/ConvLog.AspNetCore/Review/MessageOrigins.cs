using ConvLog.Records;

namespace ConvLog.AspNetCore.Review;

/// <summary>The model call in which each message of a request was new: only there it is shown in full.</summary>
internal sealed class MessageOrigins
{
    private readonly Dictionary<string, IReadOnlyList<MessageOrigin>> _byCall = new(StringComparer.Ordinal);

    public MessageOrigins(IEnumerable<TurnView> turns)
    {
        // Repeated messages are at the same positions as in the previous call, whose response follows its request.
        List<MessageOrigin> before = [];
        foreach (var turn in turns)
        {
            foreach (var call in ModelCalls.Of(turn).Where(static call => call.Request.Count > 0))
            {
                var here = new MessageOrigin(call.Id, turn.Ordinal);
                List<MessageOrigin> origins = [.. call.Request.Select((message, at) => message.IsNew || at >= before.Count ? here : before[at])];
                _byCall[call.Id] = origins;
                before = call.Kind != ModelCallKind.Chat ? before : call.Response is null ? origins : [.. origins, here];
            }
        }
    }

    /// <summary>The origins of a call's messages, in order.</summary>
    public IReadOnlyList<MessageOrigin> Of(ModelCallView call) => _byCall.GetValueOrDefault(call.Id) ?? [];
}

/// <summary>The model call in which a message was new, and its turn.</summary>
internal sealed record MessageOrigin(string CallId, int Turn);
