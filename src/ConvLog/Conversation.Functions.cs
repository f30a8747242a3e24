using System.ComponentModel;
using System.Runtime.CompilerServices;
using ConvLog.Functions;

namespace ConvLog;

/// <content>Running functions inside a function event.</content>
public sealed partial class Conversation
{
    /// <summary>
    /// Runs a function inside a function event. The event completes with the function's result, fails with the exception that it throws, or is canceled by an
    /// <see cref="OperationCanceledException"/>. Exceptions are rethrown to the caller. If the function has ended the event itself, that outcome is kept.
    /// </summary>
    /// <remarks>
    /// If the function returns an <see cref="IAsyncEnumerable{T}"/>, as an async iterator does, its event is current while the iterator's code runs, not in
    /// the code that reads it. The event ends with the enumeration, and is canceled if the reader stops early. Items are not captured. The event of a
    /// sequence that is never read remains open; reading it a second time is another function call. In native AOT programs such an event ends when the
    /// function returns.
    /// </remarks>
    /// <param name="name">The function's name.</param>
    /// <param name="function">The function. Its result is captured as the result of the event.</param>
    /// <param name="callId">The ID by which the model refers to this call; null if it has none.</param>
    /// <param name="arguments">The function's arguments: a dictionary, a JSON object, a record or an anonymous object, captured when this method is called.
    /// Null if there are none.</param>
    /// <typeparam name="T">The type of the function's result.</typeparam>
    /// <returns>The function's result.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="function"/> is null.</exception>
    public T RunFunction<T>(string name, Func<FunctionEvent, T> function, string? callId = null, object? arguments = null)
        => FunctionRun.Run(_runtime, turn: null, name, function, callId, arguments);

    /// <inheritdoc cref="RunFunction{T}(string, Func{FunctionEvent, T}, string?, object?)"/>
    public T RunFunction<T>(string name, Func<T> function, string? callId = null, object? arguments = null)
        => RunFunction(name, FunctionRun.IgnoringEvent(function), callId, arguments);

    /// <summary>
    /// Runs a function without a result inside a function event. The event completes when the function returns, fails with the exception that it throws, or
    /// is canceled by an <see cref="OperationCanceledException"/>. Exceptions are rethrown to the caller. If the function has ended the event itself, that
    /// outcome is kept.
    /// </summary>
    /// <param name="name">The function's name.</param>
    /// <param name="function">The function.</param>
    /// <param name="callId">The ID by which the model refers to this call; null if it has none.</param>
    /// <param name="arguments">The function's arguments: a dictionary, a JSON object, a record or an anonymous object, captured when this method is called.
    /// Null if there are none.</param>
    /// <exception cref="ArgumentNullException"><paramref name="function"/> is null.</exception>
    public void RunFunction(string name, Action<FunctionEvent> function, string? callId = null, object? arguments = null)
        => RunFunction(name, FunctionRun.WithoutResult(function), callId, arguments);

    /// <inheritdoc cref="RunFunction(string, Action{FunctionEvent}, string?, object?)"/>
    public void RunFunction(string name, Action function, string? callId = null, object? arguments = null)
        => RunFunction(name, FunctionRun.WithoutResult(function), callId, arguments);

    /// <summary>Does not compile: run an asynchronous function with <c>RunFunctionAsync</c>.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [Obsolete(FunctionRun.Await, error: true)]
    [OverloadResolutionPriority(1)]
    public TTask RunFunction<TTask>(
        string name, Func<FunctionEvent, TTask> function, string? callId = null, object? arguments = null, TTask? unused = null)
        where TTask : Task
        => throw new NotSupportedException(FunctionRun.Await);

    /// <summary>Does not compile: run an asynchronous function with <c>RunFunctionAsync</c>.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [Obsolete(FunctionRun.Await, error: true)]
    [OverloadResolutionPriority(1)]
    public TTask RunFunction<TTask>(string name, Func<TTask> function, string? callId = null, object? arguments = null, TTask? unused = null)
        where TTask : Task
        => throw new NotSupportedException(FunctionRun.Await);

    /// <inheritdoc cref="RunFunction{T}(string, Func{FunctionEvent, T}, string?, object?)"/>
    public Task<T> RunFunctionAsync<T>(string name, Func<FunctionEvent, Task<T>> function, string? callId = null, object? arguments = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        return FunctionRun.RunAsync(_runtime, turn: null, name, function, callId, arguments);
    }

    /// <inheritdoc cref="RunFunction{T}(string, Func{FunctionEvent, T}, string?, object?)"/>
    public Task<T> RunFunctionAsync<T>(string name, Func<Task<T>> function, string? callId = null, object? arguments = null)
        => RunFunctionAsync(name, FunctionRun.IgnoringEvent(function), callId, arguments);

    /// <inheritdoc cref="RunFunction(string, Action{FunctionEvent}, string?, object?)"/>
    /// <returns>A task that completes when the function does.</returns>
    public Task RunFunctionAsync(string name, Func<FunctionEvent, Task> function, string? callId = null, object? arguments = null)
        => RunFunctionAsync(name, FunctionRun.WithoutResult(function), callId, arguments);

    /// <inheritdoc cref="RunFunction(string, Action{FunctionEvent}, string?, object?)"/>
    /// <returns>A task that completes when the function does.</returns>
    public Task RunFunctionAsync(string name, Func<Task> function, string? callId = null, object? arguments = null)
        => RunFunctionAsync(name, FunctionRun.IgnoringEvent(function), callId, arguments);

    /// <inheritdoc cref="RunFunction{T}(string, Func{FunctionEvent, T}, string?, object?)"/>
    /// <remarks>The name differs from <c>RunFunctionAsync</c> so that an async lambda, which could be either, is treated as a <see cref="Task"/>.</remarks>
    public ValueTask<T> RunValueTaskFunctionAsync<T>(
        string name, Func<FunctionEvent, ValueTask<T>> function, string? callId = null, object? arguments = null)
        => new ValueTask<T>(RunFunctionAsync(name, call => function(call).AsTask(), callId, arguments));

    /// <inheritdoc cref="RunValueTaskFunctionAsync{T}(string, Func{FunctionEvent, ValueTask{T}}, string?, object?)"/>
    public ValueTask<T> RunValueTaskFunctionAsync<T>(string name, Func<ValueTask<T>> function, string? callId = null, object? arguments = null)
        => RunValueTaskFunctionAsync(name, FunctionRun.IgnoringEvent(function), callId, arguments);

    /// <inheritdoc cref="RunFunction(string, Action{FunctionEvent}, string?, object?)"/>
    /// <remarks>The name differs from <c>RunFunctionAsync</c> so that an async lambda, which could be either, is treated as a <see cref="Task"/>.</remarks>
    /// <returns>A task that completes when the function does.</returns>
    public ValueTask RunValueTaskFunctionAsync(
        string name, Func<FunctionEvent, ValueTask> function, string? callId = null, object? arguments = null)
        => new ValueTask(RunFunctionAsync(name, call => function(call).AsTask(), callId, arguments));

    /// <inheritdoc cref="RunValueTaskFunctionAsync(string, Func{FunctionEvent, ValueTask}, string?, object?)"/>
    public ValueTask RunValueTaskFunctionAsync(string name, Func<ValueTask> function, string? callId = null, object? arguments = null)
        => RunValueTaskFunctionAsync(name, FunctionRun.IgnoringEvent(function), callId, arguments);
}
