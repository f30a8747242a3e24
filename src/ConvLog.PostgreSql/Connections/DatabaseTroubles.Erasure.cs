using ConvLog.Storage;
using Microsoft.Extensions.Logging;

namespace ConvLog.PostgreSql.Connections;

/// <content>Erasures that cannot be seen through.</content>
internal sealed partial class DatabaseTroubles
{
    private Trouble? _erasure;

    public void ErasureWorks()
    {
        lock (_lock)
        {
            _erasure = null;
        }
    }

    /// <summary>What the ledger has cannot be done to the data now, or keys not be destroyed. It is tried again.</summary>
    public void ErasureFailed(Exception e)
    {
        bool isNew;
        lock (_lock)
        {
            isNew = !string.Equals(_erasure?.Message, MessageOf(e), StringComparison.Ordinal);
            _erasure = new Trouble(MessageOf(e), _erasure?.Since ?? time.GetUtcNow());
        }

        if (isNew)
        {
            LogErasure(_logger, MessageOf(e));
        }
    }

    /// <param name="figures">What could be counted.</param>
    public HealthPart Erasure(Dictionary<string, double> figures)
    {
        lock (_lock)
        {
            figures["erased_writes"] = Interlocked.Read(ref _erasedWrites);
            return _erasure is { } trouble
                ? new HealthPart("erasure", StoreHealthStatus.Unhealthy, $"Since {trouble.Since:O}: {trouble.Message}", figures)
                : new HealthPart("erasure", StoreHealthStatus.Healthy, "It works.", figures);
        }
    }

    [LoggerMessage(204, LogLevel.Error, "What is to be erased cannot be, or not yet for good. It is tried again. {Message}")]
    private static partial void LogErasure(ILogger logger, string message);
}
