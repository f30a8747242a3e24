namespace ConvLog.Testing;

/// <summary>
/// The captured log does not meet a test's expectation. The message contains the expectation and the captured log; every test framework reports it as a
/// failure, Expecto as an error.
/// </summary>
public sealed class LogAssertionException : Exception
{
    /// <summary>Creates an exception with the default message.</summary>
    public LogAssertionException()
    {
    }

    /// <summary>Creates an exception.</summary>
    /// <param name="message">The expectation, and the captured log.</param>
    public LogAssertionException(string message)
        : base(message)
    {
    }

    /// <summary>Creates an exception with a cause.</summary>
    /// <param name="message">The expectation, and the captured log.</param>
    /// <param name="innerException">The cause.</param>
    public LogAssertionException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
