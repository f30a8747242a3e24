using System.Globalization;
using ConvLog.Entries;

namespace ConvLog.Sinks;

/// <summary>
/// Flushes the queues when the process ends without the host being disposed: <c>Main</c> returned, <c>Environment.Exit</c>, an unhandled exception. The
/// number of records not stored in time is written to standard error. Safe to use from any thread.
/// </summary>
internal static class ExitFlush
{
    /// <summary>The default time limit.</summary>
    public static readonly TimeSpan Default = TimeSpan.FromSeconds(2);

    private static readonly Lock s_lock = new();
    private static readonly List<WeakReference<IExitQueue>> s_queues = [];
    private static int s_pruneAt = 64;
    private static bool s_isWatching;

    /// <summary>Registers a queue, for as long as its sink is in use.</summary>
    public static void Watch(IExitQueue queue)
    {
        lock (s_lock)
        {
            if (s_queues.Count >= s_pruneAt)
            {
                s_queues.RemoveAll(static known => !known.TryGetTarget(out _));
                s_pruneAt = Math.Max(64, 2 * s_queues.Count);
            }

            s_queues.Add(new WeakReference<IExitQueue>(queue));
            if (!s_isWatching)
            {
                s_isWatching = true;
                AppDomain.CurrentDomain.ProcessExit += OnExit;
                AppDomain.CurrentDomain.UnhandledException += OnUnhandled;
                Unloading.Release(Unsubscribe);
            }
        }
    }

    /// <summary>Flushes the queues with pending records, all concurrently.</summary>
    /// <param name="queues">The queues.</param>
    /// <param name="output">Receives the number of records that were not stored.</param>
    public static void Run(IEnumerable<IExitQueue> queues, TextWriter output)
    {
        var waiting = new List<(IExitQueue Queue, Task Flush)>();
        var longest = TimeSpan.Zero;
        foreach (var queue in queues)
        {
            if (queue.Pending > 0)
            {
                waiting.Add((queue, queue.ExitTimeout > TimeSpan.Zero ? queue.FlushForExit() : Task.CompletedTask));
                longest = queue.ExitTimeout > longest ? queue.ExitTimeout : longest;
            }
        }

        Task.WaitAll([.. waiting.Select(static one => one.Flush)], longest);
        foreach (var (queue, _) in waiting)
        {
            if (queue.Pending is > 0 and var pending)
            {
                string count = pending.ToString(CultureInfo.InvariantCulture);
                output.WriteLine(
                    $"ConvLog: the process ends, and {count} records for {queue.Name} are not stored. Dispose the host or the sink before that (await using).");
            }
        }
    }

    private static void OnExit(object? sender, EventArgs e) => Run();

    private static void OnUnhandled(object? sender, UnhandledExceptionEventArgs e) => Run();

    private static void Run()
    {
        try
        {
            IExitQueue[] queues;
            lock (s_lock)
            {
                queues = [.. s_queues.Select(static known => known.TryGetTarget(out var queue) ? queue : null).OfType<IExitQueue>()];
            }

            Run(queues, Console.Error);
        }
        catch (Exception)
        {
            // Logging must not delay the end of the process, and there is nowhere left to report the failure.
        }
    }

    private static void Unsubscribe()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        AppDomain.CurrentDomain.UnhandledException -= OnUnhandled;
    }
}

/// <summary>A queue that is flushed at the end of the process.</summary>
internal interface IExitQueue
{
    string Name { get; }

    TimeSpan ExitTimeout { get; }

    long Pending { get; }

    /// <summary>Begins a flush that does not wait for a destination that is known to be failing.</summary>
    Task FlushForExit();
}
