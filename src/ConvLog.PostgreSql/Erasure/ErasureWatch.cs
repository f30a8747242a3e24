using System.Threading.Channels;

namespace ConvLog.PostgreSql;

/// <summary>Sees erasures through in the background: what a crash or another host left undone, and what an old backup of the data brought back, once a minute.</summary>
/// <param name="erasures">What does it.</param>
/// <param name="troubles">Where it is told that it cannot.</param>
/// <param name="time">The clock.</param>
internal sealed class ErasureWatch(Erasures erasures, DatabaseTroubles troubles, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan s_lookAgain = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource _stopping = new();
    private readonly Channel<bool> _woken = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private Task _running = Task.CompletedTask;
    private ITimer? _timer;

    /// <summary>Begins to look, the first time in a minute: the first call looks itself.</summary>
    public void Start()
    {
        _timer = time.CreateTimer(_ => Wake(), state: null, s_lookAgain, s_lookAgain);
        _running = Task.Run(RunAsync);
    }

    /// <summary>Says that there is something to do. Never waits.</summary>
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
                await TryAsync().ConfigureAwait(false);
            }
        }
        catch (Exception) when (_stopping.IsCancellationRequested)
        {
            // What is left is found at the next start.
        }
    }

    private async Task TryAsync()
    {
        try
        {
            await erasures.FinishAsync(_stopping.Token).ConfigureAwait(false);
            troubles.ErasureWorks();
        }
        catch (Exception e) when (!_stopping.IsCancellationRequested)
        {
            troubles.ErasureFailed(e);
        }
    }
}
