using ConvLog.Privacy;

namespace ConvLog.Sqlite.Tests.Keys;

/// <summary>A key ring that fails when a test sets a failure.</summary>
internal sealed class FailingRing(IKeyRing ring) : IKeyRing
{
    public Exception? Failure { get; set; }

    public WrappedKey Wrap(ReadOnlySpan<byte> key, ReadOnlySpan<byte> context) => Failure is { } failure ? throw failure : ring.Wrap(key, context);

    public byte[] Unwrap(WrappedKey wrapped, ReadOnlySpan<byte> context) => Failure is { } failure ? throw failure : ring.Unwrap(wrapped, context);
}
