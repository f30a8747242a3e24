using ConvLog.Storage;
using Microsoft.Extensions.Logging;

namespace ConvLog.PostgreSql.Connections;

/// <content>Keys that cannot be had.</content>
internal sealed partial class DatabaseTroubles
{
    private Trouble? _keysStore;
    private Trouble? _keyRing;
    private long _missingKeys;

    /// <summary>The schema of the keys cannot be used: what is personal cannot be read, and nothing written.</summary>
    public void FailedWithKeys(ConversationStoreException e) => TellOfKeys(ref _keysStore, e);

    /// <summary>The key ring did not wrap or unwrap: what is personal cannot be read, nor written.</summary>
    public void KeyRingFailed(ConversationStoreException e) => TellOfKeys(ref _keyRing, e);

    /// <summary>Schema and key ring did all that can be asked of them.</summary>
    public void KeysWork()
    {
        lock (_lock)
        {
            (_keysStore, _keyRing) = (null, null);
        }
    }

    /// <summary>The keys lack one that the data refers to.</summary>
    public void KeyMissing() => Interlocked.Increment(ref _missingKeys);

    /// <param name="figures">What could be counted.</param>
    /// <param name="failure">Why not all could be; null where it could.</param>
    public HealthPart Keys(Dictionary<string, double> figures, Exception? failure)
    {
        lock (_lock)
        {
            figures["missing_keys"] = Interlocked.Read(ref _missingKeys);
            var trouble = _keysStore ?? _keyRing;
            return trouble is null && failure is null
                ? new HealthPart("keys", StoreHealthStatus.Healthy, "It works.", figures)
                : new HealthPart("keys", trouble is null ? StoreHealthStatus.Degraded : StoreHealthStatus.Unhealthy, trouble is null ? MessageOf(failure!) : $"Since {trouble.Since:O}: {trouble.Message}", figures);
        }
    }

    // Another exception's message may repeat what was written.
    private static string MessageOf(Exception e) => e is ConversationStoreException ? e.Message : e.GetType().Name;

    private void TellOfKeys(ref Trouble? trouble, ConversationStoreException e)
    {
        bool isNew;
        lock (_lock)
        {
            isNew = !string.Equals(trouble?.Message, e.Message, StringComparison.Ordinal);
            trouble = new Trouble(e.Message, trouble?.Since ?? time.GetUtcNow());
        }

        if (isNew)
        {
            LogKeys(_logger, e.Message);
        }
    }

    [LoggerMessage(203, LogLevel.Error, "The keys of personal data cannot be had. {Message}")]
    private static partial void LogKeys(ILogger logger, string message);
}
