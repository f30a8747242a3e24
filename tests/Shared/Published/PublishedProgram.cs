using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace ConvLog.Tests.Shared;

/// <summary>
/// The web host of tests/PublishedConsole in a separate process: the program named by the environment variable CONVLOG_PUBLISHED, as CI publishes it, or else
/// the normal build.
/// </summary>
internal sealed partial class PublishedProgram : IAsyncDisposable
{
    public const string Key = "published-key-0123456789";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(120);

    private readonly string _folder = Directory.CreateTempSubdirectory("published").FullName;
    private readonly ConcurrentQueue<string> _lines = [];
    private readonly TaskCompletionSource<string> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process _process;

    private PublishedProgram(IReadOnlyDictionary<string, string> environment, string? database)
    {
        database ??= Path.Combine(_folder, "data", "conversations.db");
        var start = Environment.GetEnvironmentVariable("CONVLOG_PUBLISHED") is { Length: > 0 } program
            ? new ProcessStartInfo(program, [database])
            : new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "PublishedConsole.dll"), database]);
        (start.RedirectStandardOutput, start.RedirectStandardError, start.WorkingDirectory) = (true, true, _folder);
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
        _process.OutputDataReceived += Heard;
        _process.ErrorDataReceived += Heard;
        _process.EnableRaisingEvents = true;
        _process.Exited += (_, _) => _address.TrySetException(new InvalidOperationException($"The program ended: {Log}"));
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>The log output.</summary>
    public string Log => string.Join('\n', _lines);

    public string Url { get; private set; } = "";

    /// <summary>Starts the program.</summary>
    /// <param name="environment">Its environment variables.</param>
    /// <param name="database">The database file; null for a new one.</param>
    public static async Task<PublishedProgram> StartAsync(IReadOnlyDictionary<string, string> environment, string? database = null)
    {
        var program = new PublishedProgram(environment, database);
        program.Url = await program._address.Task.WaitAsync(s_patience, TimeProvider.System);
        return program;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
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
