using System.Runtime.CompilerServices;
using ConvLog.Extensions.AI.Models;
using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI.Tools;

/// <summary>The tool calls of a turn that are function events, so that those which no tool was invoked for are found. Any thread.</summary>
/// <param name="turn">The turn.</param>
internal sealed class ToolCalls(Turn turn)
{
    private static readonly ConditionalWeakTable<Turn, ToolCalls> s_turns = [];

    private readonly Lock _lock = new();
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _withoutId = new(StringComparer.Ordinal); // Invocations by the tool's name.

    /// <summary>Those of a turn; null outside any.</summary>
    public static ToolCalls? Of(Turn? turn) => turn is null ? null : s_turns.GetValue(turn, static key => new ToolCalls(key));

    /// <summary>Notes that a tool was invoked.</summary>
    public void Invoked(string name, string? callId)
    {
        lock (_lock)
        {
            if (callId is { Length: > 0 })
            {
                _ids.Add(callId);
            }
            else
            {
                _withoutId[name] = _withoutId.GetValueOrDefault(name) + 1;
            }
        }
    }

    /// <summary>
    /// Logs the calls among these messages that were answered without invoking a tool, as failed function events: the loop knew no tool of that name, or the
    /// user refused the call.
    /// </summary>
    /// <param name="messages">The messages, with calls and results.</param>
    /// <param name="offered">The tools of the request. The result of one that is not logged is left to the host.</param>
    public void LogUninvoked(IEnumerable<ChatMessage> messages, IEnumerable<AITool> offered)
    {
        Dictionary<string, FunctionCallContent> asked = new(StringComparer.Ordinal);
        foreach (var content in messages.SelectMany(static message => message.Contents))
        {
            if (content is FunctionCallContent call)
            {
                asked[call.CallId] = call;
            }
            else if (content is FunctionResultContent result && asked.Remove(result.CallId, out var answered) && IsMissing(answered, offered))
            {
                using var missing = turn.BeginFunction(answered.Name, answered.CallId, answered.Arguments);
                missing.Fail(ToolResult.Text(result) is { Length: > 0 } answer ? answer : "No tool was invoked.");
            }
        }
    }

    private bool IsMissing(FunctionCallContent call, IEnumerable<AITool> offered)
        => offered.FirstOrDefault(tool => string.Equals(tool.Name, call.Name, StringComparison.Ordinal)) is var tool
            && (tool is null || LoggedFunction.IsLogged(tool))
            && IsFirst(call);

    private bool IsFirst(FunctionCallContent call)
    {
        lock (_lock)
        {
            if (_withoutId.GetValueOrDefault(call.Name) is > 0 and var count && !_ids.Contains(call.CallId))
            {
                _withoutId[call.Name] = count - 1;
                _ids.Add(call.CallId);
                return false;
            }

            return _ids.Add(call.CallId);
        }
    }
}
