using ConvLog.Extensions.AI.Models;
using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI.Tools;

/// <summary>A tool whose invocations are function events.</summary>
/// <param name="inner">The tool.</param>
/// <param name="request">The request it was offered in, which knows the conversation; null for the one that is current when it is invoked.</param>
internal sealed class LoggedFunction(AIFunction inner, IToolRequest? request) : DelegatingAIFunction(inner)
{
    /// <summary>Wraps a tool that can be invoked and is not logged already. One that was wrapped without a request gets this one.</summary>
    public static AITool Wrap(AITool tool, IToolRequest? request) => tool switch
    {
        LoggedFunction logged => request is null ? logged : logged.For(request),
        AIFunction function when !IsLogged(tool) => new LoggedFunction(function, request),
        _ => tool,
    };

    /// <summary>Whether invocations of the tool are logged.</summary>
    public static bool IsLogged(AITool tool) => tool.GetService(typeof(LoggedFunction)) is not null;

    public override object? GetService(Type serviceType, object? serviceKey = null)
        => serviceKey is null && serviceType == typeof(LoggedFunction) ? this : base.GetService(serviceType, serviceKey);

    // Not the conversation of the flow where the request is known: a streamed request leaves its flow at every update.
    protected override ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
    {
        if ((request?.Conversation ?? Conversation.Current) is { } conversation)
        {
            return InvokeLoggedAsync(conversation, arguments, cancellationToken);
        }

        UnloggedActivity.Report(UnloggedKind.ToolCall, HostOf(arguments));
        return base.InvokeCoreAsync(arguments, cancellationToken);
    }

    private static UnloggedActivity? HostOf(AIFunctionArguments arguments)
    {
        try
        {
            return arguments.Services?.GetService(typeof(UnloggedActivity)) as UnloggedActivity;
        }
        catch (Exception)
        {
            // Services that have been disposed, or the host's own that fail: the tool is called in any case.
            return null;
        }
    }

    private LoggedFunction For(IToolRequest other) => new(InnerFunction, other);

    // A loop that invokes tools between its requests is in the flow of none of them.
    private Turn? TurnOf(Conversation conversation, string? callId)
        => conversation.CurrentFunction is null && conversation.FlowTurn is null ? request?.Turn ?? WaitingTurns.Of(conversation).WaitingFor(callId) : null;

    private async ValueTask<object?> InvokeLoggedAsync(Conversation conversation, AIFunctionArguments arguments, CancellationToken cancellationToken)
    {
        var invocation = FunctionInvocation.Current;
        request?.ToolBegan(invocation);
        using var current = TurnOf(conversation, invocation.CallId)?.MakeCurrent() ?? conversation.MakeCurrent();
        var asked = AskedFunctions.Take(conversation, Name, invocation.CallId);
        using var call = asked ?? conversation.BeginFunction(Name, invocation.CallId, arguments);
        using var entered = asked?.MakeCurrent();
        ToolCalls.Of(call.Turn)?.Invoked(Name, invocation.CallId);
        Exception? thrown = null;
        try
        {
            object? result = await base.InvokeCoreAsync(arguments, cancellationToken).ConfigureAwait(false);
            ToolResult.Settle(call, result);
            return result;
        }
        catch (Exception e)
        {
            thrown = e;
            call.Fail(e, conversation.IsCanceled(e, cancellationToken));
            throw;
        }
        finally
        {
            request?.ToolEnded(invocation.CallId, thrown);
        }
    }
}
