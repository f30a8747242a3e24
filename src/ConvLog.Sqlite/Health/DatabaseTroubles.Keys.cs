using ConvLog.Sqlite.Keys;
using ConvLog.Storage;
using Microsoft.Extensions.Logging;

namespace ConvLog.Sqlite.Health;

/// <content>Keys that cannot be had.</content>
internal sealed partial class DatabaseTroubles
{
    private Trouble? _keysFile;
    private Trouble? _keyRing;
    private Trouble? _lostKeys;
    private long _missingKeys;

    public void KeysOpened()
    {
        lock (_lock)
        {
            _keysFile = null;
        }
    }

    /// <summary>The keys file cannot be opened: what is personal cannot be read, and nothing written.</summary>
    public void CannotOpenKeys(Exception e) => TellOfKeys(ref _keysFile, e);

    /// <summary>The keys file failed as it was used.</summary>
    public void FailedWithKeys(Exception e) => TellOfKeys(ref _keysFile, e);

    /// <summary>Keys file and key ring did all that can be asked of them.</summary>
    public void KeysWork()
    {
        lock (_lock)
        {
            (_keysFile, _keyRing) = (null, null);
        }
    }

    /// <summary>Keys are lost, and the store goes on without them. Told until the process ends.</summary>
    public void LostKeys(string message)
    {
        lock (_lock)
        {
            _lostKeys = new Trouble(StoreHealthStatus.Degraded, message, time.GetUtcNow());
        }

        LogKeys(_logger, message);
    }

    /// <summary>The data lacks conversations whose keys are there. Health tells it from what the data keeps of it (<see cref="MissingConversations"/>).</summary>
    public void ConversationsMissing(string message) => LogFile(_logger, message);

    /// <summary>The keys file lacks a key that the data refers to.</summary>
    public void KeyMissing() => Interlocked.Increment(ref _missingKeys);

    /// <summary>The key ring did not wrap or unwrap: what is personal cannot be read, nor written.</summary>
    public void KeyRingFailed(Exception e) => TellOfKeys(ref _keyRing, e);

    /// <param name="figures">What could be counted.</param>
    /// <param name="failure">Why not all could be; null where it could.</param>
    public HealthPart Keys(Dictionary<string, double> figures, Exception? failure)
    {
        lock (_lock)
        {
            figures["missing_keys"] = Interlocked.Read(ref _missingKeys);
            return Part("keys", _keysFile ?? _keyRing ?? (failure is null ? _lostKeys : new Trouble(StoreHealthStatus.Degraded, MessageOf(failure), Since: null)), figures);
        }
    }

    private void TellOfKeys(ref Trouble? trouble, Exception e)
    {
        bool isNew;
        lock (_lock)
        {
            isNew = !string.Equals(trouble?.Message, MessageOf(e), StringComparison.Ordinal);
            trouble = Next(trouble, e);
        }

        if (isNew)
        {
            LogKeys(_logger, MessageOf(e));
        }
    }

    [LoggerMessage(103, LogLevel.Error, "The keys of personal data cannot be had. {Message}")]
    private static partial void LogKeys(ILogger logger, string message);
}
