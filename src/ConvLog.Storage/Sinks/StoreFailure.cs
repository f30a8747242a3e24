using ConvLog.Functions;

namespace ConvLog.Storage.Sinks;

/// <summary>Why a store failed a write, without a word of what it was to write.</summary>
/// <param name="Fault">Why, as the store says; null where it threw something of another kind, which can mean anything.</param>
/// <param name="Cause">The exception's type.</param>
/// <param name="Reason">The type, and what a store says for others to read: messages of any other exception may repeat an entry.</param>
internal sealed record StoreFailure(StoreFault? Fault, string Cause, string Reason)
{
    private const string MissingTurn = "missing turn";

    /// <summary>Whether the store says that it would fail anything now.</summary>
    public bool IsOutage => Fault is StoreFault.Unavailable or StoreFault.Unusable;

    /// <summary>Whether the store says that it is well, and that the fault is a record's.</summary>
    public bool IsRefusal => Fault is StoreFault.Refused;

    /// <summary>Says which openings the store refused, having written all other records; null for any other failure.</summary>
    public WriterRefusedException? RefusedWriters { get; private init; }

    /// <summary>Whether a record is about a turn that is not there.</summary>
    public bool IsMissingTurn => string.Equals(Cause, MissingTurn, StringComparison.Ordinal);

    /// <summary>What is said of a record whose turn is not there: the store is well.</summary>
    public static StoreFailure NoTurn(TurnChoice choice) => new(StoreFault.Refused, MissingTurn, $"The conversation does not have {choice}.");

    public static StoreFailure Of(Exception exception)
    {
        string cause = exception.GetType().FullName ?? exception.GetType().Name;
        return exception is ConversationStoreException told
            ? new(told.Fault, cause, $"{cause}: {told.Message}") { RefusedWriters = told as WriterRefusedException }
            : new(Fault: null, cause, cause);
    }
}
