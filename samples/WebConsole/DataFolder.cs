namespace WebConsole;

/// <summary>The folder for all that the sample keeps. Its owner alone may read it.</summary>
internal static class DataFolder
{
    /// <summary>A folder of the sample's own under the one that the system gives to its user's programs.</summary>
    /// <exception cref="IOException">The system names none.</exception>
    public static string Default()
    {
        string programs = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
        return programs.Length > 0
            ? Path.Combine(programs, "ConvLog.WebConsole")
            : throw new IOException("The system names no folder for a user's data. Say with --data where to keep the conversations.");
    }

    /// <summary>Makes the folder where it is missing.</summary>
    /// <exception cref="IOException">It can't be used.</exception>
    public static void Prepare(string path)
    {
        try
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(path);
            }
            else
            {
                Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new IOException($"--data: '{path}' can't be used as a folder: {refused.Message}", refused);
        }
    }
}
