using ConvLog.Records;

namespace ConvLog;

/// <summary>Where entries and events go as they happen. Only <see cref="Emit"/> has to be written; the rest does nothing unless it is.</summary>
/// <remarks>
/// <para>
/// A sink given to <c>new Conversation</c> is called directly: on the thread that logs, before <c>conv.Log</c> returns, from several threads at once, and not
/// always in sequence order. A unit test sees every entry right after the call; a sink that waits makes the function wait. Wrap one that does in a
/// <see cref="BackgroundSink"/>.
/// </para>
/// <para><c>AddConvLog</c> does that with every sink of a host that does not say by <see cref="NeverWaits"/> that it needs none.</para>
/// <para>A sink that throws is caught, counted and reported.</para>
/// </remarks>
public interface ILogSink
{
    /// <summary>
    /// Whether every call returns at once, without I/O: entries are kept in memory, or given to a thread of the sink's own. Default false: a host's
    /// conversations then give to it by a <see cref="BackgroundSink"/>.
    /// </summary>
    bool NeverWaits => false;

    /// <summary>
    /// Whether a flush ends as soon as its token is canceled, and then returns the number of pending records. Default false: a canceled flush is abandoned, and
    /// its caller gets <see cref="OperationCanceledException"/>.
    /// </summary>
    bool FlushHeedsToken => false;

    /// <summary>Takes an entry. It is complete and immutable.</summary>
    /// <param name="entry">The entry.</param>
    void Emit(LogEntry entry);

    /// <summary>Takes an API response.</summary>
    /// <param name="response">The response, complete and immutable.</param>
    void EmitApiResponse(ApiResponseEntry response)
    {
    }

    /// <summary>Hears that a turn began, before anything that is logged in it.</summary>
    /// <param name="turn">The turn at that moment.</param>
    void TurnBegan(TurnSnapshot turn)
    {
    }

    /// <summary>Hears that a turn ended, or that its conversation ended before it did, after everything that was logged in it until then.</summary>
    /// <param name="turn">The turn at that moment.</param>
    void TurnEnded(TurnSnapshot turn)
    {
    }

    /// <summary>
    /// Hears that a turn changed after its end: that the user talked over its answer, or how long its stages took. Also that one that is open waits
    /// (<see cref="TurnSnapshot.WaitsFor"/>), or waits no more, what its model calls took so far, and that the user talked over its answer.
    /// </summary>
    /// <param name="turn">The turn as it stands now.</param>
    void TurnRevised(TurnSnapshot turn)
    {
    }

    /// <summary>Hears that a function event began, before anything that is logged in it.</summary>
    /// <param name="call">The event at that moment.</param>
    void FunctionBegan(FunctionSnapshot call)
    {
    }

    /// <summary>Hears that a function event ended, or that its conversation ended before it did, after everything that was logged in it until then.</summary>
    /// <param name="call">The event at that moment, with its outcome.</param>
    void FunctionEnded(FunctionSnapshot call)
    {
    }

    /// <summary>Called when an open function event begins to wait for an approval (<see cref="FunctionSnapshot.Approval"/>), or is allowed to run.</summary>
    /// <param name="call">The event at that moment.</param>
    void FunctionRevised(FunctionSnapshot call)
    {
    }

    /// <summary>Hears that a model call began.</summary>
    /// <param name="call">The call at that moment.</param>
    void ModelCallBegan(ModelCallSnapshot call)
    {
    }

    /// <summary>Hears that a model call ended, or that its conversation ended before it did.</summary>
    /// <param name="call">The call at that moment, with its messages and outcome.</param>
    void ModelCallEnded(ModelCallSnapshot call)
    {
    }

    /// <summary>Takes what belongs to the conversation as a whole: its openings and closings, state changes, metrics, feedback, notes.</summary>
    /// <param name="record">The record, complete and immutable.</param>
    void Record(StoreRecord record)
    {
    }

    /// <summary>Waits until everything taken so far is as safe as this sink makes it.</summary>
    /// <param name="cancellationToken">Ends the wait; nothing is lost by that. A sink that counts then returns what is pending, another may throw
    /// <see cref="OperationCanceledException"/>.</param>
    /// <returns>What became of it. A sink that keeps nothing back has nothing pending.</returns>
    ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) => new(FlushResult.Nothing);

    /// <summary>
    /// Like <see cref="FlushAsync"/>, but does not wait for a destination that is known to fail now. For callers that end, such as a conversation, and would
    /// wait until their deadline in vain. Default: <see cref="FlushAsync"/>.
    /// </summary>
    /// <param name="cancellationToken">Ends the wait; nothing is lost by that.</param>
    /// <returns>What became of everything so far; what waits for something that fails is pending.</returns>
    ValueTask<FlushResult> TryFlushAsync(CancellationToken cancellationToken = default) => FlushAsync(cancellationToken);
}
