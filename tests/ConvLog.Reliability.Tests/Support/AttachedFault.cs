using System.Diagnostics;
using System.Globalization;

namespace ConvLog.Reliability.Tests.Support;

/// <summary>
/// A fault in the system calls of a process that runs already, on a database's files that it may have open; until it is disposed. A file system with open files
/// cannot be mounted read-only, so that strace says what such a volume says. With this process itself, a test runs alone.
/// </summary>
internal sealed class AttachedFault : IAsyncDisposable
{
    private const string Writes = "write,pwrite64,writev,pwritev,pwritev2,ftruncate,fallocate";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly Process _strace;

    private AttachedFault(Process strace) => _strace = strace;

    /// <summary>Whether it can be had: throws where not.</summary>
    public static async Task TryAsync()
    {
        await using var fault = await ReadOnlyAsync("/dev/null/none");
    }

    /// <summary>The volume is read-only.</summary>
    public static Task<AttachedFault> ReadOnlyAsync(string path, int? process = null) => BeginAsync(path, process, Writes, "error=EROFS");

    /// <summary>Each sync takes so long.</summary>
    public static Task<AttachedFault> SlowAsync(string path, TimeSpan delay, int process)
        => BeginAsync(path, process, "fsync,fdatasync", string.Create(CultureInfo.InvariantCulture, $"delay_exit={(long)delay.TotalMicroseconds}"));

    /// <summary>Takes it away.</summary>
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
