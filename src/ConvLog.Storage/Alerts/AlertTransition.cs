namespace ConvLog.Storage.Alerts;

/// <summary>The state machine of an alert. It uses wall-clock time, since hosts share states and states outlive processes.</summary>
/// <param name="rule">The rule.</param>
/// <param name="repeatAfter">After how long a notification of a firing alert is repeated; null for never.</param>
/// <param name="receivers">The names of the receivers.</param>
internal sealed class AlertTransition(AlertRule rule, TimeSpan? repeatAfter, IReadOnlyList<string> receivers)
{
    // Differences between the hosts' clocks are smaller.
    private static readonly TimeSpan s_skew = TimeSpan.FromMinutes(1);

    /// <summary>Computes the record after an evaluation; returns the same record if nothing changes.</summary>
    /// <param name="record">The record; null before the first evaluation.</param>
    /// <param name="measured">The value.</param>
    /// <param name="now">The current time.</param>
    public AlertRecord Next(AlertRecord? record, MeasuredValue measured, DateTimeOffset now)
    {
        var known = LimitToNow(record ?? new AlertRecord { Since = now }, now);
        if (known.Silence?.IsOver(now) is true)
        {
            known = known with { Silence = null };
        }

        var moved = measured.IsTooFewFor(rule) ? known : Moved(known, measured, now);
        return Announced(moved, measured, now);
    }

    private AlertRecord Moved(AlertRecord record, MeasuredValue measured, DateTimeOffset now)
    {
        bool isAbove = measured.Value > rule.Threshold;
        return record.State switch
        {
            AlertState.Firing => Firing(record, measured, now),
            AlertState.Pending when !isAbove => record with { State = AlertState.Normal, Since = now },
            AlertState.Pending when now - record.Since >= rule.For => Fired(record, now),
            AlertState.Pending => record,
            _ when !isAbove => record,
            _ when rule.For > TimeSpan.Zero => record with { State = AlertState.Pending, Since = now },
            _ => Fired(record, now),
        };
    }

    private AlertRecord Firing(AlertRecord record, MeasuredValue measured, DateTimeOffset now)
    {
        if (measured.Value > rule.ResolvesAt)
        {
            return record with { RecoveringSince = null };
        }

        var since = record.RecoveringSince ?? now;
        return now - since >= rule.ResolveAfter ? Resolved(record, measured, now) : record with { RecoveringSince = since };
    }

    private static AlertRecord Fired(AlertRecord record, DateTimeOffset now)
        => record with { State = AlertState.Firing, Since = now, FiredAt = now, RecoveringSince = null, IsAnnounced = false };

    // Receivers that were notified of the firing are notified of its end, even if silenced; an undelivered notification is superseded.
    private AlertRecord Resolved(AlertRecord record, MeasuredValue measured, DateTimeOffset now)
    {
        var resolved = record with
        {
            State = AlertState.Resolved,
            Since = now,
            RecoveringSince = null,
            IsAnnounced = false,
            Silence = record.Silence is { Until: null } ? null : record.Silence,
        };
        return record.IsAnnounced ? Announce(resolved, measured, now) : resolved with { Delivery = null };
    }

    private AlertRecord Announced(AlertRecord record, MeasuredValue measured, DateTimeOffset now)
    {
        if (record.State != AlertState.Firing || record.IsSilenced(now))
        {
            return record;
        }

        bool isRepeat = record is { IsAnnounced: true, Delivery: null, AnnouncedAt: { } last } && now - last >= repeatAfter;
        return record.IsAnnounced && !isRepeat ? record : Announce(record, measured, now) with { IsAnnounced = true };
    }

    private AlertRecord Announce(AlertRecord record, MeasuredValue measured, DateTimeOffset now) => receivers.Count == 0 ? record : record with
    {
        AnnouncedAt = now,
        Delivery = new AlertDelivery
        {
            Id = Guid.NewGuid(),
            State = record.State,
            At = record.Since,
            Value = measured.Value,
            Count = measured.Count,
            Receivers = receivers,
            NextAttemptAt = now,
        },
    };

    // Limits saved times to now; otherwise a clock that was set back would delay the state changes.
    private static AlertRecord LimitToNow(AlertRecord record, DateTimeOffset now) => record with
    {
        Since = LimitToNow(record.Since, now),
        RecoveringSince = record.RecoveringSince is { } recovering ? LimitToNow(recovering, now) : null,
        AnnouncedAt = record.AnnouncedAt is { } announced ? LimitToNow(announced, now) : null,
    };

    private static DateTimeOffset LimitToNow(DateTimeOffset time, DateTimeOffset now) => time - now > s_skew ? now : time;
}
