using System.Globalization;
using ConvLog.Sqlite.Connections;
using ConvLog.Sqlite.Engine;
using ConvLog.Storage;

namespace ConvLog.Sqlite.Keys;

/// <summary>
/// Notices data that lost acknowledged writes: a database or log that was deleted, cut or replaced by an older one while the keys file beside it stayed. The
/// data counts the keys it gives to conversations, the keys file notes that count after each commit; data that has given fewer has lost the conversations of
/// the others.
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

    // Long enough to be seen after a weekend, and it ends without anyone's doing: a backup that was restored on purpose lacks them for good.
    private static readonly TimeSpan s_reported = TimeSpan.FromDays(7);

    private long _openings = -1;

    /// <summary>Counts keys that a transaction gave to conversations.</summary>
    /// <returns>How many were given so far.</returns>
    public static long Give(Session data, long keys)
    {
        long given = Find(data, GivenKey) + keys;
        data[Put].Bind(1, GivenKey).Bind(2, given).Run();
        return given;
    }

    /// <summary>How many are missing, and since when that is known; null for none.</summary>
    public static (long Count, DateTimeOffset Since)? Read(Session data)
        => Find(data, MissingKey) is > 0 and var count ? (count, Statement.TimeOf(Find(data, SinceKey))) : null;

    /// <summary>What health says of them; null where it need not any more.</summary>
    public static string? Report((long Count, DateTimeOffset Since)? missing, DateTimeOffset now)
        => missing is { } found && now - found.Since < s_reported
            ? string.Create(CultureInfo.InvariantCulture, $"Since {found.Since:O}: {MessageOf(found.Count)}") : null;

    /// <summary>To be called before a database is begun where none was open.</summary>
    /// <exception cref="ConversationStoreException">There was one: its keys file is there.</exception>
    public void RefuseNew()
    {
        if (file.CountHeld() is not { } held)
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

        database.Troubles.WentOn($"{missing}: what the database held is lost. A new one was begun.");
    }

    /// <summary>To be called when a data file was opened, and at the beginning of a write: the keys file may have come back only now.</summary>
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
            // Health tells of the keys file, and the next write looks again.
        }
    }

    /// <summary>Another data file may be opened: it is looked at again.</summary>
    public void Forget() => Volatile.Write(ref _openings, -1);

    // Once for each loss: from here on the data counts as having given what the keys file says.
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

    // Keys of conversations that were erased or have expired since are not there any more. Reads every conversation, which only data that lost something has to
    // pay for.
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
