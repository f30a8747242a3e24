using ConvLog.Sinks;
using ConvLog.Storage.Payloads.Sealing;
using Microsoft.Extensions.Logging;

namespace ConvLog.Storage.Health;

/// <summary>
/// The current problems of a store for health: keys, erasure, checksums and conflicts, the same for every database. Safe to use from any thread.
/// </summary>
internal abstract class StoreTroubles(TimeProvider time, ILogger logger) : IDamageCount
{
    private Trouble? _keys;
    private Trouble? _keyRing;
    private Trouble? _lostKeys;
    private Trouble? _erasure;
    private long _missingKeys;
    private long _erasedWrites;
    private long _checksumErrors;
    private long _conflicts;

    public long ChecksumErrors => Interlocked.Read(ref _checksumErrors);

    protected long ConflictCount => Interlocked.Read(ref _conflicts);

    protected ILogger Logger { get; } = GuardedLogger.Around(logger);

    /// <summary>Guards all problems.</summary>
    protected Lock Lock { get; } = new();

    protected DateTimeOffset Now => time.GetUtcNow();

    /// <summary>The file or schema of the keys cannot be used: personal data cannot be read, and no record can be written.</summary>
    public void KeysFailed(Exception e) => KeysFailed(ref _keys, e);

    /// <summary>The key ring failed to wrap or unwrap a key: personal data can be neither read nor written.</summary>
    public void KeyRingFailed(Exception e) => KeysFailed(ref _keyRing, e);

    /// <summary>The file or schema of the keys was opened.</summary>
    public void KeysOpened()
    {
        lock (Lock)
        {
            _keys = null;
        }
    }

    /// <summary>Keys and key ring work.</summary>
    public void KeysWork()
    {
        lock (Lock)
        {
            (_keys, _keyRing) = (null, null);
        }
    }

    /// <summary>Keys are lost, and the store continues without them. Reported until the process ends.</summary>
    public void LostKeys(string message)
    {
        lock (Lock)
        {
            _lostKeys = new Trouble(StoreHealthStatus.Degraded, message, Now);
        }

        ReportKeys(message);
    }

    /// <summary>A key to which the data refers is missing.</summary>
    public void KeyMissing() => Interlocked.Increment(ref _missingKeys);

    /// <param name="figures">The figures that could be counted.</param>
    /// <param name="failure">Why some could not be counted; null if all could.</param>
    public HealthPart Keys(Dictionary<string, double> figures, Exception? failure)
    {
        lock (Lock)
        {
            figures["missing_keys"] = Interlocked.Read(ref _missingKeys);
            return Part("keys", _keys ?? _keyRing ?? (failure is null ? _lostKeys : new Trouble(StoreHealthStatus.Degraded, MessageOf(failure), Since: null)),
                figures);
        }
    }

    public void ErasureWorks()
    {
        if (Volatile.Read(ref _erasure) is not null)
        {
            lock (Lock)
            {
                _erasure = null;
            }
        }
    }

    /// <summary>Cleaning up erased data or destroying keys failed, and will be retried.</summary>
    public void ErasureFailed(Exception e)
    {
        if (IsNew(ref _erasure, e))
        {
            ReportErasure(MessageOf(e));
        }
    }

    /// <summary>Records of erased conversations were ignored.</summary>
    public void ErasedWrites(long count) => Interlocked.Add(ref _erasedWrites, count);

    /// <param name="figures">The figures that could be counted.</param>
    public HealthPart Erasure(Dictionary<string, double> figures)
    {
        lock (Lock)
        {
            figures["erased_writes"] = Interlocked.Read(ref _erasedWrites);
            return Part("erasure", _erasure, figures);
        }
    }

    /// <inheritdoc/>
    public void ChecksumFailed() => Interlocked.Increment(ref _checksumErrors);

    /// <summary>Compares a stored checksum with the computed one, and counts a difference.</summary>
    /// <returns>Whether they are equal.</returns>
    public bool Verify(long kept, long found)
    {
        if (kept != found)
        {
            ChecksumFailed();
        }

        return kept == found;
    }

    /// <summary>A record arrived again with different content; the first version was kept.</summary>
    public void Conflicts(long count) => Interlocked.Add(ref _conflicts, count);

    /// <summary>Logs that the keys cannot be used.</summary>
    protected abstract void ReportKeys(string message);

    /// <summary>Logs that an erasure cannot be completed.</summary>
    protected abstract void ReportErasure(string message);

    /// <summary>A message that is safe to show: the message of an exception other than a store's own may contain stored data.</summary>
    protected virtual string MessageOf(Exception e) => e is ConversationStoreException ? e.Message : e.GetType().Name;

    /// <summary>Creates the problem for an exception; if there already was one, it keeps its start time.</summary>
    protected virtual Trouble Next(Trouble? last, Exception e) => new(StoreHealthStatus.Unhealthy, MessageOf(e), last?.Since ?? Now);

    /// <summary>Replaces a problem with that of an exception.</summary>
    /// <returns>Whether its message differs from the previous one.</returns>
    protected bool IsNew(ref Trouble? trouble, Exception e)
    {
        lock (Lock)
        {
            bool isNew = !string.Equals(trouble?.Message, MessageOf(e), StringComparison.Ordinal);
            trouble = Next(trouble, e);
            return isNew;
        }
    }

    protected static HealthPart Part(string name, Trouble? trouble, Dictionary<string, double> figures)
        => trouble is null
            ? new HealthPart(name, StoreHealthStatus.Healthy, "It works.", figures)
            : new HealthPart(name, trouble.Status, trouble.Since is { } since ? $"Since {since:O}: {trouble.Message}" : trouble.Message, figures);

    private void KeysFailed(ref Trouble? trouble, Exception e)
    {
        if (IsNew(ref trouble, e))
        {
            ReportKeys(MessageOf(e));
        }
    }
}
