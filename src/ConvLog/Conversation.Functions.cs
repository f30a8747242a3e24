using System.ComponentModel;
using System.Runtime.CompilerServices;
using ConvLog.Functions;

namespace ConvLog;

/// <content>Running functions inside an event: whatever they throw is its outcome.</content>
public sealed partial class Conversation
{
    /// <summary>
    /// Runs a function inside an event, which completes with its result; fails with the exception that it throws, or is canceled by an
    /// <see cref="OperationCanceledException"/>. The caller gets the exception. An outcome that the function settled itself holds.
    /// </summary>
    /// <remarks>
    /// The event of a function that returns an <see cref="IAsyncEnumerable{T}"/>, as an async iterator does, is current whenever that runs, not in its reader,
    /// and ends with the enumeration: canceled where the reader leaves it before its end. Items are not captured. One that nobody reads stays open; one that is
    /// read again is another call. In native programs such an event ends with the function.
    /// </remarks>
    /// <param name="name">The function's name.</param>
    /// <param name="function">The function; its result is captured as the event's.</param>
    /// <param name="callId">The id by which the model refers to this call; null for none.</param>
    /// <param name="arguments">What it is called with: a dictionary, a JSON object, a record or an anonymous object; captured now. Null for none.</param>
    /// <typeparam name="T">What the function returns.</typeparam>
    /// <returns>What the function returns.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="function"/> is null.</exception>
    public T RunFunction<T>(string name, Func<FunctionEvent, T> function, string? callId = null, object? arguments = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        return FunctionRun.Run(_runtime, turn: null, name, function, callId, arguments);
    }

    /// <inheritdoc cref="RunFunction{T}(string, Func{FunctionEvent, T}, string?, object?)"/>
    public T RunFunction<T>(string name, Func<T> function, string? callId = null, object? arguments = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        return RunFunction(name, FunctionRun.Asking(function), callId, arguments);
    }

    /// <summary>
    /// Runs a function without a result inside an event, which completes when it returns; fails with the exception that it throws, or is canceled by an
    /// <see cref="OperationCanceledException"/>. The caller gets the exception. An outcome that the function settled itself holds.
    /// </summary>
    /// <param name="name">The function's name.</param>
    /// <param name="function">The function.</param>
    /// <param name="callId">The id by which the model refers to this call; null for none.</param>
    /// <param name="arguments">What it is called with: a dictionary, a JSON object, a record or an anonymous object; captured now. Null for none.</param>
    /// <exception cref="ArgumentNullException"><paramref name="function"/> is null.</exception>
    public void RunFunction(string name, Action<FunctionEvent> function, string? callId = null, object? arguments = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        RunFunction(name, FunctionRun.WithoutResult(function), callId, arguments);
    }

    /// <inheritdoc cref="RunFunction(string, Action{FunctionEvent}, string?, object?)"/>
    public void RunFunction(string name, Action function, string? callId = null, object? arguments = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        RunFunction(name, FunctionRun.WithoutResult(function), callId, arguments);
    }

    /// <summary>Does not compile: an asynchronous function is awaited.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [Obsolete(FunctionRun.Await, error: true)]
    [OverloadResolutionPriority(1)]
    public TTask RunFunction<TTask>(
        string name, Func<FunctionEvent, TTask> function, string? callId = null, object? arguments = null, TTask? unused = null)
        where TTask : Task
        => throw new NotSupportedException(FunctionRun.Await);

    /// <summary>Does not compile: an asynchronous function is awaited.</summary>
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
    {
        ArgumentNullException.ThrowIfNull(function);
        return RunFunctionAsync(name, FunctionRun.Asking(function), callId, arguments);
    }

    /// <inheritdoc cref="RunFunction(string, Action{FunctionEvent}, string?, object?)"/>
    /// <returns>Ends when the function does.</returns>
    public Task RunFunctionAsync(string name, Func<FunctionEvent, Task> function, string? callId = null, object? arguments = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        return RunFunctionAsync(name, FunctionRun.WithoutResult(function), callId, arguments);
    }

    /// <inheritdoc cref="RunFunction(string, Action{FunctionEvent}, string?, object?)"/>
    /// <returns>Ends when the function does.</returns>
    public Task RunFunctionAsync(string name, Func<Task> function, string? callId = null, object? arguments = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        return RunFunctionAsync(name, FunctionRun.Asking(function), callId, arguments);
    }

    /// <inheritdoc cref="RunFunction{T}(string, Func{FunctionEvent, T}, string?, object?)"/>
    /// <remarks>Its name differs from <c>RunFunctionAsync</c> so that an async lambda, which could be either, is a <see cref="Task"/>.</remarks>
    public ValueTask<T> RunValueTaskFunctionAsync<T>(
        string name, Func<FunctionEvent, ValueTask<T>> function, string? callId = null, object? arguments = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        return new ValueTask<T>(RunFunctionAsync(name, call => function(call).AsTask(), callId, arguments));
    }

    /// <inheritdoc cref="RunValueTaskFunctionAsync{T}(string, Func{FunctionEvent, ValueTask{T}}, string?, object?)"/>
    public ValueTask<T> RunValueTaskFunctionAsync<T>(string name, Func<ValueTask<T>> function, string? callId = null, object? arguments = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        return RunValueTaskFunctionAsync(name, FunctionRun.Asking(function), callId, arguments);
    }

    /// <inheritdoc cref="RunFunction(string, Action{FunctionEvent}, string?, object?)"/>
    /// <remarks>Its name differs from <c>RunFunctionAsync</c> so that an async lambda, which could be either, is a <see cref="Task"/>.</remarks>
    /// <returns>Ends when the function does.</returns>
    public ValueTask RunValueTaskFunctionAsync(
        string name, Func<FunctionEvent, ValueTask> function, string? callId = null, object? arguments = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        return new ValueTask(RunFunctionAsync(name, call => function(call).AsTask(), callId, arguments));
    }

    /// <inheritdoc cref="RunValueTaskFunctionAsync(string, Func{FunctionEvent, ValueTask}, string?, object?)"/>
    public ValueTask RunValueTaskFunctionAsync(string name, Func<ValueTask> function, string? callId = null, object? arguments = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        return RunValueTaskFunctionAsync(name, FunctionRun.Asking(function), callId, arguments);
    }
}
