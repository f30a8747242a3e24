using System.Runtime.InteropServices;
using ConvLog.Entries;

namespace ConvLog.Sqlite.Files;

/// <summary>
/// Prevents a limit on the size of files (<c>RLIMIT_FSIZE</c>) from ending the process. On Unix, a write beyond it raises SIGXFSZ, which kills the program by
/// default. With a handler, the write fails with EFBIG instead, an I/O error like any other: the store is unavailable until there is room.
/// </summary>
/// <remarks>If the host handles or ignores the signal, that is not changed. A child process does not inherit our handler.</remarks>
internal static partial class FileSizeSignal
{
    // The signal's number on Linux (all but MIPS), macOS and the BSDs.
    private const int Number = 25;

    // Larger than struct sigaction of any system. Its first word is the handler.
    private const int LongestAction = 256;

    private static readonly Lazy<PosixSignalRegistration?> s_registration = new(Register);

    /// <summary>Handles the signal for the rest of the process, once, unless it is handled already.</summary>
    public static void Handle() => _ = s_registration.Value;

    private static PosixSignalRegistration? Register()
    {
        try
        {
            if (OperatingSystem.IsWindows() || !HasDefaultAction())
            {
                return null;
            }

            var registration = PosixSignalRegistration.Create((PosixSignal)Number, static context => context.Cancel = true);
            Unloading.Release(registration.Dispose);
            return registration;
        }
        catch (Exception)
        {
            // On a system without this signal, nothing changes.
            return null;
        }
    }

    private static bool HasDefaultAction()
    {
        byte[] action = new byte[LongestAction];
        return GetAction(Number, 0, ref action[0]) == 0 && MemoryMarshal.Read<nint>(action) == 0;
    }

    [LibraryImport("libc", EntryPoint = "sigaction")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetAction(int signal, nint action, ref byte oldAction);
}
