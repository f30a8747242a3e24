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
    /// Rewraps all data keys that an older key wraps with the current key of the key ring; the older key is then no longer needed. Personal data itself is not
    /// changed. Runs in short transactions, concurrently with other work; the next call continues where this one stopped. Empties the log of the keys file, so
    /// that no key wrapped by the older one is left in it; while a reader prevents that, the figure <c>unclean_files</c> of health is 1.
    /// </summary>
    /// <param name="cancellationToken">A token to cancel the operation between two transactions.</param>
    /// <returns>The number of rewrapped keys.</returns>
    /// <exception cref="ConversationStoreException">The keys file or key ring cannot be used, or some keys could not be unwrapped; the message says
    /// why.</exception>
    public async ValueTask<long> RewrapKeysAsync(CancellationToken cancellationToken = default)
    {
        _database.EnsureWritable();
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

    // The ID of the keys file, which the data file contains, too: anyone with access to these files needs no cursor.
    ValueTask<byte[]?> ICursorSecretSource.FindCursorSecretAsync(CancellationToken cancellationToken)
    {
        _database.Prepare();
        return new(_keysFile.IsBound ? _keysFile.Id : null);
    }

    private PersonalReading Personal(PersonalData given) => new(_keys, _database.Troubles, given, _database.Options.HidesPersonalData);

    // Called before the file is used.
    private void Opened(Session data)
    {
        _keysFile.TryBind(data);
        if (_database.Options.ReadOnly)
        {
            _erasures.EnsureApplied(data);
            return;
        }

        _missing.Invalidate();
        _missing.Check(data);
        _erasures.Opened(data);
        _background.Start();
    }
}
