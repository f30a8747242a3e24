namespace ConvLog.Sqlite.Files;

/// <summary>The folder of a file that a host keeps, before the file is opened.</summary>
internal static class StoreFolder
{
    /// <summary>Makes sure that the folders of the database and of its keys exist.</summary>
    /// <param name="path">The database.</param>
    /// <param name="options">Whether a missing folder may be created, and where the keys are.</param>
    /// <returns>Why a folder is missing, as a sentence for the operator; null where both exist.</returns>
    public static string? Problem(string path, SqliteStoreOptions options)
        => ProblemOf(path, options) ?? (options.KeysPath is { } keys ? ProblemOf(keys, options) : null);

    private static string? ProblemOf(string path, SqliteStoreOptions options)
    {
        string? folder = null;
        try
        {
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

            Create(folder);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return $"The folder \"{folder ?? path}\" of \"{Path.GetFileName(path)}\" does not exist and could not be created: {e.Message} Create it, or give "
                + "UseSqlite another path.";
        }
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
