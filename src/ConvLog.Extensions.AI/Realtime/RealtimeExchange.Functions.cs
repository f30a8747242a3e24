using ConvLog.Extensions.AI.Models;
using ConvLog.Extensions.AI.Tools;
using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI.Realtime;

/// <content>The functions that the model calls.</content>
internal sealed partial class RealtimeExchange
{
    private readonly PendingFunctionEvents _asked = PendingFunctionEvents.Of(conversation);
    private readonly Dictionary<string, OpenCall> _calls = new(StringComparer.Ordinal); // Calls without a result.
    private readonly RecentIds<bool> _known = new(); // Ids of calls: the service reports each more than once.

    private void Called(RealtimeTurn turn, FunctionCallContent asked)
    {
        if (_known.TryGet(asked.CallId, out _))
        {
            return;
        }

        _known.Set(asked.CallId, value: true);
        var call = turn.Turn.BeginFunction(asked.Name, asked.CallId, asked.Arguments);
        _asked.Add(call);
        _calls[asked.CallId] = new OpenCall(turn, call);
        turn.OpenCalls++;
    }

    // Called for results sent by the host or, if functions are invoked inside the session, reported by the service.
    private void Answered(FunctionResultContent result)
    {
        if (!_calls.Remove(result.CallId, out var call))
        {
            return;
        }

        foreach (var message in messages.Of(new ChatMessage(ChatRole.Tool, [result])))
        {
            _history.Add(message);
        }

        call.Turn.OpenCalls--;
        call.Turn.NeedsResponse = true;
        End(call, function => ToolResult.Settle(function, result));
    }

    private void EndCalls(Action<OpenCall> end)
    {
        foreach (var call in _calls.Values)
        {
            call.Turn.OpenCalls--;
            End(call, _ => end(call));
        }

        _calls.Clear();
    }

    // The event of a logged tool ends with the tool.
    private void End(OpenCall call, Action<FunctionEvent> end)
    {
        if (_asked.Remove(call.Function))
        {
            end(call.Function);
            call.Function.Dispose();
        }
    }

    /// <summary>A call without a result.</summary>
    /// <param name="Turn">Its turn.</param>
    /// <param name="Function">Its event.</param>
    private sealed record OpenCall(RealtimeTurn Turn, FunctionEvent Function);
}
