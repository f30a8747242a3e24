using ConvLog.Extensions.AI.Models;
using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI.Tools;

/// <summary>Runs tools as function events.</summary>
internal static class ToolRun
{
    /// <summary>Runs a tool and passes its result or exception to the caller.</summary>
    /// <param name="conversation">The conversation of its event.</param>
    /// <param name="invocation">The loop's data about it.</param>
    /// <param name="tool">The tool.</param>
    /// <param name="arguments">The arguments of the invocation.</param>
    /// <param name="invoke">Invokes it.</param>
    /// <param name="cancellationToken">The caller's token.</param>
    public static async ValueTask<object?> RunAsync(Conversation conversation, ToolInvocation invocation, AIFunction tool, AIFunctionArguments? arguments,
        Func<ValueTask<object?>> invoke, CancellationToken cancellationToken)
    {
        string name = tool.Name;
        var request = ToolFlow.Request;
        request?.ToolBegan(invocation);
        using var current = TurnOf(conversation, invocation)?.MakeCurrent() ?? conversation.MakeCurrent();
        var turn = conversation.CurrentFunction?.Turn ?? conversation.FlowTurn ?? conversation.LatestTurn;
        var askedFor = ToolCalls.Of(conversation, turn)?.Invoked(name, invocation, arguments);
        string? callId = askedFor?.Call.CallId ?? invocation.CallId;
        var asked = PendingFunctionEvents.Take(conversation, name, callId);
        using var call = asked ?? conversation.BeginFunction(name, callId, ArgumentsOf(invocation, arguments));
        call.ServerName = McpServer.NameOf(tool);
        if (askedFor is { IsGranted: true } || Pending.NeedsApproval(invocation.Function ?? tool))
        {
            call.Decide(ApprovalDecision.Granted, askedFor?.AskedAt ?? turn?.WaitingSince, by: null, reason: null); // Otherwise it would not run.
        }

        turn?.Continue();
        using var entered = asked?.MakeCurrent();
        using var flow = ToolFlow.EnterTool(invocation.Call);
        Exception? thrown = null;
        try
        {
            object? result = await invoke().ConfigureAwait(false);
            ToolResult.Settle(call, result);
            return result;
        }
        catch (Exception e)
        {
            thrown = e;
            call.Fail(CallArguments.Explain(invocation.Call, e), conversation.IsCanceled(e, cancellationToken));
            throw;
        }
        finally
        {
            WaitingTurns.Of(conversation).ToolEnded(call, thrown, FunctionInvocation.EndsLoop(invocation));
            request?.ToolEnded(invocation.CallId, thrown);
        }
    }

    // If the tool could be passed no arguments, the model's own are logged.
    private static object? ArgumentsOf(ToolInvocation invocation, AIFunctionArguments? arguments)
        => arguments is { Count: > 0 } || invocation.Call is null ? arguments : CallArguments.Of(invocation.Call) ?? arguments;

    // A loop that invokes tools between its requests is in the flow of none of them.
    private static Turn? TurnOf(Conversation conversation, ToolInvocation invocation)
        => conversation.CurrentFunction is not null || conversation.FlowTurn is not null ? null
        : ToolCalls.FindFor(invocation.Call) is { } asking && asking.Conversation == conversation ? asking.Turn
        : WaitingTurns.Of(conversation).WaitingFor(invocation.CallId)
            ?? (invocation.Call is not null && Pending.NeedsApproval(invocation.Function)
                ? WaitingTurns.Of(conversation).BegunByTool(conversation, invocation.Call.CallId) : null);
}
