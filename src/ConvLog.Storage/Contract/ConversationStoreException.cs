namespace ConvLog.Storage;

/// <summary>A store could not do what it was asked. Its message says what was wrong and what to do, and repeats nothing personal.</summary>
public class ConversationStoreException : Exception
{
    /// <summary>Makes one.</summary>
    /// <param name="fault">Whether trying again helps.</param>
    /// <param name="message">The fault, and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public ConversationStoreException(StoreFault fault, string message, Exception? innerException = null)
        : base(message, innerException)
        => Fault = fault;

    /// <summary>Whether trying again helps.</summary>
    public StoreFault Fault { get; }

    /// <summary>A change of a turn is refused, as the turn is not there.</summary>
    internal static ConversationStoreException NoTurn(string turnId) => new(StoreFault.Refused, $"The conversation does not have turn {turnId}.");
}
