using System.Globalization;
using ConvLog.Sqlite.Connections;
using ConvLog.Sqlite.Engine;
using ConvLog.Storage;

namespace ConvLog.Sqlite.Keys;

/// <summary>
/// Detects data that lost acknowledged writes: a database or log that was deleted, truncated or replaced by an older one, while its keys file was not. The data
/// counts the keys that it gives to conversations, and the keys file notes that count after each commit. Data with a lower count has lost the conversations of
/// the other keys.
/// </summary>
/// <param name="database">The data.</param>
/// <param name="file">The keys file.</param>
internal sealed class MissingConversations(Database database, KeysFile file)
{
    private const string Put = "INSERT INTO meta (key, value) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = excluded.value";
    private const string GivenKey = "keys_given";
    private const string MissingKey = "missing_conversations";
    private const string SinceKey = "missing_since";
    private const string FindDataKey = "SELECT no FROM data_key";
    private const string FindKeyOfConversation = "SELECT key FROM conversation WHERE key IS NOT NULL UNION ALL SELECT no FROM lost_key";
    private const string FindMeta = "SELECT value FROM meta WHERE key = ?1";

    // Long enough to be noticed after a weekend. It ends on its own, because a backup that was restored on purpose lacks the conversations permanently.
    private static readonly TimeSpan s_reported = TimeSpan.FromDays(7);

    private long _openings = -1;

    /// <summary>Counts the keys that a transaction gives to conversations.</summary>
    /// <returns>The number of keys given in total.</returns>
    public static long AddKeys(Session data, long keys)
    {
        long given = Find(data, GivenKey) + keys;
        data[Put].Bind(1, GivenKey).Bind(2, given).Run();
        return given;
    }

    /// <summary>The number of missing conversations, and since when that is known; null if none are missing.</summary>
    public static (long Count, DateTimeOffset Since)? Read(Session data)
        => Find(data, MissingKey) is > 0 and var count ? (count, Statement.TimeOf(Find(data, SinceKey))) : null;

    /// <summary>The sentence for health; null if it is no longer reported.</summary>
    public static string? Report((long Count, DateTimeOffset Since)? missing, DateTimeOffset now)
        => missing is { } found && now - found.Since < s_reported
            ? string.Create(CultureInfo.InvariantCulture, $"Since {found.Since:O}: {MessageOf(found.Count)}") : null;

    /// <summary>Called before a database is begun if none was open.</summary>
    /// <exception cref="ConversationStoreException">There was a database: its keys file exists.</exception>
    public void RefuseNew()
    {
        if (file.CountConversations() is not { } held)
        {
            return;
        }

        string missing = $"The database \"{database.Path}\" is missing or empty, but its keys file \"{file.Path}\" is there";
        if (held > 0 && !database.Options.StartFreshWhenDamaged)
        {
            throw new ConversationStoreException(
                StoreFault.Unusable,
                string.Create(CultureInfo.InvariantCulture,
                    $"{missing} and holds the keys of {held} conversations. No new database was begun: put the database and its \"-wal\" file back, or a "
                    + $"backup. To begin a new one, move the keys file away as well, or set {nameof(SqliteStoreOptions.StartFreshWhenDamaged)}."));
        }

        database.Troubles.ContinuedWithLoss($"{missing}: what the database held is lost. A new one was begun.");
    }

    /// <summary>Called when a data file was opened and at the beginning of each write, because the keys file may be restored later than the data.</summary>
    public void Check(Session data)
    {
        if (!file.IsBound || Volatile.Read(ref _openings) == file.Openings)
        {
            return;
        }

        try
        {
            long confirmed = file.Confirmed();
            if (Find(data, GivenKey) < confirmed)
            {
                InTransaction(data, () => Record(data, confirmed));
            }

            Volatile.Write(ref _openings, file.Openings);
        }
        catch (ConversationStoreException e) when (e.Fault == StoreFault.Unusable)
        {
            // Health reports the problem with the keys file, and the next write checks again.
        }
    }

    /// <summary>Requires a new check, because another data file may be opened.</summary>
    public void Invalidate() => Volatile.Write(ref _openings, -1);

    // Once for each loss: from then on, the data counts as having given the number of keys that the keys file says.
    private void Record(Session data, long confirmed)
    {
        long given = Find(data, GivenKey);
        if (given >= confirmed)
        {
            return; // Another process was first.
        }

        long missing = Math.Min(confirmed - given, CountWithoutConversation(data));
        data[Put].Bind(1, GivenKey).Bind(2, confirmed).Run();
        if (missing > 0)
        {
            data[Put].Bind(1, MissingKey).Bind(2, Find(data, MissingKey) + missing).Run();
            data[Put].Bind(1, SinceKey).Bind(2, database.Options.TimeProvider.GetUtcNow().UtcTicks).Run();
            database.Troubles.ConversationsMissing(MessageOf(missing));
        }
    }

    // Keys of conversations that were erased or have expired since no longer exist. Reads every conversation, a cost that only data with a loss has.
    private long CountWithoutConversation(Session data)
    {
        var keys = file.Read(static session => Numbers(session, FindDataKey));
        keys.ExceptWith(Numbers(data, FindKeyOfConversation));
        return keys.Count;
    }

    private static HashSet<long> Numbers(Session session, string sql)
    {
        var numbers = new HashSet<long>();
        using var rows = session.Prepare(sql);
        while (rows.Step())
        {
            numbers.Add(rows.Int64(0));
        }

        return numbers;
    }

    private static void InTransaction(Session data, Action action)
    {
        if (data.IsInTransaction)
        {
            action();
            return;
        }

        data.Execute("BEGIN IMMEDIATE");
        try
        {
            action();
            data.Commit();
        }
        catch
        {
            data.Rollback();
            throw;
        }
    }

    private static long Find(Session data, string key) => data[FindMeta].Bind(1, key).Scalar() ?? 0;

    private static string MessageOf(long count)
        => string.Create(CultureInfo.InvariantCulture,
            $"{count} conversations whose keys are in the keys file are missing: the database or its write-ahead log was deleted, cut, or replaced by an older "
            + $"copy. Put a newer copy in its place if there is one.");
}
