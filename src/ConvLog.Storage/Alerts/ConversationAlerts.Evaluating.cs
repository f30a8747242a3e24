using ConvLog.Storage;
using ConvLog.Storage.Alerts;
using ConvLog.Storage.Reading;
using Microsoft.Extensions.Logging;

namespace ConvLog;

/// <content>Evaluation of the rules, and health.</content>
public sealed partial class ConversationAlerts
{
    // A write that loses against another host is retried; with a few hosts one of these tries succeeds, otherwise the next evaluation.
    private const int MostTries = 5;

    /// <summary>The store's timeout for a rule.</summary>
    internal static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(30);

    private Task _asking = Task.CompletedTask;
    private bool _isReported;

    /// <summary>The health part <c>alerts</c>; null without rules, or before the first evaluation.</summary>
    internal HealthPart? Part()
    {
        var now = _time.GetUtcNow();
        lock (_lock)
        {
            if (!_readings.Values.Any(static reading => reading.EvaluatedAt is not null || reading.UnknownSince is not null))
            {
                return null;
            }

            int firing = _readings.Values.Count(static reading => reading.IsFiring);
            int silenced = _readings.Values.Count(reading => reading.IsFiring && reading.Record!.IsSilenced(now));
            int unknown = _readings.Values.Count(static reading => reading.UnknownSince is not null);
            string message = (firing - silenced, unknown) switch
            {
                (0, 0) => firing == 0 ? "No alert is firing." : "All alerts that are firing are silenced.",
                (0, _) => "Alerts cannot be evaluated, since the store does not answer.",
                _ => "Alerts are firing: see the console's page Alerts, or GET /convlog/v1/alerts.",
            };
            return new HealthPart("alerts", firing > silenced || unknown > 0 ? StoreHealthStatus.Degraded : StoreHealthStatus.Healthy, message,
                new Dictionary<string, double>(StringComparer.Ordinal)
                {
                    ["rules"] = _rules.Length, ["firing"] = firing, ["silenced"] = silenced, ["unknown"] = unknown,
                })
            {
                LastSuccess = _readings.Values.Min(static reading => reading.EvaluatedAt),
            };
        }
    }

    /// <summary>Evaluates all rules and attempts the pending deliveries.</summary>
    internal async ValueTask<TimeSpan?> EvaluateAsync(CancellationToken cancellationToken)
    {
        foreach (var rule in _rules)
        {
            await EvaluateAsync(rule, cancellationToken).ConfigureAwait(false);
        }

        await DeliverAsync(cancellationToken).ConfigureAwait(false);
        return null;
    }

    private async ValueTask EvaluateAsync(AlertRule rule, CancellationToken cancellationToken)
    {
        try
        {
            await InTimeAsync(token => MoveAsync(rule, token), cancellationToken).ConfigureAwait(false);
            _isReported = false;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            SetUnknown(rule, e);
        }
    }

