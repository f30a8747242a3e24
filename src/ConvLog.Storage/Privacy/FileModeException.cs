namespace ConvLog.Storage.Privacy;

/// <summary>Other users may read a file that holds personal data or keys, and the process is not allowed to change that.</summary>
internal sealed class FileModeException(string path, UnixFileMode mode, Exception cause) : IOException(Describe(path, mode, UnixFile.OtherOwner(path)), cause)
{
    /// <param name="path">The file.</param>
    /// <param name="mode">Its mode.</param>
    /// <param name="others">Its owner and the process's user, if they differ.</param>
    internal static string Describe(string path, UnixFileMode mode, (uint Owner, uint Own)? others)
    {
        string octal = Convert.ToString((int)mode, 8).PadLeft(4, '0');
        return others is var (owner, own)
            ? $"\"{path}\" has mode {octal}, so that others can read it. Only its owner can change that: it is owned by user {owner}, and this process is user "
                + $"{own}. Run the process as user {owner}, or give it the file: chown {own} \"{path}\"."
            : $"\"{path}\" has mode {octal}, so that others can read it, and its volume refuses to change modes. Mount the volume with modes for the owner "
                + "alone (such as file_mode=0600,dir_mode=0700, or umask=0077), or use one with Unix modes.";
    }
}
