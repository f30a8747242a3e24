using System.Diagnostics;
using System.Globalization;
using ConvLog.Reliability.Child;

namespace ConvLog.Reliability.Tests.Support;

/// <summary>A child that writes into a database and reports its progress. It ends with the test at the latest.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(120);

    private readonly Process _process;
    private readonly Task _listening;
    private readonly Action<ChildProcess>? _heard;
    private readonly Lock _gate = new();
    private readonly List<(Func<Testimony, bool> Condition, TaskCompletionSource Met)> _waiters = [];

    private ChildProcess(ProcessStartInfo start, Action<ChildProcess>? heard)
    {
        _heard = heard;
        _process = Process.Start(start)!;
        _listening = Task.Factory.StartNew(Listen, TaskCreationOptions.LongRunning);
    }

    public Testimony Testimony { get; } = new();

    /// <summary>The exit code; 137 if it was killed.</summary>
    public int ExitCode => _process.ExitCode;

    /// <summary>The standard error of the child.</summary>
    public string Errors { get; private set; } = "";

    /// <summary>The arguments for another seed and, for one in four children, batches of the default size instead of small ones.</summary>
    public static string SeedAndBatch(Random random)
    {
        string batch = random.Next(4) == 0 ? string.Create(CultureInfo.InvariantCulture, $" --batch {new StoreSinkOptions().BatchSize}") : "";
        return string.Create(CultureInfo.InvariantCulture, $"--seed {random.Next()}{batch}");
    }

    /// <param name="path">The database.</param>
    /// <param name="assignment">Further arguments: <c>--name value</c>.</param>
    /// <param name="under">A program that runs the child, such as strace.</param>
    /// <param name="heard">Called on the reading thread after each line, before the next is read.</param>
    /// <param name="environment">Environment variables in addition to those of this process.</param>
    public static ChildProcess Start(string path, string assignment, string under = "", Action<ChildProcess>? heard = null,
        params ReadOnlySpan<(string Name, string Value)> environment)
    {
        string[] command =
        [
            .. under.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            "dotnet", "exec", typeof(Assignment).Assembly.Location, "--path", path, .. assignment.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        ];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new ChildProcess(start, heard);
    }

    /// <summary>Waits until its messages meet a condition.</summary>
    /// <exception cref="InvalidOperationException">The child ended before.</exception>
    public async Task UntilAsync(Func<Testimony, bool> condition)
    {
        var met = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _waiters.Add((condition, met));
            TellWaiters();
        }

        if (await Task.WhenAny(met.Task, _listening).WaitAsync(s_patience) != met.Task && !condition(Testimony))
        {
            throw new InvalidOperationException($"The child ended before it said what was waited for: {Errors}");
        }
    }

    /// <summary>Waits until all threads of the process are suspended by a signal.</summary>
    public async Task UntilStoppedAsync()
    {
        long start = TimeProvider.System.GetTimestamp();
        while (!Directory.GetDirectories($"/proc/{Testimony.ProcessId}/task")
            .All(static thread => File.ReadAllText(Path.Combine(thread, "stat")).Contains(") T ", StringComparison.Ordinal)))
        {
            TimeProvider.System.GetElapsedTime(start).Should().BeLessThan(s_patience);
            await Task.Yield();
        }
    }

    public void Kill() => Signal(PosixSignals.Kill);

    // Signals the child itself instead of the program that runs it. Until the child has reported its process ID, no such program is used. The child may have
    // ended while that program is still ending.
    public void Signal(int signal) => PosixSignals.Send(Testimony.ProcessId ?? _process.Id, signal);

    /// <summary>Requests the child to end.</summary>
    public void End() => _process.StandardInput.Close();

    /// <summary>Waits until it has ended and all its messages have been read.</summary>
    public async Task<Testimony> EndedAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(s_patience);
        await _listening.WaitAsync(s_patience);
        return Testimony;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            Kill();
            _process.Kill(entireProcessTree: true);
        }

        await EndedAsync();
        _process.Dispose();
    }

    private void Listen()
    {
        var errors = _process.StandardError.ReadToEndAsync();
        while (_process.StandardOutput.ReadLine() is { } line)
        {
            Testimony.Receive(line);
            _heard?.Invoke(this);
            lock (_gate)
            {
                TellWaiters();
            }
        }

        Errors = errors.GetAwaiter().GetResult();
    }

    private void TellWaiters() => _waiters.RemoveAll(waiter => waiter.Condition(Testimony) && waiter.Met.TrySetResult());
}
