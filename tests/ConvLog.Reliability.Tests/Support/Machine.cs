using System.Diagnostics;

namespace ConvLog.Reliability.Tests.Support;

/// <summary>What this machine lets tests do.</summary>
internal static class Machine
{
    private static readonly Lazy<string?> s_strace = new(static () => Missing("strace -V") is { } reason ? $"strace is missing: {reason}" : null);
    private static readonly Lazy<string?> s_limits = new(static () => Missing("prlimit --version") is { } reason ? $"prlimit is missing: {reason}" : null);
    private static readonly Lazy<string?> s_mount = new(static () => Missing(static () => MountedDisk.InMemory(64)));
    private static readonly Lazy<string?> s_loopDevice = new(static () => Missing(static () => MountedDisk.InFile(8)));

    /// <summary>Why a test cannot run here; null where it can.</summary>
    public static string? Lacks(MachineNeeds needs)
        => (needs.HasFlag(MachineNeeds.Strace) ? s_strace.Value : null)
        ?? (needs.HasFlag(MachineNeeds.Mount) ? s_mount.Value : null)
        ?? (needs.HasFlag(MachineNeeds.ResourceLimits) ? s_limits.Value : null)
        ?? (needs.HasFlag(MachineNeeds.LoopDevice) ? s_loopDevice.Value : null);

    /// <summary>Runs a command, as root where that can be had without a question.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
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
