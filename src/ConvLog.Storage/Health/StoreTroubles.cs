using ConvLog.Sinks;
using ConvLog.Storage.Payloads;
using Microsoft.Extensions.Logging;

namespace ConvLog.Storage.Health;

/// <summary>
/// What went wrong in a store, and since when, as health reports it: keys, erasure, checksums and conflicts, which are the same for every database. Any thread.
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

    /// <summary>Guards all troubles.</summary>
    protected Lock Lock { get; } = new();

    protected DateTimeOffset Now => time.GetUtcNow();

    /// <summary>The keys' file or schema cannot be used: what is personal cannot be read, and nothing written.</summary>
    public void KeysFailed(Exception e) => KeysFailed(ref _keys, e);

    /// <summary>The key ring did not wrap or unwrap: what is personal can be neither read nor written.</summary>
    public void KeyRingFailed(Exception e) => KeysFailed(ref _keyRing, e);

    /// <summary>The keys' file or schema was opened.</summary>
    public void KeysOpened()
    {
        lock (Lock)
        {
            _keys = null;
        }
    }

    /// <summary>Keys and key ring did all that can be asked of them.</summary>
    public void KeysWork()
    {
        lock (Lock)
        {
            (_keys, _keyRing) = (null, null);
        }
    }

    /// <summary>Keys are lost, and the store goes on without them. Reported until the process ends.</summary>
    public void LostKeys(string message)
    {
        lock (Lock)
        {
            _lostKeys = new Trouble(StoreHealthStatus.Degraded, message, Now);
        }

        ReportKeys(message);
    }

    /// <summary>The keys lack one that the data refers to.</summary>
    public void KeyMissing() => Interlocked.Increment(ref _missingKeys);

    /// <param name="figures">What could be counted.</param>
    /// <param name="failure">Why not all could be; null where it could.</param>
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

    /// <summary>Erased data cannot be cleaned up now, or keys not be destroyed. It is tried again.</summary>
    public void ErasureFailed(Exception e)
    {
        if (IsNew(ref _erasure, e))
        {
            ReportErasure(MessageOf(e));
        }
    }

    /// <summary>Records of erased conversations were passed over.</summary>
    public void ErasedWrites(long count) => Interlocked.Add(ref _erasedWrites, count);

    /// <param name="figures">What could be counted.</param>
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

    /// <summary>Compares a stored checksum with that of what was found, and counts a difference.</summary>
    /// <returns>Whether they are equal.</returns>
    public bool Verify(long kept, long found)
    {
        if (kept != found)
        {
            ChecksumFailed();
        }

        return kept == found;
    }

    /// <summary>A record came again with another content; the first stayed.</summary>
    public void Conflicts(long count) => Interlocked.Add(ref _conflicts, count);

    /// <summary>Logs that the keys cannot be used.</summary>
    protected abstract void ReportKeys(string message);

    /// <summary>Logs that an erasure cannot be completed.</summary>
    protected abstract void ReportErasure(string message);

    /// <summary>What may be said of an exception: another one's message than a store's own may repeat what was written.</summary>
    protected virtual string MessageOf(Exception e) => e is ConversationStoreException ? e.Message : e.GetType().Name;

    /// <summary>The trouble that an exception is; where there was one before, it goes on since then.</summary>
    protected virtual Trouble Next(Trouble? last, Exception e) => new(StoreHealthStatus.Unhealthy, MessageOf(e), last?.Since ?? Now);

    /// <summary>Puts an exception in the place of a trouble.</summary>
    /// <returns>Whether it says something that the one before did not.</returns>
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
