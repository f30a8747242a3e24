using ConvLog.Privacy;

namespace ConvLog.Storage.Alerts;

/// <summary>
/// Measures the value of a rule, as a reader without the permission: alerts do not depend on personal data. Drops are those of this process. Not thread-safe.
/// </summary>
/// <param name="conversations">Reads the statistics of the store.</param>
/// <param name="dropped">Returns how many records this process has dropped.</param>
internal sealed class AlertMeter(ConversationReader conversations, Func<long> dropped)
{
    private readonly DropWindows _drops = new();

    /// <summary>Measures the value of a rule.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="now">The end of the window.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public async ValueTask<MeasuredValue> MeasureAsync(AlertRule rule, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (rule.Measure == AlertMeasure.Drops)
        {
            long count = _drops.In(rule.Window, dropped(), now);
            return new MeasuredValue(count, count);
        }

        await conversations.BringUpToDateAsync(cancellationToken).ConfigureAwait(false);
        var period = new StatisticsQuery
        {
            From = now - rule.Window,
            To = now.AddTicks(1), // Includes the current moment.
            AgentId = rule.AgentId,
            Environment = rule.Environment,
        };
        return rule.IsOfCalls
            ? OfCalls(rule, await CallsAsync(rule, period, cancellationToken).ConfigureAwait(false))
            : OfTurns(rule, (await conversations.GetStatisticsAsync(Reader.Anonymous, period, cancellationToken).ConfigureAwait(false)).Total);
    }

    /// <summary>Whether the store has what a rule is measured by.</summary>
    public bool CanMeasure(AlertRule rule)
        => rule.Measure == AlertMeasure.Drops || conversations.Capabilities.HasFlag(StoreCapabilities.Statistics);

    /// <summary>Starts with a count of zero, so that windows reach back to the start of the process.</summary>
    public void Start(DateTimeOffset now) => _drops.Add(0, now);

    private async ValueTask<IReadOnlyList<CallFigures>> CallsAsync(AlertRule rule, StatisticsQuery period, CancellationToken cancellationToken)
    {
        var query = new CallQuery { Period = period, Kind = rule.Kind, Name = rule.Target, IsExact = true };
        var calls = await conversations.GetCallStatisticsAsync(Reader.Anonymous, query, cancellationToken).ConfigureAwait(false);
        return [.. calls.Targets.Select(static target => target.Figures)];
    }

    private static MeasuredValue OfCalls(AlertRule rule, IReadOnlyList<CallFigures> targets)
    {
        if (rule.Measure == AlertMeasure.ProblemRate)
        {
            long calls = targets.Sum(static target => target.Calls);
            return new MeasuredValue(calls == 0 ? 0 : (double)targets.Sum(static target => target.Problems) / calls, calls);
        }

        // There are several only for a model with several providers.
        var durations = targets.Select(static target => target.Duration).ToList();
        return Of(durations.Where(duration => duration.Count >= rule.MinimumCount).MaxBy(static duration => duration.P95)
            ?? durations.MaxBy(static duration => duration.Count) ?? DurationStatistics.None);
    }

    private static MeasuredValue Of(DurationStatistics duration) => new(duration.P95.TotalSeconds, duration.Count);

    private static MeasuredValue OfTurns(AlertRule rule, PeriodStatistics period)
    {
        long ratings = period.UserLikes + period.UserDislikes;
        return rule.Measure switch
        {
            AlertMeasure.DislikeShare => new MeasuredValue(ratings == 0 ? 0 : (double)period.UserDislikes / ratings, ratings),
            AlertMeasure.Dislikes => new MeasuredValue(period.UserDislikes, ratings),
            AlertMeasure.P95ResponseTime => Of(period.Latency),
            _ => new MeasuredValue((double)period.Cost.GetValueOrDefault(rule.Currency!), period.Messages),
        };
    }
}
