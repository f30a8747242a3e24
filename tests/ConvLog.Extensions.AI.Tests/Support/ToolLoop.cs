namespace ConvLog.Extensions.AI.Tests.Support;

/// <summary>Function invocation, with or without concurrent tool calls.</summary>
public sealed class ToolLoop : FunctionInvokingChatClient
{
    public ToolLoop(IChatClient inner, bool isParallel = false)
        : base(inner) => AllowConcurrentInvocation = isParallel;
}
