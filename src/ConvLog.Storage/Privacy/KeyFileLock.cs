using System.Diagnostics;
using System.Text;

namespace ConvLog.Storage.Privacy;

/// <summary>Changes a key file atomically: one process at a time, and visible to others only in full.</summary>
internal static class KeyFileLock
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly TimeSpan s_most = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(5);
    private static readonly ManualResetEventSlim s_never = new(initialState: false, spinCount: 0);

    /// <summary>Waits until no other process creates or changes the file.</summary>
    /// <returns>The lock, to be disposed after the change.</returns>
    /// <exception cref="IOException">Another process takes too long, or the folder is not writable.</exception>
    public static IDisposable Take(string path)
    {
        long begun = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                // With these options, .NET ensures that the locked file is not one that its previous owner has just deleted.
                return new FileStream(path + "-turn", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
            }
            catch (IOException e) when (SystemErrors.Of(e) is null && Stopwatch.GetElapsedTime(begun) < s_most)
            {
                s_never.Wait(s_pause);
            }
        }
    }

    /// <summary>Replaces the lines of the file, or creates it. The content is flushed to disk before the file is renamed.</summary>
    public static void Replace(string path, IReadOnlyList<string> lines)
    {
        // Overwrites the remains of a change that was interrupted by a crash.
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
                SetOwnerOnly(file); // Independent of the umask, and of the mode of an existing file.
            }

            file.Write(Encoding.UTF8.GetBytes(string.Concat(lines.Select(static line => line + "\n"))));
            file.Flush(flushToDisk: true);
        }

        File.Move(made, path, overwrite: true);
    }

    /// <summary>Removes other users' access to the file. Devices and pipes are not changed.</summary>
    /// <exception cref="IOException">The mode cannot be changed; the message says why.</exception>
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

    /// <summary>Restricts a new file to its owner. No change is made if it already has that mode, as on some volumes.</summary>
    /// <exception cref="IOException">The mode cannot be changed; the message says why.</exception>
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
