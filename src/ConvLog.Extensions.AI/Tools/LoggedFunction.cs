using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI.Tools;

/// <summary>A tool whose invocations are function events.</summary>
/// <param name="inner">The tool.</param>
internal sealed class LoggedFunction(AIFunction inner) : DelegatingAIFunction(inner)
{
    /// <summary>Wraps a tool that can be invoked and is not logged already.</summary>
    public static AITool Wrap(AITool tool)
        => tool is AIFunction function && tool.GetService(typeof(LoggedFunction)) is null ? new LoggedFunction(function) : tool;

    public override object? GetService(Type serviceType, object? serviceKey = null)
        => serviceKey is null && serviceType == typeof(LoggedFunction) ? this : base.GetService(serviceType, serviceKey);

    protected override ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
    {
        var invocation = FunctionInvocation.Current;
        if (!IsInvokedBy(invocation))
        {
            // Called by another tool, which the loop invoked.
            invocation = default;
        }
        else if (invocation.Call is not null && ReferenceEquals(invocation.Call, ToolFlow.Invoked))
        {
            return base.InvokeCoreAsync(arguments, cancellationToken); // The loop's own hook records it.
        }

        // Where the request that asked for the call is known, its conversation is: a loop invokes tools outside of the flow of its requests.
        if ((ToolCalls.ThatAsked(invocation.Call)?.Conversation ?? ToolFlow.Request?.Conversation ?? Conversation.Current) is { } conversation)
        {
            return ToolRun.RunAsync(conversation, invocation, this, arguments, () => base.InvokeCoreAsync(arguments, cancellationToken), cancellationToken);
        }

        UnloggedActivity.Report(UnloggedKind.ToolCall, HostOf(arguments));
        return base.InvokeCoreAsync(arguments, cancellationToken);
    }

    private bool IsInvokedBy(ToolInvocation invocation)
        => invocation.Function is not { } function || ReferenceEquals(function, this) || ReferenceEquals(function.GetService(typeof(LoggedFunction)), this);

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
}
