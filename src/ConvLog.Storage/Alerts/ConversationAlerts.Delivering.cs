using System.Globalization;
using ConvLog.Storage.Alerts;
using Microsoft.Extensions.Logging;

namespace ConvLog;

/// <content>Delivering notifications.</content>
public sealed partial class ConversationAlerts
{
    /// <summary>How long a receiver may take.</summary>
    internal static readonly TimeSpan LongestDelivery = TimeSpan.FromSeconds(10);

    private async ValueTask DeliverAsync(CancellationToken cancellationToken)
    {
        foreach (var rule in _options.Rules)
        {
            try
            {
                if (IsDue(RecordOf(rule), _time.GetUtcNow()))
                {
                    await DeliverAsync(rule, cancellationToken).ConfigureAwait(false);
                }
            }
            catch (Exception) when (!cancellationToken.IsCancellationRequested)
            {
                // The store failed: a claim that was made is attempted again when its time has come.
            }
        }
    }

    private async ValueTask DeliverAsync(AlertRule rule, CancellationToken cancellationToken)
    {
        var record = await ClaimedAsync(rule, cancellationToken).ConfigureAwait(false);
        if (record?.Delivery is not { } delivery)
        {
            return; // Another host claimed it.
        }

        List<string> left = [];
        string? failure = null;
        foreach (string name in delivery.Receivers)
        {
            // A receiver that the host no longer has is not waited for.
            if (_receivers.FirstOrDefault(known => string.Equals(known.Name, name, StringComparison.Ordinal)) is { } receiver
                && await FailureOfAsync(receiver, NotificationOf(rule, record, delivery), cancellationToken).ConfigureAwait(false) is { } reason)
            {
                left.Add(name);
                failure = reason;
                LogNotDelivered(_logger, rule.Name, name, delivery.Attempts, reason);
            }
        }

        await InTimeAsync(async token => await UpdateAsync(rule, kept => Settled(kept!, delivery.Id, left, failure), token).ConfigureAwait(false),
            cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<AlertRecord?> ClaimedAsync(AlertRule rule, CancellationToken cancellationToken)
    {
        AlertRecord? claimed = null;
        await InTimeAsync(async token =>
        {
            var now = _time.GetUtcNow();
            var (before, after) = await UpdateAsync(rule, kept => IsDue(kept, now) ? kept! with { Delivery = kept.Delivery!.Claimed(now) } : kept!, token)
                .ConfigureAwait(false);
            claimed = before == after ? null : after;
        }, cancellationToken).ConfigureAwait(false);
        return claimed;
    }

    // What was replaced by a newer notification in the meantime is not touched.
    private static AlertRecord Settled(AlertRecord record, Guid id, List<string> left, string? failure) => record.Delivery?.Id != id ? record : record with
    {
        Delivery = left.Count == 0 ? null : record.Delivery with { Receivers = left, Failure = failure },
    };

    private async ValueTask<string?> FailureOfAsync(IAlertReceiver receiver, AlertNotification notification, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(LongestDelivery, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            var token = both.Token;
            await Observed(Task.Run(() => receiver.ReceiveAsync(notification, token), token)).WaitAsync(token).ConfigureAwait(false);
            return null;
        }
        catch (Exception) when (timeout.IsCancellationRequested)
        {
            return $"no answer within {LongestDelivery.TotalSeconds:0} seconds";
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // Its message may repeat an address with a secret in it.
            return e is HttpRequestException { StatusCode: { } status } ? string.Create(CultureInfo.InvariantCulture, $"HTTP status {(int)status}")
                : e.GetType().Name;
        }
    }

    private static AlertNotification NotificationOf(AlertRule rule, AlertRecord record, AlertDelivery delivery) => new()
    {
        Id = delivery.Id,
        Rule = rule.Name,
        State = delivery.State,
        Measure = rule.Measure,
        Value = delivery.Value,
        Threshold = rule.Threshold,
        Currency = rule.Currency,
        Count = delivery.Count,
        Window = rule.Window,
        FiredAt = record.FiredAt ?? delivery.At,
        ResolvedAt = delivery.State == AlertState.Resolved ? delivery.At : null,
        Text = AlertText.Of(rule, delivery.State, new Measured(delivery.Value, delivery.Count)),
    };

    // A silence withholds what fires, and not that it is over.
    private static bool IsDue(AlertRecord? record, DateTimeOffset now)
        => record?.Delivery is { } delivery && delivery.IsDue(now) && (delivery.State == AlertState.Resolved || !record.IsSilenced(now));

    private AlertRecord? RecordOf(AlertRule rule)
    {
        lock (_lock)
        {
            return _readings[rule.Name].Record;
        }
    }

    [LoggerMessage(43, LogLevel.Warning, "The notification of the alert {Alert} could not be delivered to {Receiver} in attempt {Attempt}: {Reason}. "
        + "It is attempted again.", EventName = "ConvLogAlertNotDelivered")]
    private static partial void LogNotDelivered(ILogger logger, string alert, string receiver, int attempt, string reason);
}
