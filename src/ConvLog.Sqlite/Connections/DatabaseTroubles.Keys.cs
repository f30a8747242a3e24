using ConvLog.Storage;
using Microsoft.Extensions.Logging;

namespace ConvLog.Sqlite;

/// <content>Keys that cannot be had.</content>
internal sealed partial class DatabaseTroubles
{
    private Trouble? _keysFile;
    private Trouble? _keyRing;

    public void KeysOpened()
    {
        lock (_gate)
        {
            _keysFile = null;
        }
    }

    /// <summary>The keys file cannot be opened: what is personal cannot be read, and nothing written.</summary>
    public void CannotOpenKeys(Exception e) => TellOfKeys(ref _keysFile, e);

    /// <summary>The keys file failed as it was used.</summary>
    public void FailedWithKeys(Exception e) => TellOfKeys(ref _keysFile, e);

    public void KeyRingWorks()
    {
        if (Volatile.Read(ref _keyRing) is not null)
        {
            lock (_gate)
            {
                _keyRing = null;
            }
        }
    }

    /// <summary>The key ring did not wrap or unwrap: what is personal cannot be read, nor written.</summary>
    public void KeyRingFailed(Exception e) => TellOfKeys(ref _keyRing, e);

    public HealthPart Keys(Dictionary<string, double> figures)
    {
        lock (_gate)
        {
            return Part("keys", _keysFile ?? _keyRing, figures);
        }
    }

    private void TellOfKeys(ref Trouble? trouble, Exception e)
    {
        bool isNew;
        lock (_gate)
        {
            isNew = !string.Equals(trouble?.Message, MessageOf(e), StringComparison.Ordinal);
            trouble = Next(trouble, e);
        }

        if (isNew)
        {
            Report(() => LogKeys(logger, MessageOf(e)));
        }
    }

    [LoggerMessage(103, LogLevel.Error, "The keys of personal data cannot be had. {Message}")]
    private static partial void LogKeys(ILogger logger, string message);
}
