using System.Diagnostics;

namespace ConvLog.Reliability.Tests.Support;

/// <summary>A host in a separate process, and its output. It ends with the test at the latest.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(120);

    private readonly Process _process;
    private readonly Task<string> _errors;
    private readonly List<string> _lines = [];

    private HostProcess(ProcessStartInfo start)
    {
        _process = Process.Start(start)!;
        _errors = _process.StandardError.ReadToEndAsync();
    }

    public int Id => _process.Id;

    public int ExitCode => _process.ExitCode;

    /// <summary>The standard error; empty until <see cref="EndedAsync"/>.</summary>
    public string Errors { get; private set; } = "";

    /// <param name="path">The database.</param>
    /// <param name="leaving">How the program exits after it has logged; null for a host that works until it is stopped.</param>
    public static HostProcess Start(string path, string? leaving = null) => new(new ProcessStartInfo(
        "dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "WorkerHost.dll"), path, .. leaving is null ? Array.Empty<string>() : [leaving]])
    {
        UseShellExecute = false,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    });

    /// <summary>Reads the output up to a line.</summary>
    /// <exception cref="InvalidOperationException">The process ended before.</exception>
    public async Task UntilAsync(string line)
    {
        while (await HearAsync() is { } heard)
        {
            if (string.Equals(heard, line, StringComparison.Ordinal))
            {
                return;
            }
        }

        throw new InvalidOperationException($"The host ended before it said \"{line}\": {await _errors}");
    }

    public void Signal(int signal) => PosixSignals.Send(_process.Id, signal);

    /// <summary>Waits until it has ended, and returns its output.</summary>
    public async Task<IReadOnlyList<string>> EndedAsync()
    {
        while (await HearAsync() is not null)
        {
        }

        await _process.WaitForExitAsync().WaitAsync(s_patience);
        Errors = await _errors;
        return _lines;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task<string?> HearAsync()
    {
        using var patience = new CancellationTokenSource(s_patience, TimeProvider.System);
        string? line = await _process.StandardOutput.ReadLineAsync(patience.Token);
        if (line is not null)
        {
            _lines.Add(line);
        }

        return line;
    }
}
