using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI.Tools;

/// <summary>A tool whose invocations are function events.</summary>
/// <param name="inner">The tool.</param>
internal sealed class LoggedFunction(AIFunction inner) : DelegatingAIFunction(inner)
{
    /// <summary>Wraps a tool that can be invoked and is not already logged.</summary>
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

        // A loop invokes tools outside the flow of its requests, so the conversation is that of the request with the call, if it is known.
        if ((ToolCalls.FindFor(invocation.Call)?.Conversation ?? ToolFlow.Request?.Conversation ?? Conversation.Current) is { } conversation)
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
            // Services that are disposed or throw must not prevent the tool's invocation.
            return null;
        }
    }
}
