using ConvLog.Functions;

namespace ConvLog.Storage.Sinks;

/// <summary>Why a write failed, without any of the data to write.</summary>
/// <param name="Fault">The fault reported by the store; null if it threw an exception of another type, which can mean anything.</param>
/// <param name="Cause">The exception's type.</param>
/// <param name="Reason">The type, and a store's message that is safe to show: messages of other exceptions may contain an entry.</param>
internal sealed record StoreFailure(StoreFault? Fault, string Cause, string Reason)
{
    private const string MissingTurn = "missing turn";

    /// <summary>Whether the store reports that any write would currently fail.</summary>
    public bool IsOutage => Fault is StoreFault.Unavailable or StoreFault.Unusable;

    /// <summary>Whether the store reports that it is healthy and the record is at fault.</summary>
    public bool IsRefusal => Fault is StoreFault.Refused;

    /// <summary>The openings that the store refused after it wrote all other records; null for any other failure.</summary>
    public WriterRefusedException? RefusedWriters { get; private init; }

    /// <summary>Whether a record is about a turn that does not exist.</summary>
    public bool IsMissingTurn => string.Equals(Cause, MissingTurn, StringComparison.Ordinal);

    /// <summary>The failure of a record whose turn does not exist: the store is healthy.</summary>
    public static StoreFailure NoTurn(TurnChoice choice) => new(StoreFault.Refused, MissingTurn, $"The conversation does not have {choice}.");

    public static StoreFailure Of(Exception exception)
    {
        string cause = exception.GetType().FullName ?? exception.GetType().Name;
        return exception is ConversationStoreException told
            ? new(told.Fault, cause, $"{cause}: {told.Message}") { RefusedWriters = told as WriterRefusedException }
            : new(Fault: null, cause, cause);
    }
}
