namespace ConvLog.AspNetCore;

/// <summary>The limits of a delegate of <c>UseConvLog</c>: how much of the body is kept for the endpoint, and how long the request waits.</summary>
/// <remarks>
/// In a host with <c>AddConvLogConsole</c>, the section <c>ConvLog:Requests</c> of the configuration follows what the program gives to <c>UseConvLog</c>, with
/// the names of these properties. A wrong value keeps the host from starting.
/// </remarks>
public sealed class RequestConversationOptions
{
    private static readonly TimeSpan s_longestTimeout = TimeSpan.FromDays(24);

    /// <summary>
    /// The maximum number of bytes of a request's body that a delegate can read; zero or more, default 1 MiB. They are kept in memory until the endpoint reads
    /// them again. A delegate that reads further gets an <see cref="IOException"/>: an error is logged, and the request continues without a conversation and
    /// with its whole body. Bodies that the delegate does not read are not limited and not kept.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or more than 1 GiB.</exception>
    public int MaximumBodySize { get; init => field = value is >= 0 and <= 1 << 30
        ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "RequestConversationOptions.MaximumBodySize takes zero to 1 GiB."); }
        = 1 << 20;

    /// <summary>
    /// How long a request waits for an asynchronous delegate, restarted by each part of the body that arrives; more than zero, default 5 seconds. Then
    /// <c>HttpContext.RequestAborted</c> is canceled for the delegate, a warning is logged, and the request continues without a conversation.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not more than zero, or more than 24 days.</exception>
    public TimeSpan Timeout { get; init => field = value > TimeSpan.Zero && value <= s_longestTimeout
        ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "RequestConversationOptions.Timeout takes more than zero, up to 24 days."); }
        = TimeSpan.FromSeconds(5);
}
