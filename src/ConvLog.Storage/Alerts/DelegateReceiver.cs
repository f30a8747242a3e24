namespace ConvLog.Storage.Alerts;

/// <summary>The delegate <see cref="AlertOptions.OnAlert"/> as a receiver.</summary>
/// <param name="onAlert">The delegate.</param>
internal sealed class DelegateReceiver(Func<AlertNotification, CancellationToken, Task> onAlert) : IAlertReceiver
{
    public string Name => "OnAlert";

    public Task ReceiveAsync(AlertNotification notification, CancellationToken cancellationToken) => onAlert(notification, cancellationToken);
}
