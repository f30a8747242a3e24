using ConvLog.PostgreSql.Keys;
using ConvLog.Storage;
using ConvLog.Storage.Privacy;

namespace ConvLog.PostgreSql;

/// <content>Keys of personal data, which are in the second schema.</content>
public sealed partial class PostgreSqlConversationStore
{
    private readonly KeysStore _keysStore;
    private readonly DataKeys _keys;

    /// <summary>
    /// Rewraps with the current key of the key ring all data keys that an older key wraps; afterwards the older key is no longer needed. Personal data itself
    /// is unchanged. Runs in short transactions, concurrently with all hosts; the next call continues where this one stopped.
    /// </summary>
    /// <param name="cancellationToken">A token to cancel the operation between two transactions.</param>
    /// <returns>The number of rewrapped keys.</returns>
    /// <exception cref="ConversationStoreException">Keys or key ring cannot be used, or some keys could not be unwrapped; the message says why.</exception>
    public async ValueTask<long> RewrapKeysAsync(CancellationToken cancellationToken = default)
    {
        await _database.PrepareAsync(cancellationToken).ConfigureAwait(false);
        return await _keys.RewrapAsync(cancellationToken).ConfigureAwait(false);
    }

    async ValueTask<byte[]?> ICursorSecretSource.FindCursorSecretAsync(CancellationToken cancellationToken)
        => await _keysStore.IdAsync(cancellationToken).ConfigureAwait(false);

    // The part of a health report about keys.
    private async ValueTask<HealthPart> KeysPartAsync(CancellationToken cancellationToken)
    {
        var figures = new Dictionary<string, double>(StringComparer.Ordinal);
        try
        {
            (figures["keys"], figures["wrapped_by_older"]) = await _keys.CheckAsync(cancellationToken).ConfigureAwait(false);
            _database.Troubles.KeysWork();
            return _database.Troubles.Keys(figures, failure: null);
        }
        catch (Exception e) when (e is ConversationStoreException or ObjectDisposedException)
        {
            return _database.Troubles.Keys(figures, e);
        }
    }
}
