using Microsoft.SemanticKernel;

namespace ConvLog.Extensions.AI.Tests.Frameworks;

/// <summary>The filter of docs/extensions-ai.md.</summary>
internal sealed class LoggedFunctions : IAutoFunctionInvocationFilter
{
    public async Task OnAutoFunctionInvocationAsync(AutoFunctionInvocationContext context, Func<AutoFunctionInvocationContext, Task> next)
    {
        if (Conversation.Current is not { } conv)
        {
            await next(context);
            return;
        }

        using var call = conv.BeginFunction(context.Function.Name, context.ToolCallId, context.Arguments);
        try
        {
            await next(context);
            call.Complete(context.Result.GetValue<object>());
        }
        catch (Exception e)
        {
            call.Fail(e);
            throw;
        }
    }
}
