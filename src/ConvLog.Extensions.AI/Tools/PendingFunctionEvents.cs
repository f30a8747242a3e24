using System.Runtime.CompilerServices;

namespace ConvLog.Extensions.AI.Tools;

/// <summary>
/// The function events of a conversation that began with a realtime model's call, until a logged tool takes them over or their results are sent. Safe to use
/// from any thread.
/// </summary>
internal sealed class PendingFunctionEvents
{
    private static readonly ConditionalWeakTable<Conversation, PendingFunctionEvents> s_conversations = [];

    private readonly Lock _lock = new();
    private readonly List<FunctionEvent> _calls = [];

    public static PendingFunctionEvents Of(Conversation conversation) => s_conversations.GetValue(conversation, static _ => new PendingFunctionEvents());

    /// <summary>Takes over the event of a call; null if there is none.</summary>
    /// <param name="conversation">The conversation.</param>
    /// <param name="name">The function's name.</param>
    /// <param name="callId">The id of the call; null if the loop does not provide it: then the oldest with this name.</param>
    public static FunctionEvent? Take(Conversation conversation, string name, string? callId)
        => s_conversations.TryGetValue(conversation, out var asked) ? asked.Take(name, callId) : null;

    public void Add(FunctionEvent call)
    {
        lock (_lock)
        {
            _calls.Add(call);
        }
    }

    /// <summary>Removes a call; returns whether it had not been taken over.</summary>
    public bool Remove(FunctionEvent call)
    {
        lock (_lock)
        {
            return _calls.Remove(call);
        }
    }

    private FunctionEvent? Take(string name, string? callId)
    {
        lock (_lock)
        {
            var call = _calls.Find(call => string.Equals(call.Name, name, StringComparison.Ordinal)
                && (callId is null || string.Equals(call.CallId, callId, StringComparison.Ordinal)));
            return call is not null && _calls.Remove(call) ? call : null;
        }
    }
}
