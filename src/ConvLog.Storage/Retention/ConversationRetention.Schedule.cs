using ConvLog.Storage;
using ConvLog.Storage.Contract;
using ConvLog.Storage.Retention;
using Microsoft.Extensions.Logging;

namespace ConvLog;

/// <content>Runs that start automatically: interrupted runs and the daily one.</content>
public sealed partial class ConversationRetention
{
    /// <summary>
    /// Starts once: resumes runs interrupted in an earlier process, and waits for the time of the daily run. Returns immediately, without waiting for the
    /// store.
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
                ExecutionContext.SuppressFlow(); // The work lives as long as the host and must not inherit the context of the first request.
            }

            try
            {
                Watch(Task.Run(ResumeAsync));
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
                return; // The previous scheduled run is still waiting for the store.
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
            await InTurnAsync(() => _runner.ScheduledAsync(AddOwnRun, _stop.Token)).ConfigureAwait(false);
        }
        catch (Exception) when (_stop.IsCancellationRequested)
        {
            // The host is stopping.
        }
        finally
        {
            lock (_lock)
            {
                _isScheduledRunning = false;
            }
        }
    }

    private async Task ResumeAsync()
    {
        if (_store is not IRetentionRunStore)
        {
            if (_options.Enabled)
            {
                LogNotKept(_logger, Capability.Absent<IRetentionRunStore>(_store));
            }

            return;
        }

        try
        {
            foreach (var run in await FindInterruptedAsync().ConfigureAwait(false))
            {
                await _turn.WaitAsync(_stop.Token).ConfigureAwait(false);
                await InTurnAsync(() => _runner.ResumeAsync(run, _stop.Token)).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (!_stop.IsCancellationRequested)
        {
            LogNothingTakenUp(_logger, StoreRetry.Describe(e));
        }
        catch (Exception)
        {
            // The host is stopping.
        }
    }

    // The oldest run is resumed first.
    private async Task<IReadOnlyList<RetentionRun>> FindInterruptedAsync()
    {
        var patience = new StoreRetry(_time, static (_, _) => { });
        var runs = await patience.RunAsync(token => _runner.Runs.ReadRetentionRunsAsync(RetentionRun.MostKept, token), _stop.Token).ConfigureAwait(false);
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

    private void AddOwnRun(Guid run)
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

    [LoggerMessage(73, LogLevel.Information, "Retention runs are kept in memory, and an interrupted one is not resumed. {Reason}",
        EventName = "ConvLogRetentionRunsInMemory")]
    private static partial void LogNotKept(ILogger logger, string reason);
}
