using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace ConvLog.AspNetCore.Tests.Support;

/// <summary>The web host of tests/PublishedConsole in a process of its own, whose heap has a hard limit.</summary>
internal sealed partial class LimitedHost : IAsyncDisposable
{
    public const string Key = "limited-key-0123456789";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly ConcurrentQueue<string> _lines = [];
    private readonly TaskCompletionSource<string> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process _process;

    private LimitedHost(string database, long bytes)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "PublishedConsole.dll"), database])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(database),
        };
        start.Environment["DOTNET_GCHeapHardLimit"] = $"0x{bytes:X}";
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        start.Environment["ConvLog__Console__ApiKeys__0__Key"] = Key;
        start.Environment["ConvLog__Console__ApiKeys__0__CanReadPii"] = "true";
        start.Environment["ConvLog__Console__SearchesPerMinute"] = "1000000";
        start.Environment["ConvLog__Console__ExportsPerMinute"] = "1000000";
        _process = Process.Start(start)!;
        _process.OutputDataReceived += Heard;
        _process.ErrorDataReceived += Heard;
        _process.EnableRaisingEvents = true;
        _process.Exited += (_, _) => _address.TrySetException(new InvalidOperationException($"The program ended: {Log}"));
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>What it logged so far.</summary>
    public string Log => string.Join('\n', _lines);

    public string Url { get; private set; } = "";

    /// <summary>Starts it.</summary>
    /// <param name="database">The file of its store.</param>
    /// <param name="bytes">How large its heap may be.</param>
    public static async Task<LimitedHost> StartAsync(string database, long bytes)
    {
        var host = new LimitedHost(database, bytes);
        host.Url = await host._address.Task.WaitAsync(s_patience, TimeProvider.System);
        return host;
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

    private void Heard(object sender, DataReceivedEventArgs line)
    {
        _lines.Enqueue(line.Data ?? "");
        if (Listening().Match(line.Data ?? "") is { Success: true } match)
        {
            _address.TrySetResult(match.Groups["address"].Value);
        }
    }

    [GeneratedRegex(@"Now listening on: (?<address>http://127\.0\.0\.1:\d+)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Listening();
}
