using System.Diagnostics;
using System.Text;

namespace ConvLog.Privacy;

/// <summary>Changes a key file as one: by one process at a time, and seen by others as it was or as it is.</summary>
internal static class KeyFileLock
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly TimeSpan s_most = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(5);
    private static readonly ManualResetEventSlim s_never = new(initialState: false, spinCount: 0);

    /// <summary>Waits until no other process makes or changes the file.</summary>
    /// <returns>To be disposed when the change is made.</returns>
    /// <exception cref="IOException">Another takes longer, or the folder cannot be written to.</exception>
    public static IDisposable Take(string path)
    {
        long begun = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                // In this combination .NET makes sure that what was locked is not a file that its last owner has just deleted.
                return new FileStream(path + "-turn", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
            }
            catch (IOException e) when (SystemErrors.Of(e) is null && Stopwatch.GetElapsedTime(begun) < s_most)
            {
                s_never.Wait(s_pause);
            }
        }
    }

    /// <summary>Puts other lines in place of those of the file, or makes it. It is on the disk before its name is.</summary>
    public static void Replace(string path, IReadOnlyList<string> lines)
    {
        // What is left of a change that a crash ended is overwritten.
        string made = path + "-new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using (var file = new FileStream(made, options))
        {
            if (!OperatingSystem.IsWindows())
            {
                SetOwnerOnly(file); // Whatever the umask took, or was there before.
            }

            file.Write(Encoding.UTF8.GetBytes(string.Concat(lines.Select(static line => line + "\n"))));
            file.Flush(flushToDisk: true);
        }

        File.Move(made, path, overwrite: true);
    }

    /// <summary>Removes other users' access to the file. Devices and pipes are not changed.</summary>
    /// <exception cref="IOException">The mode cannot be changed; says why.</exception>
    public static void Narrow(string path)
    {
        if (OperatingSystem.IsWindows() || UnixFile.SpecialKind(path) is not null)
        {
            return;
        }

        var mode = File.GetUnixFileMode(path);
        if ((mode & ~OwnerOnly) == UnixFileMode.None)
        {
            return;
        }

        try
        {
            File.SetUnixFileMode(path, mode & OwnerOnly);
        }
        catch (Exception e) when (e is UnauthorizedAccessException || (e is IOException and not FileNotFoundException))
        {
            throw new FileModeException(path, mode, e);
        }
    }

    /// <summary>Restricts a new file to its owner. On a volume where all files already have that mode, nothing is changed.</summary>
    /// <exception cref="IOException">The mode cannot be changed; says why.</exception>
    public static void SetOwnerOnly(FileStream file)
    {
        if (!OperatingSystem.IsWindows() && File.GetUnixFileMode(file.SafeFileHandle) is var mode && mode != OwnerOnly)
        {
            try
            {
                File.SetUnixFileMode(file.SafeFileHandle, OwnerOnly);
            }
            catch (Exception e) when (e is UnauthorizedAccessException or IOException)
            {
                throw new FileModeException(file.Name, mode, e);
            }
        }
    }
}
