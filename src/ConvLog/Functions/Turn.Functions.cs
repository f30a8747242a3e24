using System.ComponentModel;
using System.Runtime.CompilerServices;
using ConvLog.Functions;

namespace ConvLog;

/// <content>Logging to this turn, even while another turn is current.</content>
public sealed partial class Turn
{
    private ConversationLogger? _log;

    /// <summary>Writes to this turn, wherever it is used. Entries written after the turn's end are marked with the field <c>after</c>.</summary>
    public ConversationLogger Log => _log ??= new ConversationLogger(new TurnTarget(_runtime, this));

    /// <summary>
    /// Makes this turn and its conversation the current ones of this async flow, and of everything called or started from it, until the result is disposed.
    /// <c>conv.Log</c> still writes to a function event that is open in the flow. Disposing the result does not dispose the turn. A turn that has ended is no
    /// longer current.
    /// </summary>
    /// <returns>Disposing it restores what was current before. May be disposed more than once, in any order and on any thread.</returns>
    public IDisposable MakeCurrent() => Span.Return(_runtime.MakeCurrent(this));

    /// <summary>
    /// Begins a function event of this turn without making it current: write with its <see cref="FunctionEvent.Log"/>, or enter it with
    /// <see cref="FunctionEvent.MakeCurrent"/>. It may begin and end in different handlers, and overlap with others. If a function event of this turn is
    /// current, the new one is nested in it.
    /// </summary>
    /// <param name="name">The function's name.</param>
    /// <param name="callId">The ID by which the model refers to this call; null if it has none.</param>
    /// <param name="arguments">The function's arguments: a dictionary, a JSON object, a record or an anonymous object, captured when this method is
    /// called.</param>
    public FunctionEvent BeginFunction(string name, string? callId = null, object? arguments = null)
        => _runtime.BeginFunction(this, name, callId, arguments, entersFlow: false);

    /// <summary>
    /// Runs a function inside a function event of this turn, as <see cref="Conversation.RunFunction{T}(string, Func{FunctionEvent, T}, string?, object?)"/>
    /// does. The event is current only inside the function.
    /// </summary>
    /// <inheritdoc cref="Conversation.RunFunction{T}(string, Func{FunctionEvent, T}, string?, object?)"/>
    public T RunFunction<T>(string name, Func<FunctionEvent, T> function, string? callId = null, object? arguments = null)
        => FunctionRun.Run(_runtime, this, name, function, callId, arguments);

    /// <inheritdoc cref="RunFunction{T}(string, Func{FunctionEvent, T}, string?, object?)"/>
    public T RunFunction<T>(string name, Func<T> function, string? callId = null, object? arguments = null)
        => RunFunction(name, FunctionRun.IgnoringEvent(function), callId, arguments);

    /// <summary>
    /// Runs a function without a result inside a function event of this turn. The event is current only inside the function.
    /// </summary>
    /// <inheritdoc cref="Conversation.RunFunction(string, Action{FunctionEvent}, string?, object?)"/>
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
    /// <returns>A task that completes when the function does.</returns>
    public Task<T> RunFunctionAsync<T>(string name, Func<FunctionEvent, Task<T>> function, string? callId = null, object? arguments = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        return FunctionRun.RunAsync(_runtime, this, name, function, callId, arguments);
    }

    /// <inheritdoc cref="RunFunction{T}(string, Func{FunctionEvent, T}, string?, object?)"/>
    /// <returns>A task that completes when the function does.</returns>
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
}
