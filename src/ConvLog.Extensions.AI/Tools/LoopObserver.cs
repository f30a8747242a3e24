using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace ConvLog.Extensions.AI.Tools;

/// <summary>
/// Records the tools that a loop invokes, using the loop's own hook. Tools and options are unchanged, and an earlier hook of the host still runs.
/// </summary>
internal sealed class LoopObserver
{
    private static readonly ConditionalWeakTable<object, LoopObserver> s_loops = [];

    private readonly Delegate? _next;

    private LoopObserver(Delegate? next) => _next = next;

    /// <summary>Starts to observe a loop, once.</summary>
    /// <param name="loop">A <c>FunctionInvokingChatClient</c>; null for none.</param>
    public static void Observe(object? loop)
    {
        if (loop is null || FunctionInvocation.Invoker is not { } invoker)
        {
            return;
        }

        lock (s_loops)
        {
            if (!s_loops.TryGetValue(loop, out _))
            {
                LoopObserver observer = new(invoker.GetValue(loop) as Delegate);
                s_loops.Add(loop, observer);
                Func<object, CancellationToken, ValueTask<object?>> invoke = observer.InvokeAsync;
                invoker.SetValue(loop, Delegate.CreateDelegate(invoker.PropertyType, observer, invoke.Method));
            }
        }
    }

    private ValueTask<object?> InvokeAsync(object context, CancellationToken cancellationToken)
    {
        var invocation = FunctionInvocation.Of(context);
        var arguments = FunctionInvocation.ArgumentsOf(context);
        return ToolFlow.Request is { } request && invocation.Function is { } function
            ? ToolRun.RunAsync(request.Conversation, invocation, function, arguments, InvokeNextAsync, cancellationToken)
            : InvokeNextAsync();

        ValueTask<object?> InvokeNextAsync()
            => _next is null ? invocation.Function!.InvokeAsync(arguments, cancellationToken) : InvokeNextOfHostAsync(_next, context, cancellationToken);
    }

    private static async ValueTask<object?> InvokeNextOfHostAsync(Delegate next, object context, CancellationToken cancellationToken)
    {
        ValueTask<object?> result;
        try
        {
            result = (ValueTask<object?>)next.DynamicInvoke(context, cancellationToken)!;
        }
        catch (TargetInvocationException e) when (e.InnerException is not null)
        {
            ExceptionDispatchInfo.Throw(e.InnerException);
            throw; // Not reached.
        }

        return await result.ConfigureAwait(false);
    }
}
