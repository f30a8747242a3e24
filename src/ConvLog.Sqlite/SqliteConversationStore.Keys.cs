using ConvLog.Storage;

namespace ConvLog.Sqlite;

/// <content>Keys of personal data, in the second file.</content>
public sealed partial class SqliteConversationStore
{
    private readonly KeysFile _keysFile;
    private readonly DataKeys _keys;

    // For one read.
    private PersonalReading Personal() => new(_keys, _database.Troubles);

    // Before anything is served.
    private void Opened(Session data)
    {
        BindKeys(data);
        _erasures.Opened(data);
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
