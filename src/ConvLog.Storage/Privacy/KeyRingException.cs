namespace ConvLog.Privacy;

/// <summary>The exception for a key that is not available, or is the wrong one. The message says which key and what to do, and contains no key.</summary>
public sealed class KeyRingException : Exception
{
    /// <summary>Creates an exception.</summary>
    /// <param name="message">Which key, and what to do.</param>
    /// <param name="innerException">The cause; null if there is none.</param>
    public KeyRingException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
