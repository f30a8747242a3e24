namespace ConvLog.Testing;

/// <summary>What was logged is not what a test expects. The message says what was expected and lists what was logged; every test framework reports it as a failure.</summary>
public sealed class LogAssertionException : Exception
{
    /// <summary>Makes an exception without a message of its own.</summary>
    public LogAssertionException()
    {
    }

    /// <summary>Makes an exception.</summary>
    /// <param name="message">What was expected, and what was logged.</param>
    public LogAssertionException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception that another one caused.</summary>
    /// <param name="message">What was expected, and what was logged.</param>
    /// <param name="innerException">The cause.</param>
    public LogAssertionException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
