using System.ComponentModel;
using System.Runtime.CompilerServices;
using ConvLog.Functions;

namespace ConvLog;

/// <content>Logging to it wherever it is used, also where another turn is current.</content>
public sealed partial class Turn
{
    private ConversationLogger? _log;

    /// <summary>Writes to this turn, wherever it is used. After its end: to it, marked with the field <c>after</c>.</summary>
    public ConversationLogger Log => _log ??= new ConversationLogger(new TurnTarget(_runtime, this));

    /// <summary>
    /// Makes this turn and its conversation the current ones of this async flow, and of everything that is called or started from here on, until the result is
    /// disposed. A function event that is open in the flow stays the one that is logged to. The turn is not disposed; once it has ended, it is no longer
    /// current.
    /// </summary>
    /// <returns>May be disposed more than once, in any order and on any thread.</returns>
    public IDisposable MakeCurrent() => Span.Return(_runtime.MakeCurrent(this));

    /// <summary>
    /// Begins a function event of this turn, which becomes current nowhere: write with its <see cref="FunctionEvent.Log"/>, or enter it with
    /// <see cref="FunctionEvent.MakeCurrent"/>. It may begin and end in different handlers, and overlap others. Where a function event of this turn is current,
    /// it is inside that one.
    /// </summary>
    /// <param name="name">The function's name.</param>
    /// <param name="callId">The id by which the model refers to this call.</param>
    /// <param name="arguments">What it is called with: a dictionary, a JSON object, a record or an anonymous object; captured now.</param>
    public FunctionEvent BeginFunction(string name, string? callId = null, object? arguments = null)
        => _runtime.BeginFunction(this, name, callId, arguments, entersFlow: false);

    /// <summary>
    /// Runs a function inside an event of this turn, as <see cref="Conversation.RunFunction{T}(string, Func{FunctionEvent, T}, string?, object?)"/> does. The
    /// event is current in the function and nowhere else.
    /// </summary>
    /// <inheritdoc cref="Conversation.RunFunction{T}(string, Func{FunctionEvent, T}, string?, object?)"/>
    public T RunFunction<T>(string name, Func<FunctionEvent, T> function, string? callId = null, object? arguments = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        return FunctionRun.Run(_runtime, this, name, function, callId, arguments);
    }

    /// <inheritdoc cref="RunFunction{T}(string, Func{FunctionEvent, T}, string?, object?)"/>
    public T RunFunction<T>(string name, Func<T> function, string? callId = null, object? arguments = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        return RunFunction(name, FunctionRun.Asking(function), callId, arguments);
    }

    /// <summary>
    /// Runs a function without a result inside an event of this turn. The event is current in the function and nowhere else.
    /// </summary>
    /// <inheritdoc cref="Conversation.RunFunction(string, Action{FunctionEvent}, string?, object?)"/>
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
    /// <returns>Ends when the function does.</returns>
    public Task<T> RunFunctionAsync<T>(string name, Func<FunctionEvent, Task<T>> function, string? callId = null, object? arguments = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        return FunctionRun.RunAsync(_runtime, this, name, function, callId, arguments);
    }

    /// <inheritdoc cref="RunFunction{T}(string, Func{FunctionEvent, T}, string?, object?)"/>
    /// <returns>Ends when the function does.</returns>
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
}
