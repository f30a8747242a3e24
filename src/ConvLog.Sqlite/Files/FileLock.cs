using ConvLog.Sqlite.Engine;
using ConvLog.Storage;
using ConvLog.Storage.Privacy;

namespace ConvLog.Sqlite.Files;

/// <summary>
/// Allows one process at a time to change which file is under a path: to create it, move it aside, or abandon one that was moved away. SQLite's own locks are
/// on the file, not on its name.
/// </summary>
internal static class FileLock
{
    // The system's error for a file that another process has locked, on Linux, macOS and Windows.
    private static readonly int[] s_taken = [11, 35, unchecked((int)0x80070020)];

    /// <param name="path">The database.</param>
    /// <param name="most">How long to wait for another process.</param>
    /// <returns>The lock. Dispose it after the change.</returns>
    /// <exception cref="ConversationStoreException">Another process takes longer, or the folder cannot be written to.</exception>
    public static IDisposable Take(string path, TimeSpan most)
    {
        try
        {
            // With these options, .NET makes sure that the locked file is not one that its last owner has just deleted.
            return LockRetry.Run(
                () => new FileStream(path + "-turn", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose),
                static e => e is IOException && Array.IndexOf(s_taken, e.HResult) >= 0,
                most);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConversationStoreException(
                StoreFault.Unavailable,
                $"No file can be made in the folder of \"{path}\". {SystemErrors.Describe(e)}",
                e);
        }
    }
}
