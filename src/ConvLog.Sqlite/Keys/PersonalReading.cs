using ConvLog.Records;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Health;
using ConvLog.Storage;
using ConvLog.Storage.Payloads;

namespace ConvLog.Sqlite.Keys;

/// <summary>Where the personal parts of conversations come from, during one read.</summary>
/// <param name="keys">The keys.</param>
/// <param name="troubles">Where damage is counted.</param>
/// <param name="given">What of them is asked for: where that is nothing, no key is looked for.</param>
/// <param name="isHidden">Whether nothing personal is given, whatever is asked for.</param>
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

    /// <summary>The parts of a conversation whose key has this number; null for none.</summary>
    public PersonalParts Of(long? key, bool isPurged) => Of(key, isPurged, blocks: null);

    private PersonalParts Of(long? key, bool isPurged, PersonalBlocks? blocks)
    {
        var found = key is null || _isWithheld ? null : Find(key.Value);
        return new PersonalParts(found, isPurged, isHidden: key is not null && found is null, troubles, given) { Blocks = blocks };
    }

    /// <summary>Whether some personal data is asked for.</summary>
    public bool Gives(PersonalData data) => (given & data) != PersonalData.None;

    /// <summary>The hash by which a user or number is found; null where none was ever written, or the keys cannot be had.</summary>
    public byte[]? HashOf(string userOrNumber) => _isHidden ? null : Tried(() => keys.FindHashOf(userOrNumber));

    private DataKey? Find(long number)
    {
        // Asked once for all rows of a list: what is destroyed while it is read was there when it began.
        var key = Tried(() => keys.Find(number, _version ??= keys.Version()));
        if (key is null && !_failed)
        {
            troubles.KeyMissing(); // Destroyed just now, or the keys file is an older copy.
        }

        return key;
    }

    // What fails is not asked again for every row of a list: it may take its time to.
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
            // Told by health and the log. What is not personal can be read all the same. A disk that failed just now fails the read instead: it is answered
            // whole the next time.
            _failed = true;
            return null;
        }
    }
}
