namespace ConvLog.Privacy;

/// <summary>
/// Wraps the data keys under which a store keeps personal data, with wrapping keys that the store never sees. Safe for any number of threads.
/// </summary>
/// <remarks>
/// A store asks it when a conversation first gets personal data, and when personal data of a conversation is read; what it answered is remembered for at most
/// 30 seconds. A call may take its time: it is made on the sink's task or the reader's thread, never on a function's.
/// </remarks>
public interface IKeyRing
{
    /// <summary>Wraps a data key with the newest wrapping key.</summary>
    /// <param name="key">The data key, 32 bytes.</param>
    /// <param name="context">What the key is for; <see cref="Unwrap"/> must be given the same.</param>
    /// <returns>The wrapped key, and the id of the key that wraps it.</returns>
    /// <exception cref="KeyRingException">There is no wrapping key, or it cannot be used.</exception>
    WrappedKey Wrap(ReadOnlySpan<byte> key, ReadOnlySpan<byte> context);

    /// <summary>Unwraps a data key.</summary>
    /// <param name="wrapped">What <see cref="Wrap"/> returned, now or years ago.</param>
    /// <param name="context">What it was wrapped with.</param>
    /// <returns>The data key, 32 bytes.</returns>
    /// <exception cref="KeyRingException">The ring does not have the wrapping key, or what it unwraps is not what was wrapped.</exception>
    byte[] Unwrap(WrappedKey wrapped, ReadOnlySpan<byte> context);
}
