namespace WebConsole;

/// <summary>The folder for all that the sample keeps. Its owner alone may read it.</summary>
internal static class DataFolder
{
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
