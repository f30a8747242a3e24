namespace ConvLog;

/// <summary>A cursor that does not belong to what was asked. Start again without one.</summary>
public sealed class InvalidCursorException : ArgumentException
{
    /// <summary>Makes one.</summary>
    /// <param name="message">The fault and what to do, without the cursor.</param>
    /// <param name="paramName">The parameter the cursor was given in.</param>
    public InvalidCursorException(string message, string? paramName)
        : base(message, paramName)
    {
    }
}
