namespace ConvLog.Storage.Access;

/// <summary>A position in the chain, as stores keep it.</summary>
/// <param name="Number">The read's number.</param>
/// <param name="Hash">The stored hash over it and all earlier reads: 32 bytes unless someone changed it.</param>
internal sealed record AccessLink(long Number, byte[] Hash)
{
    /// <summary>The position before the first read.</summary>
    public static AccessLink None { get; } = new(0, new byte[AccessChain.HashSize]);

    public AccessChainHead Shown => new(Number, Convert.ToHexString(Hash).ToLowerInvariant());

    public bool IsAt(AccessLink other) => Number == other.Number && Hash.AsSpan().SequenceEqual(other.Hash);
}
