using ConvLog.Storage;
using Microsoft.Extensions.Logging;

namespace ConvLog.Sqlite.Health;

/// <content>Erasures that cannot be seen through, and what came of conversations that were erased.</content>
internal sealed partial class DatabaseTroubles
{
    private Trouble? _erasure;
    private long _erasedWrites;

    public void ErasureWorks()
    {
        if (Volatile.Read(ref _erasure) is not null)
        {
            lock (_lock)
            {
                _erasure = null;
            }
        }
    }

    /// <summary>What was erased cannot be cleaned up now. It is tried again.</summary>
    public void ErasureFailed(Exception e)
    {
        bool isNew;
        lock (_lock)
        {
            isNew = !string.Equals(_erasure?.Message, MessageOf(e), StringComparison.Ordinal);
            _erasure = Next(_erasure, e);
        }

        if (isNew)
        {
            LogErasure(_logger, MessageOf(e));
        }
    }

    /// <summary>Records of erased conversations were passed over.</summary>
    public void ErasedWrites(long count) => Interlocked.Add(ref _erasedWrites, count);

    public HealthPart Erasure(Dictionary<string, double> figures)
    {
        lock (_lock)
        {
            figures["erased_writes"] = Interlocked.Read(ref _erasedWrites);
            return Part("erasure", _erasure, figures);
        }
    }

    [LoggerMessage(104, LogLevel.Error, "What was erased cannot be cleaned up: nobody can read it, and bytes of it may be left in the files. It is tried again. {Message}")]
    private static partial void LogErasure(ILogger logger, string message);
}
