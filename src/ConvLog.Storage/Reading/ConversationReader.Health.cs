using ConvLog.Privacy;
using ConvLog.Storage;
using ConvLog.Storage.Access;
using ConvLog.Storage.Reading;
using ConvLog.Storage.Sinks;

namespace ConvLog;

/// <content>Health of the store and of the queues before it.</content>
public sealed partial class ConversationReader
{
    private readonly HealthProbe _health;

    /// <summary>The host's store sinks, created on first use; null for a reader without a host.</summary>
    internal Func<IReadOnlyCollection<StoreSink>>? StoreSinks { get; init; }

    /// <summary>The host's retention; null for a reader without a host.</summary>
    internal ConversationRetention? Retention { get; init; }

    /// <summary>The health of the host's alerts; null for a reader without a host.</summary>
    internal Func<HealthPart?>? AlertsPart { get; init; }

    /// <summary>
    /// Checks the health of the store. For a reader registered by <c>AddConvLog</c>, it includes the access log's chain as the part <c>access-log</c>, the
    /// host's store sinks as the parts <c>queue</c> and <c>drops</c>, scheduled retention, if enabled, as the part <c>retention</c>, and alerts, if there
    /// are rules, as the part <c>alerts</c>. Does not throw for an unhealthy store; one that does not answer within 5 seconds is unhealthy. For the host's own
    /// use: messages, times and figures may depend on personal data, see <see cref="GetHealthAsync"/>.
    /// </summary>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    public async ValueTask<StoreHealth> CheckHealthAsync(CancellationToken cancellationToken = default)
    {
        var store = await _health.CheckAsync(cancellationToken).ConfigureAwait(false);
        return new StoreHealth([.. store.Parts, .. QueueParts(), .. AccessLogParts(), .. AlertParts()]);
    }

    /// <summary>
    /// Checks the health as <see cref="CheckHealthAsync"/>. For a reader without the permission, the result does not depend on personal data: figures that
    /// grow with it are omitted, as are the times of the last success and failure, and drops of personal entries.
    /// </summary>
    /// <param name="reader">The reader.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="ArgumentNullException"><paramref name="reader"/> is null.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    public async ValueTask<StoreHealth> GetHealthAsync(Reader reader, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var health = await CheckHealthAsync(cancellationToken).ConfigureAwait(false);
        return reader.CanReadPii ? health : VisibleHealth.Of(health);
    }

    private IEnumerable<HealthPart> AccessLogParts() => AccessLogWatch.Part() is { } part ? [part] : [];

    private IEnumerable<HealthPart> AlertParts() => AlertsPart?.Invoke() is { } part ? [part] : [];

    private IEnumerable<HealthPart> QueueParts()
    {
        if (StoreSinks is not { } find)
        {
            return [];
        }

        try
        {
            return SinkHealth.Of(find());
        }
        catch (Exception e)
        {
            return [SinkHealth.Missing(e)];
        }
    }
}
