using ConvLog.Storage;

namespace ConvLog.Sqlite;

/// <summary>The data keys in the keys file, unwrapped by the key ring as they are needed. Any thread.</summary>
/// <remarks>
/// What is unwrapped is remembered for 30 seconds at most, and only while its row is there: a key that another process destroyed is gone at once.
/// Where something cannot be had, <see cref="ConversationStoreException"/> says why.
/// </remarks>
internal sealed class DataKeys(KeysFile file, SqliteStoreOptions options, DatabaseTroubles troubles)
{
    /// <summary>A key for a conversation that has none: its row is on the disk, and it is given to nobody else.</summary>
    public (long Number, DataKey Key) New() => throw new NotSupportedException($"{file} {options} {troubles}");

    /// <summary>The key of a number; null where it was destroyed.</summary>
    public DataKey? Find(long number) => throw new NotSupportedException();

    /// <summary>Destroys keys, for good: what they sealed can be read by nobody any more.</summary>
    public void Destroy(IReadOnlyCollection<long> numbers) => throw new NotSupportedException();

    /// <summary>The hash by which a user or number is found. Without its key, which is made with the first one, it tells nothing.</summary>
    public byte[] HashOf(string userOrNumber) => throw new NotSupportedException();
}
