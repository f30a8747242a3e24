namespace ConvLog.Storage.Privacy;

/// <summary>
/// Explains the operating system's errors about files, with what to do. Other errors are temporary, or require a check of the disk.
/// </summary>
internal static class SystemErrors
{
    private const int MissingFile = 2;
    private const int LinuxQuota = 122;
    private const int MacQuota = 69;
    private const int WindowsError = unchecked((int)0x80070000);

    private static readonly SystemError s_missing = new("File or folder missing: make the folder, or give another path.");
    private static readonly SystemError s_missingFolder = new("Folder missing: make the folder, or give another path.");
    private static readonly SystemError s_refused = new("Permission denied: check the owner and mode of file and folder.");
    private static readonly SystemError s_handles = new("Too many open files: raise the limit of the process (ulimit -n), or find what leaves files open.");
    private static readonly SystemError s_allHandles =
        new("Too many open files on this machine: raise the system's limit, or find the process that leaves files open.");
    private static readonly SystemError s_full = new("The disk is full: make room.") { IsOutOfSpace = true };
    private static readonly SystemError s_quota = new("The disk quota is used up: make room, or raise the quota.") { IsOutOfSpace = true };
    private static readonly SystemError s_size =
        new("The file has reached the size that the process or file system allows: raise the limit (ulimit -f), or make room in the file.") { IsOutOfSpace = true };
    private static readonly SystemError s_readOnly = new("The file system is read-only: mount it to be written to, or give another path.");

    /// <param name="number">The error of the last system call: errno, or on Windows the code of GetLastError; 0 for none.</param>
    /// <returns>The explanation; null for other errors.</returns>
    public static SystemError? Of(int number) => OperatingSystem.IsWindows() ? OfWindows(number) : OfUnix(number);

    /// <param name="failure">The exception that .NET threw for a file.</param>
    /// <returns>The explanation; null for other errors.</returns>
    public static SystemError? Of(Exception failure) => failure switch
    {
        DirectoryNotFoundException => s_missingFolder,
        FileNotFoundException => s_missing,
        UnauthorizedAccessException => s_refused,
        IOException when OperatingSystem.IsWindows() => OfWindows(failure.HResult - WindowsError),
        IOException => OfUnix(failure.HResult), // For errors without a specific exception type, .NET stores errno in HResult.
        _ => null,
    };

    /// <summary>The explanation of an exception; its type if there is none, because its message may contain the written data.</summary>
    public static string Describe(Exception failure) => Of(failure)?.Message ?? $"{failure.GetType().Name}.";

    private static SystemError? OfUnix(int errno) => errno switch
    {
        MissingFile => s_missing,
        1 or 13 => s_refused,
        23 => s_allHandles,
        24 => s_handles,
        27 => s_size,
        28 => s_full,
        30 => s_readOnly,
        LinuxQuota when OperatingSystem.IsLinux() => s_quota,
        MacQuota when !OperatingSystem.IsLinux() => s_quota,
        _ => null,
    };

    private static SystemError? OfWindows(int code) => code switch
    {
        MissingFile => s_missing,
        3 => s_missingFolder,
        4 => s_handles,
        5 => s_refused,
        19 => s_readOnly,
        39 or 112 => s_full,
        1295 => s_quota,
        _ => null,
    };
}
