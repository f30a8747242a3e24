namespace ConvLog.Privacy;

/// <summary>
/// Wraps the data keys under which a store keeps personal data, with wrapping keys that the store never sees. Safe for any number of threads.
/// </summary>
/// <remarks>
/// A store calls it when a conversation first gets personal data, and when personal data of a conversation is read; results are cached for at most 30 seconds.
/// Calls may be slow: they run on the sink's task or the reader's thread, never on a function's.
/// </remarks>
public interface IKeyRing
{
    /// <summary>Wraps a data key with the newest wrapping key.</summary>
    /// <param name="key">The data key, 32 bytes.</param>
    /// <param name="context">The purpose of the key; <see cref="Unwrap"/> must get the same value.</param>
    /// <returns>The wrapped key, and the ID of the wrapping key.</returns>
    /// <exception cref="KeyRingException">There is no wrapping key, or it cannot be used.</exception>
    WrappedKey Wrap(ReadOnlySpan<byte> key, ReadOnlySpan<byte> context);

    /// <summary>Unwraps a data key.</summary>
    /// <param name="wrapped">The result of <see cref="Wrap"/>, possibly from years ago.</param>
    /// <param name="context">The context with which it was wrapped.</param>
    /// <returns>The data key, 32 bytes.</returns>
    /// <exception cref="KeyRingException">The ring does not have the wrapping key, or the wrapped key is damaged or belongs to another context.</exception>
    byte[] Unwrap(WrappedKey wrapped, ReadOnlySpan<byte> context);
}
