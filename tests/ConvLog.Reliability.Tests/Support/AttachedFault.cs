using System.Diagnostics;
using System.Globalization;

namespace ConvLog.Reliability.Tests.Support;

/// <summary>
/// A fault in the system calls of a running process on the files of a database, which it may have open, until it is disposed. A file system with open files
/// cannot be mounted read-only, so strace returns the errors of such a volume. A test that applies it to its own process runs alone.
/// </summary>
internal sealed class AttachedFault : IAsyncDisposable
{
    private const string Writes = "write,pwrite64,writev,pwritev,pwritev2,ftruncate,fallocate";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly Process _strace;

    private AttachedFault(Process strace) => _strace = strace;

    /// <summary>Throws if strace cannot attach to a process here.</summary>
    public static async Task TryAsync()
    {
        await using var fault = await ReadOnlyAsync("/dev/null/none");
    }

    /// <summary>Makes the volume read-only.</summary>
    public static Task<AttachedFault> ReadOnlyAsync(string path, int? process = null) => BeginAsync(path, process, Writes, "error=EROFS");

    /// <summary>Delays each sync.</summary>
    public static Task<AttachedFault> SlowAsync(string path, TimeSpan delay, int process)
        => BeginAsync(path, process, "fsync,fdatasync", string.Create(CultureInfo.InvariantCulture, $"delay_exit={(long)delay.TotalMicroseconds}"));

    /// <summary>Removes the fault.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_strace.HasExited)
        {
            PosixSignals.Send(_strace.Id, PosixSignals.Interrupt);
        }

        using var patience = new CancellationTokenSource(s_patience, TimeProvider.System);
        await _strace.WaitForExitAsync(patience.Token);
        _strace.Dispose();
    }

    private static async Task<AttachedFault> BeginAsync(string path, int? process, string calls, string fault)
    {
        string[] files = [path, path + "-wal", path + "-keys", path + "-keys-wal"];
        string[] arguments =
        [
            "-f", "-p", (process ?? Environment.ProcessId).ToString(CultureInfo.InvariantCulture), "-o", "/dev/null",
            .. files.SelectMany(static file => (string[])["-P", file]), "-e", "trace=" + calls, "-e", $"inject={calls}:{fault}",
        ];
        var strace = Process.Start(new ProcessStartInfo("strace", arguments) { UseShellExecute = false, RedirectStandardError = true })!;
        using var patience = new CancellationTokenSource(s_patience, TimeProvider.System);
        (await strace.StandardError.ReadLineAsync(patience.Token)).Should().Contain("attached");
        _ = strace.StandardError.ReadToEndAsync(CancellationToken.None);
        return new AttachedFault(strace);
    }
}
