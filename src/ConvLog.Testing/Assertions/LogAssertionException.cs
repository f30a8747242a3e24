namespace ConvLog.Testing;

/// <summary>
/// The captured log is not what a test expects. The message says what was expected and lists the captured log; every test framework reports it as a failure,
/// Expecto as an error.
/// </summary>
public sealed class LogAssertionException : Exception
{
    /// <summary>Makes an exception without a message of its own.</summary>
    public LogAssertionException()
    {
    }

    /// <summary>Makes an exception.</summary>
    /// <param name="message">The expectation, and the captured log.</param>
    public LogAssertionException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception that another one caused.</summary>
    /// <param name="message">The expectation, and the captured log.</param>
    /// <param name="innerException">The cause.</param>
    public LogAssertionException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
