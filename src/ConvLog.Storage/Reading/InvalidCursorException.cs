namespace ConvLog;

/// <summary>A cursor that does not belong to what was asked. Start again without one.</summary>
public sealed class InvalidCursorException : ArgumentException
{
    /// <summary>Makes one.</summary>
    /// <param name="message">What was wrong and what to do; nothing of the cursor.</param>
    /// <param name="paramName">The parameter the cursor was given in.</param>
    public InvalidCursorException(string message, string? paramName)
        : base(message, paramName)
    {
    }
}
