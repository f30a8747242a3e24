using ConvLog.Storage;
using ConvLog.Storage.Retention;
using Microsoft.Extensions.Logging;

namespace ConvLog;

/// <content>Runs that start by themselves: interrupted runs, and the daily one.</content>
public sealed partial class ConversationRetention
{
    // As many as a store keeps.
    private const int KeptRuns = 100;

    /// <summary>
    /// Begins, once: takes up what an earlier process left behind, and waits for the time of the daily run. Returns at once, whatever the store does.
    /// </summary>
    internal void Start()
    {
        lock (_lock)
        {
            if (_isStarted)
            {
                return;
            }

            _isStarted = true;
            bool flows = !ExecutionContext.IsFlowSuppressed();
            if (flows)
            {
                ExecutionContext.SuppressFlow(); // Whose request happened to be the first is nothing to what goes on for as long as the host.
            }

            try
            {
                Watch(Task.Run(TakeUpAsync));
                _timer = _options.Enabled ? new DailyTimer(new DailySchedule(_options.RunAt, _options.TimeZone ?? _time.LocalTimeZone), _time, OnDue) : null;
            }
            finally
            {
                if (flows)
                {
                    ExecutionContext.RestoreFlow();
                }
            }
        }
    }

    private void OnDue()
    {
        lock (_lock)
        {
            if (_isScheduledRunning || _stop.IsCancellationRequested)
            {
                return; // Yesterday's still waits for the store.
            }

            _isScheduledRunning = true;
            Watch(Task.Run(RunDailyAsync));
        }
    }

    private async Task RunDailyAsync()
    {
        try
        {
            await _turn.WaitAsync(_stop.Token).ConfigureAwait(false);
            await InTurnAsync(() => _runner.ScheduledAsync(Own, _stop.Token)).ConfigureAwait(false);
        }
        catch (Exception) when (_stop.IsCancellationRequested)
        {
            // The host ends.
        }
        finally
        {
            lock (_lock)
            {
                _isScheduledRunning = false;
            }
        }
    }

    private async Task TakeUpAsync()
    {
        try
        {
            foreach (var run in await LeftBehindAsync().ConfigureAwait(false))
            {
                await _turn.WaitAsync(_stop.Token).ConfigureAwait(false);
                await InTurnAsync(() => _runner.TakeUpAsync(run, _stop.Token)).ConfigureAwait(false);
            }
        }
        catch (NotSupportedException)
        {
            // A store that keeps no runs has left none behind.
        }
        catch (Exception e) when (!_stop.IsCancellationRequested)
        {
            LogNothingTakenUp(_logger, StoreRetry.Told(e));
        }
        catch (Exception)
        {
            // The host ends.
        }
    }

    // The one that began first is first to be finished.
    private async Task<IReadOnlyList<RetentionRun>> LeftBehindAsync()
    {
        var patience = new StoreRetry(_time, static (_, _) => { });
        var runs = await patience.AskAsync(token => _store.ReadRetentionRunsAsync(KeptRuns, token), _stop.Token).ConfigureAwait(false);
        lock (_lock)
        {
            return [.. runs.Where(run => run.State == RetentionRunState.Running && !_own.Contains(run.Id)).OrderBy(static run => run.StartedAt)];
        }
    }

    private async Task<RetentionRun> InTurnAsync(Func<Task<RetentionRun>> run)
    {
        try
        {
            return await Task.Run(run).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    private void Own(Guid run)
    {
        lock (_lock)
        {
            _own.Add(run);
        }
    }

    private void Watch(Task work)
    {
        lock (_lock)
        {
            _work = _work.IsCompleted ? work : Task.WhenAll(_work, work);
        }
    }

    [LoggerMessage(16, LogLevel.Warning,
        "Whether an interrupted retention run is to be taken up could not be read: {Reason} It is looked for when the process starts again.")]
    private static partial void LogNothingTakenUp(ILogger logger, string reason);
}
