using System.Security.Cryptography;
using System.Text;
using ConvLog.Privacy;
using ConvLog.Storage.Payloads.Sealing;
using ConvLog.Storage.Relational;

namespace ConvLog.Sqlite.Keys;

/// <content>The key of the hashes by which users and numbers are found.</content>
internal sealed partial class DataKeys
{
    /// <summary>The hash by which a user or number is found. It reveals nothing without its key, which is created with the first hash.</summary>
    public byte[] HashOf(string userOrNumber) => HashOf(userOrNumber, Version());

    /// <inheritdoc cref="HashOf(string)"/>
    /// <param name="userOrNumber">The user or number.</param>
    /// <param name="version">The recent version of the file.</param>
    public byte[] HashOf(string userOrNumber, KeysVersion version) => Hash(ReadHashKey(version) ?? CreateHashKey(), userOrNumber);

    /// <summary>The same hash, if the key exists; null if no user or number was ever written.</summary>
    public byte[]? FindHashOf(string userOrNumber) => ReadHashKey(Version()) is { } key ? Hash(key, userOrNumber) : null;

    private static byte[] Hash(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    private byte[]? ReadHashKey(KeysVersion version)
    {
        if (_remembered.FindHashKey(version) is { } known)
        {
            return known;
        }

        return _file.Read(static session => session.List(KeyTable.HashKey)) is [var row] ? UnwrapHashKey(row, version) : null;
    }

    // If two processes create a key, the first one is kept.
    private byte[] CreateHashKey()
    {
        var made = _wrapped.Wrap(RandomNumberGenerator.GetBytes(DataKey.Length), _wrapped.ContextOf(KeyRotation.HashKey));
        _file.Write(session => session.Run(KeyTable.PutHashKey(made)));
        return ReadHashKey(Version())!;
    }

    private byte[] UnwrapHashKey(WrappedKey row, KeysVersion version)
    {
        byte[] key = _wrapped.Unwrap(row, _wrapped.ContextOf(KeyRotation.HashKey));
        _remembered.SetHashKey(key, _remembered.Now, version);
        return key;
    }
}
