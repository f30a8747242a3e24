namespace ConvLog;

/// <summary>
/// Receives notifications of alerts, such as a mailer: <c>services.AddSingleton&lt;IAlertReceiver, Mailer&gt;()</c>. The webhook of ConvLog.AspNetCore is one.
/// </summary>
public interface IAlertReceiver
{
    /// <summary>The name by which deliveries are tracked, unique among the receivers of a host and the same after a restart. Contains no secret.
    /// A receiver whose name is empty when the host starts receives nothing.</summary>
    string Name { get; }

    /// <summary>
    /// Receives a notification. If it throws or takes more than 10 seconds, it is called again with the same notification, with increasing delays of up to 30
    /// minutes, until it is delivered or the state of the alert has changed. If several hosts share a store, one of them calls it, once for each change, and
    /// concurrently for several alerts.
    /// </summary>
    /// <param name="notification">The notification.</param>
    /// <param name="cancellationToken">Canceled after 10 seconds, and when the host stops.</param>
    Task ReceiveAsync(AlertNotification notification, CancellationToken cancellationToken);
}
