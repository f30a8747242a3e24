using ConvLog.Records;

namespace ConvLog;

/// <summary>Where entries and events go as they happen. Only <see cref="Emit"/> has to be written; the rest does nothing unless it is.</summary>
/// <remarks>
/// Calls come on the thread that logs, from several at once, and not always in sequence order. A sink that throws is caught, counted and reported; it should not wait
/// for I/O: collect, and write on a thread of its own, as <see cref="StoreSink"/> does.
/// </remarks>
public interface ILogSink
{
    /// <summary>Takes an entry. It is complete and immutable.</summary>
    /// <param name="entry">The entry.</param>
    void Emit(LogEntry entry);

    /// <summary>Takes an API response.</summary>
    /// <param name="response">The response, complete and immutable.</param>
    void EmitApiResponse(ApiResponseEntry response)
    {
    }

    /// <summary>Hears that a turn began or ended.</summary>
    /// <param name="turn">The turn, live.</param>
    void TurnChanged(Turn turn)
    {
    }

    /// <summary>Hears that a function event began or ended.</summary>
    /// <param name="call">The event, live.</param>
    void FunctionChanged(FunctionEvent call)
    {
    }

    /// <summary>Takes what belongs to the conversation as a whole: its openings and closings, state changes, metrics, feedback, notes.</summary>
    /// <param name="record">The record, complete and immutable.</param>
    void Record(StoreRecord record)
    {
    }

    /// <summary>Waits until everything taken so far is as safe as this sink makes it.</summary>
    /// <param name="cancellationToken">Gives up waiting; nothing is lost by that.</param>
    /// <returns>What became of it. A sink that keeps nothing back has nothing pending.</returns>
    ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) => new(FlushResult.Nothing);
}
