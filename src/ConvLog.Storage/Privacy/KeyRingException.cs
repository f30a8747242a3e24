namespace ConvLog.Privacy;

/// <summary>A key cannot be had, or is not the right one. The message says which and what to do, and holds no key.</summary>
public sealed class KeyRingException : Exception
{
    /// <summary>Makes one.</summary>
    /// <param name="message">Which key, and what to do.</param>
    /// <param name="innerException">What it comes from, where there is something.</param>
    public KeyRingException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
