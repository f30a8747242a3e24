using ConvLog.Records;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Keys;
using ConvLog.Storage;
using ConvLog.Storage.Privacy;

namespace ConvLog.Sqlite;

/// <content>Keys of personal data, in the second file.</content>
public sealed partial class SqliteConversationStore
{
    private readonly KeysFile _keysFile;
    private readonly DataKeys _keys;
    private readonly MissingConversations _missing;

    /// <summary>
    /// Rewraps with the current key of the key ring all data keys that an older key wraps; afterwards the older key is no longer needed. Personal data itself
    /// is not touched. Runs in short transactions beside other work; the next call continues where this one stopped. The log of the keys file is emptied, so
    /// that no key is left in it as the older one wrapped it; while a reader holds that up, the figure <c>unclean_files</c> of health is 1.
    /// </summary>
    /// <param name="cancellationToken">A token to cancel the operation between two transactions.</param>
    /// <returns>The number of rewrapped keys.</returns>
    /// <exception cref="ConversationStoreException">Keys file or key ring cannot be used, or some keys could not be unwrapped; the message says
    /// why.</exception>
    public async ValueTask<long> RewrapKeysAsync(CancellationToken cancellationToken = default)
    {
        _database.DemandWritable();
        _database.Prepare();
        try
        {
            return await _keys.RewrapAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _cleanUp.Wake();
        }
    }

    // The ID of the keys file, which the data file has, too: whoever has one of them needs no cursor.
    ValueTask<byte[]?> ICursorSecretSource.FindCursorSecretAsync(CancellationToken cancellationToken)
    {
        _database.Prepare();
        return new(_keysFile.IsBound ? _keysFile.Id : null);
    }

    private HealthPart KeysPart()
    {
        var figures = new Dictionary<string, double>(StringComparer.Ordinal);
        if (IsPersonalHidden)
        {
            return new HealthPart("keys", StoreHealthStatus.Degraded,
                $"The store was opened read-only, and without {nameof(SqliteStoreOptions.ReadOnlyAccessLog)} nobody could see who read personal data: it is "
                + "hidden.", figures);
        }

        try
        {
            figures["ring_beside_data"] = _keys.IsRingBesideData(_database.Path) ? 1 : 0;
            (figures["keys"], figures["wrapped_by_older"]) = _keys.Check();
            _database.Troubles.KeysWork();
            return _database.Troubles.Keys(figures, failure: null);
        }
        catch (Exception e) when (e is ConversationStoreException or ObjectDisposedException)
        {
            return _database.Troubles.Keys(figures, e);
        }
    }

    // For one read.
    private PersonalReading Personal(PersonalData given) => new(_keys, _database.Troubles, given, IsPersonalHidden);

    // Each access to personal data is recorded before the data leaves: where it cannot be, the data stays.
    private bool IsPersonalHidden => _database.Options is { ReadOnly: true, ReadOnlyAccessLog: null };

    // Before anything is served.
    private void Opened(Session data)
    {
        BindKeys(data);
        if (_database.Options.ReadOnly)
        {
            _erasures.DemandApplied(data);
            return;
        }

        _missing.Forget();
        _missing.Check(data);
        _erasures.Opened(data);
        Start();
    }

    // Without its keys the store shows all that is not personal, and takes nothing in.
    private void BindKeys(Session data)
    {
        try
        {
            _keysFile.Bind(data);
        }
        catch (ConversationStoreException)
        {
            // Told by health and the log; each write tries again, and fails with it.
        }
    }
}
