namespace ConvLog.Storage;

/// <summary>The exception of a store operation that failed. The message says what was wrong and what to do, and contains no personal data.</summary>
public class ConversationStoreException : Exception
{
    /// <summary>Creates an exception.</summary>
    /// <param name="fault">Whether a retry can succeed.</param>
    /// <param name="message">The fault, and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public ConversationStoreException(StoreFault fault, string message, Exception? innerException = null)
        : base(message, innerException)
        => Fault = fault;

    /// <summary>Whether a retry can succeed.</summary>
    public StoreFault Fault { get; }

    /// <summary>Why the store is unavailable; <see cref="OutageReason.Unknown"/> for other faults.</summary>
    public OutageReason Reason { get; init; }

    /// <summary>The change of a turn is refused because the turn does not exist.</summary>
    internal static ConversationStoreException NoTurn(string turnId) => new(StoreFault.Refused, $"The conversation does not have turn {turnId}.");
}
