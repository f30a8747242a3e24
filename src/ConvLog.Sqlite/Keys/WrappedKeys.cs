using ConvLog.Privacy;
using ConvLog.Sqlite.Health;
using ConvLog.Storage.Payloads.Sealing;
using ConvLog.Storage.Relational;

namespace ConvLog.Sqlite.Keys;

/// <summary>Wraps and unwraps the keys of the keys file. Any thread, but never with the keys file locked, because a ring may be slow.</summary>
/// <param name="file">The keys file: each key is bound to it.</param>
/// <param name="ring">The host's key ring; null to use the development key file.</param>
/// <param name="ringPath">The path of the development key file.</param>
/// <param name="time">The clock.</param>
/// <param name="troubles">Reports failures of the ring.</param>
internal sealed class WrappedKeys(KeysFile file, IKeyRing? ring, string ringPath, TimeProvider time, DatabaseTroubles troubles)
{
    private readonly KeyWrapping _wrapping = new(ring, ringPath, time, troubles.KeyRingFailed);

    /// <summary>The file that contains the ring; null if it is not a file.</summary>
    public string? RingFile => _wrapping.RingFile;

    /// <summary>What a key is bound to: this keys file and the key's number.</summary>
    public byte[] ContextOf(long number) => KeyWrapping.ContextOf(file.Id, number);

    /// <summary>The id of the current wrapping key, which may be up to half a minute old.</summary>
    public string KnownId() => _wrapping.KnownId ?? CurrentId();

    /// <summary>The id of the current wrapping key. A ring reveals it only when it wraps something.</summary>
    public string CurrentId() => Wrap(new byte[DataKey.Length], ContextOf(-1)).KeyId;

    public WrappedKey Wrap(ReadOnlySpan<byte> key, ReadOnlySpan<byte> context) => _wrapping.Wrap(key, context, HasNoKey);

    public byte[] Unwrap(WrappedKey wrapped, ReadOnlySpan<byte> context) => _wrapping.Unwrap(wrapped, context);

    private bool HasNoKey() => file.Read(static session => session.Number(KeyTable.Any)) == 0;
}