    private async ValueTask MoveAsync(AlertRule rule, CancellationToken cancellationToken)
    {
        var measured = await _meter.MeasureAsync(rule, _time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        var now = _time.GetUtcNow();
        var transition = new AlertTransition(rule, _options.RepeatAfter, [.. _receivers.Select(static receiver => receiver.Name)]);
        var (before, after) = await UpdateAsync(rule, record => transition.Next(record, measured, now), cancellationToken).ConfigureAwait(false);
        lock (_lock)
        {
            var reading = _readings[rule.Name];
            (reading.Measured, reading.EvaluatedAt, reading.UnknownSince) = (measured, now, null);
        }

        Report(rule, before, after, measured, now);
    }

    // A store that hangs gets the next request only after it has answered.
    private async ValueTask InTimeAsync(Func<CancellationToken, ValueTask> work, CancellationToken cancellationToken)
    {
        if (!_asking.IsCompleted)
        {
            throw new ConversationStoreException(StoreFault.Unavailable, "The store has not answered an earlier request.");
        }

        using var timeout = new CancellationTokenSource(LongestAnswer, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        var token = both.Token;
        _asking = Observed(Task.Run(() => work(token).AsTask(), token));
        await _asking.WaitAsync(token).ConfigureAwait(false);
    }

    // Observes the exception of a task whose caller has timed out.
    private static Task Observed(Task work)
    {
        _ = work.ContinueWith(static failed => failed.Exception, CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return work;
    }

    private void SetUnknown(AlertRule rule, Exception e)
    {
        lock (_lock)
        {
            _readings[rule.Name].UnknownSince ??= _time.GetUtcNow();
        }

        if (!_isReported)
        {
            _isReported = true;
            LogNotEvaluated(_logger, e is ConversationStoreException ? e.Message : e.GetType().Name);
        }
    }

    private void Report(AlertRule rule, AlertRecord? before, AlertRecord after, MeasuredValue measured, DateTimeOffset now)
    {
        if (before?.State == after.State)
        {
            return;
        }

        if (after.State == AlertState.Firing)
        {
            LogFired(_logger, rule.Name, rule.Measure, measured.Value, rule.Threshold, measured.Count, rule.Window, after.IsSilenced(now));
        }
        else if (after.State == AlertState.Resolved)
        {
            LogResolved(_logger, rule.Name, rule.Measure, measured.Value, rule.Threshold, measured.Count, rule.Window);
        }
    }

    // Returns the record before and after the change; the same record if nothing changed. If several hosts make the same change, one of them writes it.
    private async ValueTask<(AlertRecord? Before, AlertRecord After)> UpdateAsync(AlertRule rule, Func<AlertRecord?, AlertRecord> change,
        CancellationToken cancellationToken)
    {
        var states = rule.Measure == AlertMeasure.Drops ? _own : _states;
        for (int i = 0; i < MostTries; i++)
        {
            var kept = (await states.ReadAsync(cancellationToken).ConfigureAwait(false)).GetValueOrDefault(rule.Name);
            var changed = change(kept.Record);
            if (changed == kept.Record || await states.WriteAsync(rule.Name, changed, kept.Version, cancellationToken).ConfigureAwait(false))
            {
                Remember(rule.Name, changed);
                return (kept.Record, changed);
            }
        }

        throw new ConversationStoreException(StoreFault.Unavailable, "Other hosts change the states of alerts all the time. It is tried again.");
    }

    private async ValueTask RefreshAsync(CancellationToken cancellationToken)
    {
        try
        {
            var kept = await _states.ReadAsync(cancellationToken).AsTask().WaitAsync(HealthProbe.Longest, _time, cancellationToken).ConfigureAwait(false);
            foreach (var rule in _rules.Where(static rule => rule.Measure != AlertMeasure.Drops))
            {
                Remember(rule.Name, kept.GetValueOrDefault(rule.Name).Record);
            }
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The last known states are shown; the next evaluation reports them as unknown.
        }
    }

    private void Remember(string rule, AlertRecord? record)
    {
        lock (_lock)
        {
            if (record is not null && _readings.TryGetValue(rule, out var reading))
            {
                reading.Record = record;
            }
        }
    }

    [LoggerMessage(40, LogLevel.Warning, "The alert {Alert} fires: {Measure} is {Value}, above {Threshold}, of {Count} in {Window}. Silenced: {IsSilenced}.",
        EventName = "ConvLogAlertFiring")]
    private static partial void LogFired(
        ILogger logger, string alert, AlertMeasure measure, double value, double threshold, long count, TimeSpan window, bool isSilenced);

    [LoggerMessage(41, LogLevel.Information, "The alert {Alert} is resolved: {Measure} is {Value}, the threshold is {Threshold}, of {Count} in {Window}.",
        EventName = "ConvLogAlertResolved")]
    private static partial void LogResolved(
        ILogger logger, string alert, AlertMeasure measure, double value, double threshold, long count, TimeSpan window);

    [LoggerMessage(42, LogLevel.Warning, "Alerts cannot be evaluated and are unknown: {Reason} It is tried again at each interval.",
        EventName = "ConvLogAlertsNotEvaluated")]
    private static partial void LogNotEvaluated(ILogger logger, string reason);

    [LoggerMessage(74, LogLevel.Warning, "{Count} of {Rules} alert rules are off: the store has no statistics (IStatisticsStore).",
        EventName = "ConvLogAlertsOff")]
    private static partial void LogOff(ILogger logger, int count, int rules);
}
