using ConvLog.Storage;
using ConvLog.Storage.Privacy;

namespace ConvLog.Sqlite.Files;

/// <summary>The folder of a database file, before the file is opened.</summary>
internal static class StoreFolder
{
    /// <summary>Checks that the database and its keys can be stored at their paths. Creates nothing: opening the store creates the folders.</summary>
    /// <param name="path">The database.</param>
    /// <param name="options">Whether a missing folder may be created, and where the keys are.</param>
    /// <returns>The problem, as a sentence for the operator; null if none is known.</returns>
    public static string? Problem(string path, SqliteStoreOptions options)
        => ProblemOf(path, options) ?? (options.KeysPath is { } keys ? ProblemOf(keys, options) : null);

    /// <summary>Creates the folders of the database and of its keys, if they are missing and may be created.</summary>
    /// <exception cref="ConversationStoreException">A folder cannot be created.</exception>
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

    // Creates and deletes a folder of another name: a tool that builds the host only to read its endpoints must not create a store.
    private static void Try(string folder)
    {
        string? missing = folder;
        while (Path.GetDirectoryName(missing) is { } parent && !Directory.Exists(parent))
        {
            missing = parent;
        }

        // If a file has the folder's name, creating the folder fails with that error.
        string tried = File.Exists(missing) ? missing : missing + "-" + Guid.NewGuid().ToString("N");
        Create(tried);
        Directory.Delete(tried);
    }

    // Restricted to the owner, like the files in it (mode 0600).
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
