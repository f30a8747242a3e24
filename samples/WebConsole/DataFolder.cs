namespace WebConsole;

/// <summary>The folder for all data of the sample. Only its owner can read it.</summary>
internal static class DataFolder
{
    /// <summary>The sample's folder within the operating system's folder for application data of the user.</summary>
    /// <exception cref="IOException">The operating system names no such folder.</exception>
    public static string Default()
    {
        string programs = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
        return programs.Length > 0
            ? Path.Combine(programs, "ConvLog.WebConsole")
            : throw new IOException("The system names no folder for a user's data. Say with --data where to keep the conversations.");
    }

    /// <summary>Creates the folder if it does not exist.</summary>
    /// <exception cref="IOException">The folder cannot be used.</exception>
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
