using System.Text;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Health;
using ConvLog.Sqlite.Keys;
using ConvLog.Storage;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Payloads.Sealing;

namespace ConvLog.Sqlite.Writing;

/// <summary>Writes personal parts, sealed with the conversation's key, which is created with the first of them.</summary>
/// <param name="session">The connection, in the transaction.</param>
/// <param name="keys">The keys.</param>
/// <param name="troubles">Counts damage.</param>
internal sealed class PersonalWriting(Session session, DataKeys keys, DatabaseTroubles troubles)
{
    private const string FindKey = "SELECT key, pii_purged IS NOT NULL FROM conversation WHERE no = ?1";
    private const string PutKey = "UPDATE conversation SET key = ?2 WHERE no = ?1";

    private long _assignedKeys;
    private KeysVersion? _keysVersion;

    /// <summary>The version of the keys file when this transaction first needed it.</summary>
    public KeysVersion KeysVersion => _keysVersion ??= keys.Version();

    /// <summary>Stores the personal part of a record in a row of its own, or removes it.</summary>
    /// <param name="change">The conversation.</param>
    /// <param name="kind">The kind of the record.</param>
    /// <param name="number">The row's number; null for the row that was just inserted.</param>
    /// <param name="personal">Its personal part; null for none.</param>
    public void Store(ConversationChange change, PiiKind kind, long? number, byte[]? personal)
    {
        if (personal is not null)
        {
            PiiRows.Store(session, KeyOf(change), kind, number ?? session.LastRowId, personal);
        }
        else if (number is not null)
        {
            PiiRows.Remove(session, kind, number.Value);
        }
    }

    /// <summary>The same, for a personal part that is a text.</summary>
    public void Store(ConversationChange change, PiiKind kind, long? number, string? personal)
        => Store(change, kind, number, personal is null ? null : Encoding.UTF8.GetBytes(personal));

    /// <summary>
    /// Stores the personal part of a turn or call: that of an ended one is sealed together with others, that of an open one has a row of its own.
    /// </summary>
    /// <param name="change">The conversation.</param>
    /// <param name="kind">Whether it is a turn or a call.</param>
    /// <param name="number">Its number.</param>
    /// <param name="wasInBlock">Whether the personal part of the previous revision is in a block; null if there is no previous revision.</param>
    /// <param name="personal">Its personal part; null for none.</param>
    /// <param name="isInBlock">Whether the personal part is stored in a block.</param>
    public void Store(ConversationChange change, PiiKind kind, long number, bool? wasInBlock, byte[]? personal, bool isInBlock)
    {
        // The personal part of the previous revision must not be readable any more. If it has a row of its own, the new part replaces it there.
        if (wasInBlock == true && PartsOf(change).Key is { } key)
        {
            change.Blocks(session, troubles).Remove(key, kind, number);
        }
        else if (wasInBlock == false && (isInBlock || personal is null))
        {
            PiiRows.Remove(session, kind, number);
        }

        if (isInBlock)
        {
            StoreInBlock(change, kind, number, personal!);
        }
        else if (personal is not null)
        {
            PiiRows.Store(session, KeyOf(change), kind, number, personal);
        }
    }

    /// <summary>Stores a personal part that no longer changes: it is sealed together with the rest that the transaction writes of the conversation.</summary>
    public void StoreInBlock(ConversationChange change, PiiKind kind, long number, byte[] personal)
        => change.Blocks(session, troubles).Add(KeyOf(change), kind, number, personal);

    /// <summary>The conversation's key, which it is given now if it has none.</summary>
    public DataKey KeyOf(ConversationChange change)
    {
        if (PartsOf(change).Key is { } key)
        {
            return key;
        }

        (long number, key) = keys.New(KeysVersion);
        _assignedKeys++;
        if (change.Known.HasRow)
        {
            session[PutKey].Bind(1, change.Known.Number).Bind(2, number).Run();
        }
        else
        {
            change.AssignedKey = number;
        }

        change.Parts = new PersonalParts(key, change.Parts!.IsPurged, isHidden: false, troubles) { Blocks = change.Parts.Blocks };
        return key;
    }

    /// <summary>The conversation's personal parts.</summary>
    /// <exception cref="ConversationStoreException">Its key is lost: stored personal data can be neither read nor updated.</exception>
    public PersonalParts PartsOf(ConversationChange change)
    {
        if (change.Parts is { } known)
        {
            return known;
        }

        // Looked up in each transaction, because the key may have been destroyed and replaced.
        var (number, isPurged) = change.Known.HasRow ? KeyIn(change.Known.Number) : default;
        var key = number is { } no ? keys.Find(no, KeysVersion) ?? throw Lost(change.Known.Number, no) : null;
        return change.Parts = new PersonalParts(key, isPurged, isHidden: false, troubles) { Blocks = change.Blocks(session, troubles) };
    }

    /// <summary>Adds the keys that this transaction gave to the data's count. Must be called once, at its end.</summary>
    /// <returns>How many keys the data has given in total; null if this transaction gave none.</returns>
    public long? AddAssignedKeys() => _assignedKeys > 0 ? MissingConversations.AddKeys(session, _assignedKeys) : null;

    private (long? Number, bool IsPurged) KeyIn(long conversation)
    {
        var row = session[FindKey].Bind(1, conversation);
        row.Step();
        var key = (row.OptionalInt64(0), row.Int64(1) != 0);
        row.Reset();
        return key;
    }

    private ConversationStoreException Lost(long conversation, long key) => keys.DestroyedAt(key) is { } at
        ? new DestroyedKeyException(conversation, at)
        : new ConversationStoreException(StoreFault.Unusable,
            "The keys file lacks the key of a conversation that is written to: it is an older copy than the database. Put the newest one in its place.");
}
