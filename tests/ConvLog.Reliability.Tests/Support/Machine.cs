using System.Diagnostics;
using System.Runtime.InteropServices;

namespace ConvLog.Reliability.Tests.Support;

/// <summary>The test capabilities of this machine.</summary>
internal static class Machine
{
    /// <summary>The name of the system's SQLite library.</summary>
    public const string SystemSqlite = "libsqlite3.so.0";

    private static readonly Lazy<string?> s_strace = new(static () => Missing("strace -V") is { } reason ? $"strace is missing: {reason}" : null);
    private static readonly Lazy<string?> s_limits = new(static () => Missing("prlimit --version") is { } reason ? $"prlimit is missing: {reason}" : null);
    private static readonly Lazy<string?> s_mount = new(static () => Missing(static () => MountedDisk.InMemory(64)));
    private static readonly Lazy<string?> s_loopDevice = new(static () => Missing(static () => MountedDisk.InFile(8)));

    private static readonly Lazy<string?> s_attach = new(static () => s_strace.Value ?? Missing(AttachedFault.TryAsync));

    /// <summary>The version of the system's SQLite, <see cref="SystemSqlite"/>; null if there is none or if the store accepts it.</summary>
    public static string? OldSqlite { get; } = FindOldSqlite();

    /// <summary>The reason why a test cannot run here, or null.</summary>
    public static string? Lacks(MachineNeeds needs)
        => (needs.HasFlag(MachineNeeds.Strace) ? s_strace.Value : null)
        ?? (needs.HasFlag(MachineNeeds.Mount) ? s_mount.Value : null)
        ?? (needs.HasFlag(MachineNeeds.ResourceLimits) ? s_limits.Value : null)
        ?? (needs.HasFlag(MachineNeeds.LoopDevice) ? s_loopDevice.Value : null)
        ?? (needs.HasFlag(MachineNeeds.Attach) ? s_attach.Value : null)
        ?? (needs.HasFlag(MachineNeeds.OldSqlite) && OldSqlite is null ? "The system brings no SQLite before 3.51.3." : null);

    private static unsafe string? FindOldSqlite()
    {
        if (!NativeLibrary.TryLoad(SystemSqlite, out nint library))
        {
            return null;
        }

        byte* version = ((delegate* unmanaged<byte*>)NativeLibrary.GetExport(library, "sqlite3_libversion"))();
        string text = Marshal.PtrToStringUTF8((nint)version)!;
        return Version.Parse(text) < new Version(3, 51, 3) ? text : null;
    }

    /// <summary>Runs a command as root, if possible without a password.</summary>
    /// <exception cref="InvalidOperationException">The command failed.</exception>
    public static void RunAsRoot(string command) => Run(Environment.IsPrivilegedProcess ? command : $"sudo -n {command}");

    private static void Run(string command)
    {
        string[] parts = command.Split(' ');
        using var process = Process.Start(
            new ProcessStartInfo(parts[0], parts[1..]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        string errors = process.StandardError.ReadToEnd();
        _ = output.GetAwaiter().GetResult();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"'{command}' ended with {process.ExitCode}: {errors.Trim()}");
        }
    }

    private static string? Missing(string command) => Reason(() => Run(command));

    private static string? Missing(Func<IDisposable> mount)
        => Reason(() => mount().Dispose()) is { } reason ? $"No file system can be mounted here: {reason}" : null;

    private static string? Missing(Func<Task> attach)
        => Reason(() => attach().GetAwaiter().GetResult()) is { } reason ? $"strace cannot be attached here: {reason}" : null;

    private static string? Reason(Action attempt)
    {
        try
        {
            attempt();
            return null;
        }
        catch (Exception e)
        {
            return e.Message;
        }
    }
}
