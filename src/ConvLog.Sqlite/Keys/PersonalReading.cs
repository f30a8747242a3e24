using ConvLog.Records;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Health;
using ConvLog.Storage;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Payloads.Sealing;

namespace ConvLog.Sqlite.Keys;

/// <summary>Provides the personal parts of conversations during one read.</summary>
/// <param name="keys">The keys.</param>
/// <param name="troubles">Counts damage.</param>
/// <param name="given">The kinds of personal data that were requested; if none, no key is read.</param>
/// <param name="isHidden">Whether no personal data is returned, whatever was requested.</param>
internal sealed class PersonalReading(DataKeys keys, DatabaseTroubles troubles, PersonalData given = PersonalData.All, bool isHidden = false)
{
    private const string FindConversation = "SELECT key, pii_purged IS NOT NULL FROM conversation WHERE no = ?1";

    private readonly bool _isHidden = isHidden;
    private readonly bool _isWithheld = isHidden || (given & ~PersonalData.Places) == PersonalData.None;
    private KeysVersion? _version;
    private bool _failed;

    public DatabaseTroubles Troubles => troubles;

    /// <summary>The parts of a conversation.</summary>
    public PersonalParts Of(Session session, long conversation)
    {
        var row = session[FindConversation].Bind(1, conversation);
        try
        {
            var blocks = new PersonalBlocks(session, conversation, troubles);
            return row.Step() ? Of(row.OptionalInt64(0), row.Int64(1) != 0, blocks) : Of(null, isPurged: false, blocks);
        }
        finally
        {
            row.Reset();
        }
    }

    /// <summary>The parts of a conversation with the key of this number; null for no key.</summary>
    public PersonalParts Of(long? key, bool isPurged) => Of(key, isPurged, blocks: null);

    private PersonalParts Of(long? key, bool isPurged, PersonalBlocks? blocks)
    {
        var found = key is null || _isWithheld ? null : Find(key.Value);
        return new PersonalParts(found, isPurged, isHidden: key is not null && found is null, troubles, given) { Blocks = blocks };
    }

    /// <summary>Whether any of these kinds of personal data was requested.</summary>
    public bool Includes(PersonalData data) => (given & data) != PersonalData.None;

    /// <summary>The hash by which a user or number is found; null if none was ever written, or the keys are not available.</summary>
    public byte[]? HashOf(string userOrNumber) => _isHidden ? null : Tried(() => keys.FindHashOf(userOrNumber));

    private DataKey? Find(long number)
    {
        // The version is read once for all rows of a list: a key destroyed during the read existed when it began.
        var key = Tried(() => keys.Find(number, _version ??= keys.Version()));
        if (key is null && !_failed)
        {
            troubles.KeyMissing(); // Destroyed just now, or the keys file is an older copy.
        }

        return key;
    }

    // After a failure, the keys are not read again for each row of a list, because a failing call may take long.
    private T? Tried<T>(Func<T?> find)
        where T : class
    {
        if (_failed)
        {
            return null;
        }

        try
        {
            return find();
        }
        catch (ConversationStoreException e) when (e is not SqliteFailureException { Fault: StoreFault.Unavailable })
        {
            // Reported by health and the log. Other data can be read anyway. If the disk just failed, the read fails instead: a retry then returns everything.
            _failed = true;
            return null;
        }
    }
}
