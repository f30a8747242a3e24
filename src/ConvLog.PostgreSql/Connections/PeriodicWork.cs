using System.Threading.Channels;

namespace ConvLog.PostgreSql;

/// <summary>Work in the background: at intervals, and when it is woken. One run at a time.</summary>
/// <param name="work">The work. What it throws is its own to report.</param>
/// <param name="interval">The time from one run to the next; the first is an interval after the start.</param>
/// <param name="time">The clock.</param>
internal sealed class PeriodicWork(Func<CancellationToken, ValueTask> work, TimeSpan interval, TimeProvider time) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly Channel<bool> _woken = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private Task _running = Task.CompletedTask;
    private ITimer? _timer;

    /// <summary>Starts the intervals.</summary>
    public void Start()
    {
        _timer = time.CreateTimer(_ => Wake(), state: null, interval, interval);
        _running = Task.Run(RunAsync);
    }

    /// <summary>Has it run soon. Never waits.</summary>
    public void Wake() => _woken.Writer.TryWrite(true);

    public async ValueTask DisposeAsync()
    {
        if (_timer is not null)
        {
            await _timer.DisposeAsync().ConfigureAwait(false);
        }

        await _stopping.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
    }

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                await _woken.Reader.ReadAsync(_stopping.Token).ConfigureAwait(false);
                await work(_stopping.Token).ConfigureAwait(false);
            }
        }
        catch (Exception) when (_stopping.IsCancellationRequested)
        {
            // What is left is done after the next start.
        }
    }
}
