namespace ConvLog.Functions;

/// <summary>Runs functions inside a function event that is current while they run; an exception that they throw becomes the event's outcome.</summary>
internal static class FunctionRun
{
    /// <summary>The compiler error for an asynchronous function that is run as a synchronous one.</summary>
    public const string Await = "The function is asynchronous, and its event would end before it does: use RunFunctionAsync and await it.";

    /// <param name="runtime">The conversation.</param>
    /// <param name="turn">The turn that the event belongs to; null for the flow's.</param>
    /// <param name="name">The function's name.</param>
    /// <param name="function">The function.</param>
    /// <param name="callId">The ID by which the model refers to this call.</param>
    /// <param name="arguments">The function's arguments.</param>
    /// <typeparam name="T">The type of the function's result.</typeparam>
    /// <exception cref="ArgumentNullException"><paramref name="function"/> is null.</exception>
    public static T Run<T>(ConversationRuntime runtime, Turn? turn, string name, Func<FunctionEvent, T> function, string? callId, object? arguments)
    {
        ArgumentNullException.ThrowIfNull(function);
        if (FunctionStreams<T>.Wrap is not null)
        {
            return RunStream(runtime, turn, name, function, callId, arguments);
        }

        using var call = runtime.BeginFunction(turn, name, callId, arguments, entersFlow: true);
        try
        {
            T result = function(call);
            call.Complete(result);
            return result;
        }
        catch (Exception e)
        {
            call.Fail(e);
            throw;
        }
    }

    /// <inheritdoc cref="Run"/>
    public static async Task<T> RunAsync<T>(
        ConversationRuntime runtime, Turn? turn, string name, Func<FunctionEvent, Task<T>> function, string? callId, object? arguments)
    {
        using var call = runtime.BeginFunction(turn, name, callId, arguments, entersFlow: true);
        try
        {
            T result = await function(call).ConfigureAwait(false);
            call.Complete(result);
            return result;
        }
        catch (Exception e)
        {
            call.Fail(e);
            throw;
        }
    }

    // The event is current only where the function runs, and not in the caller.
    private static T RunStream<T>(ConversationRuntime runtime, Turn? turn, string name, Func<FunctionEvent, T> function, string? callId, object? arguments)
    {
        var call = Begin();
        try
        {
            using var current = call.MakeCurrent();
            T result = function(call);
            if (result is not null)
            {
                return FunctionStreams<T>.Wrap!(result, call, Begin);
            }

            call.Complete();
            call.Dispose();
            return result;
        }
        catch (Exception e)
        {
            call.Fail(e);
            call.Dispose();
            throw;
        }

        FunctionEvent Begin() => runtime.BeginFunction(turn, name, callId, arguments, entersFlow: false);
    }

    /// <summary>Adapts a function that does not take its event.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="function"/> is null.</exception>
    public static Func<FunctionEvent, T> IgnoringEvent<T>(Func<T> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        return _ => function();
    }

    /// <summary>Adapts a function without a result to one that returns null.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="function"/> is null.</exception>
    public static Func<FunctionEvent, object?> WithoutResult(Action function)
    {
        ArgumentNullException.ThrowIfNull(function);
        return _ =>
        {
            function();
            return null;
        };
    }

    /// <inheritdoc cref="WithoutResult(Action)"/>
    public static Func<FunctionEvent, object?> WithoutResult(Action<FunctionEvent> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        return call =>
        {
            function(call);
            return null;
        };
    }

    /// <inheritdoc cref="WithoutResult(Action)"/>
    public static Func<FunctionEvent, Task<object?>> WithoutResult(Func<FunctionEvent, Task> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        return async call =>
        {
            await function(call).ConfigureAwait(false);
            return null;
        };
    }
}
