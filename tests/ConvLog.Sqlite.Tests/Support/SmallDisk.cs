using System.Diagnostics;

namespace ConvLog.Sqlite.Tests.Support;

/// <summary>A file system in memory with two megabytes, mounted for one test.</summary>
internal sealed class SmallDisk : IDisposable
{
    private static readonly Lazy<bool> s_isPossible = new(TryOut);

    private readonly TemporaryFolder _folder = new();

    public SmallDisk() => Demand("mount", "-t", "tmpfs", "-o", "size=2m", "none", Path);

    /// <summary>Whether this process may mount a file system.</summary>
    public static bool IsPossible => s_isPossible.Value;

    public string Path => _folder.Path;

    public string File(string name) => _folder.File(name);

    /// <summary>Makes it read-only (ro) or writable (rw).</summary>
    public void Remount(string how) => Demand("mount", "-o", $"remount,{how}", Path);

    public void Dispose()
    {
        Demand("umount", "--lazy", Path);
        _folder.Dispose();
    }

    private static bool TryOut()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
        {
            return false;
        }

        using var folder = new TemporaryFolder();
        return Run("mount", "-t", "tmpfs", "-o", "size=2m", "none", folder.Path) == 0 && Run("umount", folder.Path) == 0;
    }

    private static void Demand(string program, params string[] arguments)
        => Run(program, arguments).Should().Be(0, "{0} {1} is possible", program, string.Join(' ', arguments));

    private static int Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }
}
