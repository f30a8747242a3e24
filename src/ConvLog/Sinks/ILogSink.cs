using ConvLog.Records;

namespace ConvLog;

/// <summary>Receives entries and events as they happen. Only <see cref="Emit"/> must be implemented; the other methods do nothing by default.</summary>
/// <remarks>
/// <para>
/// A sink passed to <c>new Conversation</c> is called directly: on the logging thread, before <c>conv.Log</c> returns, from several threads concurrently, and
/// not always in sequence order. A unit test sees every entry right after the call; a sink that blocks delays the function. Wrap such a sink in a
/// <see cref="BackgroundSink"/>.
/// </para>
/// <para><c>AddConvLog</c> wraps every sink of a host whose <see cref="NeverWaits"/> is false.</para>
/// <para>Exceptions of a sink are caught, counted and reported.</para>
/// </remarks>
public interface ILogSink
{
    /// <summary>
    /// Whether every call returns immediately, without I/O, because entries are kept in memory or passed to a thread of the sink. Default false: a host's
    /// conversations then call it through a <see cref="BackgroundSink"/>.
    /// </summary>
    bool NeverWaits => false;

    /// <summary>
    /// Whether a flush ends as soon as its token is canceled, and then returns the number of pending records. Default false: a canceled flush is abandoned,
    /// and its caller gets an <see cref="OperationCanceledException"/>.
    /// </summary>
    bool FlushHeedsToken => false;

    /// <summary>Receives an entry. It is complete and immutable.</summary>
    /// <param name="entry">The entry.</param>
    void Emit(LogEntry entry);

    /// <summary>Receives an API response.</summary>
    /// <param name="response">The response, complete and immutable.</param>
    void EmitApiResponse(ApiResponseEntry response)
    {
    }

    /// <summary>Called when a turn has begun, before anything is logged in it.</summary>
    /// <param name="turn">The state of the turn at that time.</param>
    void TurnBegan(TurnSnapshot turn)
    {
    }

    /// <summary>Called when a turn has ended, or its conversation has ended first, after everything logged in it until then.</summary>
    /// <param name="turn">The state of the turn at that time.</param>
    void TurnEnded(TurnSnapshot turn)
    {
    }

    /// <summary>
    /// Called when a turn has changed after its end, for example because the user interrupted its answer, or the durations of its stages became known. Also
    /// called when an open turn begins to wait (<see cref="TurnSnapshot.WaitsFor"/>) or continues, when the usage of its model calls changes, and when the
    /// user interrupts its answer.
    /// </summary>
    /// <param name="turn">The current state of the turn.</param>
    void TurnRevised(TurnSnapshot turn)
    {
    }

    /// <summary>Called when a function event has begun, before anything is logged in it.</summary>
    /// <param name="call">The state of the event at that time.</param>
    void FunctionBegan(FunctionSnapshot call)
    {
    }

    /// <summary>Called when a function event has ended, or its conversation has ended first, after everything logged in it until then.</summary>
    /// <param name="call">The state of the event at that time, with its outcome.</param>
    void FunctionEnded(FunctionSnapshot call)
    {
    }

    /// <summary>Called when an open function event begins to wait for an approval (<see cref="FunctionSnapshot.Approval"/>), or is allowed to run.</summary>
    /// <param name="call">The state of the event at that time.</param>
    void FunctionRevised(FunctionSnapshot call)
    {
    }

    /// <summary>Called when a model call has begun.</summary>
    /// <param name="call">The state of the call at that time.</param>
    void ModelCallBegan(ModelCallSnapshot call)
    {
    }

    /// <summary>Called when a model call has ended, or its conversation has ended first.</summary>
    /// <param name="call">The state of the call at that time, with its messages and outcome.</param>
    void ModelCallEnded(ModelCallSnapshot call)
    {
    }

    /// <summary>Receives records of the conversation as a whole: its openings and closings, state changes, metrics, feedback, notes.</summary>
    /// <param name="record">The record, complete and immutable.</param>
    void Record(StoreRecord record)
    {
    }

    /// <summary>Waits until everything received so far is as durable as this sink makes it.</summary>
    /// <param name="cancellationToken">A token to cancel the wait; canceling it loses no entries. A sink that counts then returns what is pending; others may
    /// throw an <see cref="OperationCanceledException"/>.</param>
    /// <returns>The outcome of everything so far. A sink without a queue or buffer has nothing pending.</returns>
    ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) => new(FlushResult.Nothing);

    /// <summary>
    /// The same as <see cref="FlushAsync"/>, but does not wait for a destination that is known to be failing. For callers that are about to end, such as a
    /// conversation, and would otherwise wait until their deadline. Default: <see cref="FlushAsync"/>.
    /// </summary>
    /// <param name="cancellationToken">A token to cancel the wait; canceling it loses no entries.</param>
    /// <returns>The outcome of everything so far; records for a failing destination are pending.</returns>
    ValueTask<FlushResult> TryFlushAsync(CancellationToken cancellationToken = default) => FlushAsync(cancellationToken);
}
