namespace ConvLog;

/// <summary>The cursor does not belong to this query. Start again without one.</summary>
public sealed class InvalidCursorException : ArgumentException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">The fault and how to fix it, without the cursor.</param>
    /// <param name="paramName">The parameter that held the cursor.</param>
    public InvalidCursorException(string message, string? paramName)
        : base(message, paramName) => Message = message;

    /// <summary>The fault and how to fix it. The name of the parameter is not part of it, because hosts send it to their clients.</summary>
    public override string Message { get; }
}
