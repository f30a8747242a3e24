using ConvLog.Sqlite.Engine;
using ConvLog.Storage;
using ConvLog.Storage.Privacy;

namespace ConvLog.Sqlite.Files;

/// <summary>
/// Lets one process at a time change which file stands under a path: make it, put it aside, or leave one that was moved away. SQLite's own locks are on the
/// file and do not say what its name means.
/// </summary>
internal static class FileLock
{
    // The system's word for a file that another has locked, on Linux, macOS and Windows.
    private static readonly int[] s_taken = [11, 35, unchecked((int)0x80070020)];

    /// <param name="path">The database.</param>
    /// <param name="most">How long to wait for another.</param>
    /// <returns>To be disposed when the change is made.</returns>
    /// <exception cref="ConversationStoreException">Another takes longer, or the folder cannot be written to.</exception>
    public static IDisposable Take(string path, TimeSpan most)
    {
        try
        {
            // In this combination .NET makes sure that what was locked is not a file that its last owner has just deleted.
            return LockRetry.Run(
                () => new FileStream(path + "-turn", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose),
                static e => e is IOException && Array.IndexOf(s_taken, e.HResult) >= 0,
                most);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConversationStoreException(
                StoreFault.Unavailable,
                $"No file can be made in the folder of \"{path}\". {SystemErrors.WordsOf(e)}",
                e);
        }
    }
}
