using ConvLog.Storage;
using ConvLog.Storage.Privacy;

namespace ConvLog.Sqlite.Files;

/// <summary>The folder of a file that a host keeps, before the file is opened.</summary>
internal static class StoreFolder
{
    /// <summary>Checks that the database and its keys can be stored at their paths. Creates nothing: opening the store creates the folders.</summary>
    /// <param name="path">The database.</param>
    /// <param name="options">Whether a missing folder may be created, and where the keys are.</param>
    /// <returns>What is wrong, as a sentence for the operator; null for nothing known.</returns>
    public static string? Problem(string path, SqliteStoreOptions options)
        => ProblemOf(path, options) ?? (options.KeysPath is { } keys ? ProblemOf(keys, options) : null);

    /// <summary>Makes the folders of the database and of its keys where they are missing and may be made.</summary>
    /// <exception cref="ConversationStoreException">A folder cannot be made.</exception>
    public static void Make(string path, SqliteStoreOptions options)
    {
        if (options.ReadOnly || !options.CreateFolder)
        {
            return;
        }

        foreach (string? file in (string?[])[path, options.KeysPath])
        {
            string? folder = file is null ? null : Path.GetDirectoryName(DatabaseFile.Resolve(file));
            try
            {
                if (folder is not null && !Directory.Exists(folder))
                {
                    Create(folder);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new ConversationStoreException(StoreFault.Unavailable, NotCreated(file!, folder, e), e);
            }
        }
    }

    private static string? ProblemOf(string path, SqliteStoreOptions options)
    {
        string? folder = null;
        try
        {
            if (StorePath.Problem(path) is { } problem)
            {
                return problem;
            }

            folder = Path.GetDirectoryName(DatabaseFile.Resolve(path));
            if (folder is null || Directory.Exists(folder))
            {
                return null;
            }

            if (options.ReadOnly || !options.CreateFolder)
            {
                return $"The folder \"{folder}\" of \"{Path.GetFileName(path)}\" does not exist. Create it, give UseSqlite another path, or "
                    + (options.ReadOnly ? "mount the volume that it is on." : "set SqliteStoreOptions.CreateFolder to true.");
            }

            Try(folder);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return NotCreated(path, folder, e);
        }
    }

    private static string NotCreated(string path, string? folder, Exception e)
        => $"The folder \"{folder ?? path}\" of \"{Path.GetFileName(path)}\" does not exist and could not be created: {e.Message} Create it, or give "
            + "UseSqlite another path.";

    // A tool that builds the host, as one that reads its endpoints, makes no store.
    private static void Try(string folder)
    {
        string? missing = folder;
        while (Path.GetDirectoryName(missing) is { } parent && !Directory.Exists(parent))
        {
            missing = parent;
        }

        // A file of that name is what is wrong.
        string tried = File.Exists(missing) ? missing : missing + "-" + Guid.NewGuid().ToString("N");
        Create(tried);
        Directory.Delete(tried);
    }

    // The files in it have mode 0600, too.
    private static void Create(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
