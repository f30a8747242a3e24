using ConvLog.Privacy;

namespace ConvLog.Sqlite.Tests.Keys;

/// <summary>A key ring that a test can block.</summary>
internal sealed class GatedRing(IKeyRing ring) : IKeyRing
{
    private readonly ManualResetEventSlim _open = new(initialState: true);
    private readonly ManualResetEventSlim _asked = new();

    public void Close() => _open.Reset();

    public void Open() => _open.Set();

    public void WaitUntilAsked() => _asked.Wait(TimeSpan.FromSeconds(20)).Should().BeTrue();

    public WrappedKey Wrap(ReadOnlySpan<byte> key, ReadOnlySpan<byte> context) => ring.Wrap(key, context);

    public byte[] Unwrap(WrappedKey wrapped, ReadOnlySpan<byte> context)
    {
        if (!_open.IsSet)
        {
            _asked.Set();
            _open.Wait();
        }

        return ring.Unwrap(wrapped, context);
    }
}
