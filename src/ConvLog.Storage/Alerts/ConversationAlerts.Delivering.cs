using System.Globalization;
using ConvLog.Storage.Alerts;
using Microsoft.Extensions.Logging;

namespace ConvLog;

/// <content>Delivery of notifications.</content>
public sealed partial class ConversationAlerts
{
    /// <summary>The timeout of a delivery.</summary>
    internal static readonly TimeSpan LongestDelivery = TimeSpan.FromSeconds(10);

    // Deliveries run concurrently, so that a receiver that hangs delays the next evaluation only once, however many alerts fire.
    private async ValueTask DeliverAsync(CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        List<Task> sending = [];
        foreach (var rule in _rules.Where(rule => IsDue(RecordOf(rule), now)))
        {
            if (await ClaimedAsync(rule, cancellationToken).ConfigureAwait(false) is { Delivery: { } delivery } record)
            {
                sending.Add(SendAsync(rule, delivery, NotificationOf(rule, record, delivery), cancellationToken));
            }
        }

        await Task.WhenAll(sending).ConfigureAwait(false);
    }

    private async Task SendAsync(AlertRule rule, AlertDelivery delivery, AlertNotification notification, CancellationToken cancellationToken)
    {
        // Receivers that the host no longer has are ignored.
        var receivers = _receivers.Where(receiver => delivery.Receivers.Contains(receiver.Name, StringComparer.Ordinal)).ToList();
        string?[] failures = await Task.WhenAll(receivers.Select(receiver => FailureOfAsync(receiver, notification, cancellationToken))).ConfigureAwait(false);
        List<string> left = [];
        foreach (var (receiver, failure) in receivers.Zip(failures))
        {
            if (failure is not null)
            {
                left.Add(receiver.Name);
                LogNotDelivered(_logger, rule.Name, receiver.Name, delivery.Attempts, failure);
            }
        }

        await SettleAsync(rule, delivery.Id, left, failures.LastOrDefault(static failure => failure is not null), cancellationToken).ConfigureAwait(false);
    }

    // Null if another host was faster or the store fails: the next evaluation tries again.
    private async ValueTask<AlertRecord?> ClaimedAsync(AlertRule rule, CancellationToken cancellationToken)
    {
        AlertRecord? claimed = null;
        try
        {
            await InTimeAsync(async token =>
            {
                var now = _time.GetUtcNow();
                var (before, after) = await UpdateAsync(rule, kept => IsDue(kept, now) ? kept! with { Delivery = kept.Delivery!.Claimed(now) } : kept!, token)
                    .ConfigureAwait(false);
                claimed = before == after ? null : after;
            }, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }

        return claimed;
    }

    // If the store fails, the notification is attempted again when its claim ends.
    private async ValueTask SettleAsync(AlertRule rule, Guid id, List<string> left, string? failure, CancellationToken cancellationToken)
    {
        try
        {
            await UpdateAsync(rule, kept => Settled(kept!, id, left, failure), cancellationToken).AsTask().WaitAsync(LongestAnswer, _time, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogNotSettled(_logger, rule.Name);
        }
    }

    // A newer notification that replaced this one is not changed.
    private static AlertRecord Settled(AlertRecord record, Guid id, List<string> left, string? failure) => record.Delivery?.Id != id ? record : record with
    {
        Delivery = left.Count == 0 ? null : record.Delivery with { Receivers = left, Failure = failure },
    };

    private async Task<string?> FailureOfAsync(IAlertReceiver receiver, AlertNotification notification, CancellationToken cancellationToken)
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
            // The message may contain an address with a secret.
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
        Text = AlertText.Of(rule, delivery.State, new MeasuredValue(delivery.Value, delivery.Count)),
    };

    // A silence suppresses notifications of firing, but not of resolution.
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

    [LoggerMessage(44, LogLevel.Warning, "That the notification of the alert {Alert} was sent could not be stored. It may be sent again.",
        EventName = "ConvLogAlertDeliveryNotStored")]
    private static partial void LogNotSettled(ILogger logger, string alert);
}
