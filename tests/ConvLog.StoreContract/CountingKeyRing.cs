using ConvLog.Privacy;

namespace ConvLog.StoreContract;

/// <summary>A key ring without keys, which counts the requests for one.</summary>
public sealed class CountingKeyRing : IKeyRing
{
    private int _count;

    public int Count => _count;

    public WrappedKey Wrap(ReadOnlySpan<byte> key, ReadOnlySpan<byte> context) => throw Requests();

    public byte[] Unwrap(WrappedKey wrapped, ReadOnlySpan<byte> context) => throw Requests();

    private KeyRingException Requests()
    {
        Interlocked.Increment(ref _count);
        return new KeyRingException("There is no key here.");
    }
}
