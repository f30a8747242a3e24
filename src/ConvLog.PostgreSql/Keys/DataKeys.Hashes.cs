using System.Security.Cryptography;
using System.Text;
using ConvLog.Privacy;
using ConvLog.Storage.Payloads.Sealing;
using ConvLog.Storage.Relational;

namespace ConvLog.PostgreSql.Keys;

/// <content>The key of the hashes by which users and numbers are found.</content>
internal sealed partial class DataKeys
{
    private readonly SemaphoreSlim _making = new(1, 1);

    /// <summary>The hash by which a user or number is found. It reveals nothing without its key, which is created with the first hash.</summary>
    public async ValueTask<byte[]> HashOfAsync(string userOrNumber, CancellationToken cancellationToken)
        => Hash(await ReadHashKeyAsync(cancellationToken).ConfigureAwait(false) ?? await CreateHashKeyAsync(cancellationToken).ConfigureAwait(false),
            userOrNumber);

    /// <summary>The same, if the key exists; null if no user and no number was ever written.</summary>
    public async ValueTask<byte[]?> FindHashOfAsync(string userOrNumber, CancellationToken cancellationToken)
        => await ReadHashKeyAsync(cancellationToken).ConfigureAwait(false) is { } key ? Hash(key, userOrNumber) : null;

    private static byte[] Hash(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    private async ValueTask<byte[]?> ReadHashKeyAsync(CancellationToken cancellationToken)
    {
        if (_remembered.FindHashKey() is { } known)
        {
            return known;
        }

        long now = _remembered.Now;
        if (await HashKeyRowAsync(cancellationToken).ConfigureAwait(false) is not { } row)
        {
            return null;
        }

        byte[] key = await _wrapped.UnwrapAsync(KeyRotation.HashKey, row, cancellationToken).ConfigureAwait(false);
        _remembered.SetHashKey(key, now);
        return key;
    }

    // If two hosts create a key at the same time, the first one is kept.
    private async ValueTask<byte[]> CreateHashKeyAsync(CancellationToken cancellationToken)
    {
        await _making.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (await ReadHashKeyAsync(cancellationToken).ConfigureAwait(false) is { } known)
            {
                return known;
            }

            byte[] key = RandomNumberGenerator.GetBytes(DataKey.Length);
            var made = (await _wrapped.WrapAsync([(KeyRotation.HashKey, key)], cancellationToken).ConfigureAwait(false))[0];
            await _store.WriteAsync((session, token) => session.RunAsync(KeyTable.PutHashKey(made), token), cancellationToken)
                .ConfigureAwait(false);
            return (await ReadHashKeyAsync(cancellationToken).ConfigureAwait(false))!;
        }
        finally
        {
            _making.Release();
        }
    }

    private async ValueTask<WrappedKey?> HashKeyRowAsync(CancellationToken cancellationToken)
        => (await _store.ReadAsync(static (session, token) => session.ListAsync(KeyTable.HashKey, token), cancellationToken)
            .ConfigureAwait(false)).FirstOrDefault();
}
