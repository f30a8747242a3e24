using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Health;
using ConvLog.Storage;
using ConvLog.Storage.Privacy;

namespace ConvLog.Sqlite.Files;

/// <summary>
/// Handles a damaged file. Either a copy is kept, once, and the store refuses to work until the file is changed or replaced; or the file is moved aside and a
/// new one is begun.
/// </summary>
/// <param name="path">The file.</param>
/// <param name="options">Selects one of the two.</param>
/// <param name="troubles">Reports the damage.</param>
/// <remarks>Not thread-safe: the caller holds the right to write.</remarks>
internal sealed class Damage(string path, SqliteStoreOptions options, DatabaseTroubles troubles)
{
    private string? _refusal;
    private FileStamp _refused;
    private bool _isForLimit;
    private bool _wasCopied;

    /// <summary>Throws while the damaged file is unchanged under its path.</summary>
    public void Refuse()
    {
        if (_refusal is null)
        {
            return;
        }

        bool mayTryAgain = _isForLimit && !DamagedFile.IsLimitReached(path);
        if (_refused == FileStamp.Of(path) && !mayTryAgain)
        {
            throw new ConversationStoreException(StoreFault.Unusable, _refusal);
        }

        _refusal = null;
    }

    /// <summary>Handles damage, once every other connection of this store is closed.</summary>
    /// <param name="damaged">A connection to the damaged file, which is closed.</param>
    /// <param name="failure">SQLite's error.</param>
    /// <returns>Whether the file that is now under the path may be opened.</returns>
    public bool Found(Session damaged, ConversationStoreException failure)
    {
        if (FileControl.HasMoved(damaged))
        {
            damaged.Abandon();
            return true;
        }

        return options.StartFreshWhenDamaged ? TryPutAside(damaged, failure.Message) : Keep(damaged, failure.Message);
    }

    /// <summary>
    /// Checks the log before the file is opened. Writes that cannot be recovered are lost in any case, so the store works with the rest, but reports the loss
    /// and keeps a copy.
    /// </summary>
    public bool FoundInLog()
    {
        try
        {
            if (WriteAheadLog.HasLostTransactions(DatabaseFile.LogOf(path)))
            {
                troubles.ContinuedWithLoss($"The write-ahead log is damaged: writes that were acknowledged last are lost.{Copy()}");
                return true;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // SQLite will report it when it opens the log.
        }

        return false;
    }

    private bool TryPutAside(Session damaged, string message)
    {
        try
        {
            if (DamagedFile.PutAside(path, damaged, options.TimeProvider.GetUtcNow(), options.BusyTimeout) is { } name)
            {
                troubles.ContinuedWithLoss($"{message} It was put aside as {name}, and a new file begun.");
            }

            return true;
        }
        catch (DamagedFileLimitException e)
        {
            RefuseFromNowOn($"{message} It could not be put aside: {e.Message}", isForLimit: true);
            return false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ConversationStoreException)
        {
            troubles.Damaged($"{message} It could not be put aside. {Describe(e)}");
            return false;
        }
        finally
        {
            damaged.Abandon();
        }
    }

    private bool Keep(Session damaged, string message)
    {
        damaged.Abandon();
        RefuseFromNowOn($"{message}{Copy()}", isForLimit: false);
        return false;
    }

    private void RefuseFromNowOn(string message, bool isForLimit)
    {
        (_refusal, _refused, _isForLimit) = (message, FileStamp.Of(path), isForLimit);
        troubles.Damaged(message);
    }

    // Only once: if damage is found again, the file differs only by what other processes have written to it since.
    private string Copy()
    {
        if (_wasCopied)
        {
            return "";
        }

        try
        {
            string copy = DamagedFile.Copy(path, options.TimeProvider.GetUtcNow());
            _wasCopied = true;
            return $" A copy of it is kept beside it as {copy}.";
        }
        catch (DamagedFileLimitException e)
        {
            return $" No copy of it could be kept beside it: {e.Message}";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $" No copy of it could be kept beside it. {Describe(e)}";
        }
    }

    private static string Describe(Exception e) => e is ConversationStoreException ? e.Message : SystemErrors.Describe(e);
}
