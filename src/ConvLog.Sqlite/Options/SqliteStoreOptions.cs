using ConvLog.Entries;
using ConvLog.Privacy;
using ConvLog.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ConvLog.Sqlite;

/// <summary>Options of a <see cref="SqliteConversationStore"/>. Set them before the store is created.</summary>
public sealed class SqliteStoreOptions
{
    /// <summary>
    /// How long a call waits for another process, or for reads in progress, before it fails as unavailable; zero to one minute, default 2 seconds.
    /// </summary>
    public TimeSpan BusyTimeout { get; set => field = OptionRange.Check(nameof(SqliteStoreOptions), value, TimeSpan.FromMinutes(1)); } =
        TimeSpan.FromSeconds(2);

    /// <summary>
    /// Whether a damaged file is moved aside and a new one created; also if the file is missing while its keys file exists. Default false: a copy of a damaged
    /// file is kept, and the store refuses to work until an operator repairs or removes it.
    /// </summary>
    public bool StartFreshWhenDamaged { get; set; }

    /// <summary>
    /// Whether <c>UseSqlite</c> creates missing folders of the database and of the keys file, accessible only to the current user; default true. If false, or
    /// if a folder cannot be created, the host does not start. For a store that is <see cref="ReadOnly"/>, no folder is created.
    /// </summary>
    public bool CreateFolder { get; set; } = true;

    /// <summary>
    /// Whether the file is only read: for an archive, or a medium that cannot be written to. Default false. All reads work; calls that would write fail with
    /// <see cref="StoreFault.Unusable"/>, and no background tasks run. The file must have the newest schema. Personal data is hidden unless
    /// <see cref="ReadOnlyAccessLog"/> is set.
    /// </summary>
    public bool ReadOnly { get; set; }

    /// <summary>
    /// Records accesses to personal data when the store is <see cref="ReadOnly"/>. Called before the data is returned; if it throws, the data is not returned.
    /// For example <see cref="IAccessLog.WriteAccessAsync"/> of another store. Null, the default, hides personal data of a read-only store.
    /// </summary>
    public Func<IReadOnlyList<AccessRecord>, CancellationToken, ValueTask>? ReadOnlyAccessLog { get; set; }

    // Each access to personal data is recorded before the data is returned. Without a log to record it in, the data is hidden.
    internal bool HidesPersonalData => ReadOnly && ReadOnlyAccessLog is null;

    /// <summary>
    /// Wraps the keys of personal data. Null, the default, uses the file <c>name-keyring</c> next to the database, created at first use; for development only,
    /// because a copy of the folder contains both keys and data.
    /// </summary>
    public IKeyRing? KeyRing { get; set; }

    /// <summary>
    /// The file with the wrapped keys and the ledger of erasures. Null, the default, uses <c>name-keys</c> next to the database. Back it up separately from the
    /// database, so that an old copy of the database restores no erased data.
    /// </summary>
    public string? KeysPath { get; set; }

    /// <summary>
    /// Whether another agent of the same account may continue a conversation; default false. See <see cref="ConvLogOptions.AllowAgentHandover"/>. Must be the
    /// same on all hosts.
    /// </summary>
    public bool AllowAgentHandover { get; set; }

    /// <summary>Classes of personal data. The store must know whether utterances are personal, because personal text is not indexed.</summary>
    public PrivacyOptions Privacy { get; set; } = new();

    /// <summary>Whether a background task fills the text index; default true. Without it, new content is not found by text or field.</summary>
    public bool IndexText { get; set; } = true;

    /// <summary>
    /// The number of free bytes on the volume of the database, or of the keys file, below which health is degraded; 0 or more, default 512 MiB. On a volume
    /// smaller than ten times that, a tenth of the volume. 0 disables the check.
    /// </summary>
    public long LowDiskSpace { get; set => field = value >= 0
        ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "SqliteStoreOptions.LowDiskSpace takes 0 or more."); } = 512L << 20;

    /// <summary>The clock, for lags and pauses; default the system's.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>The logger for damage, recovery and failures of the indexer; none by default. Messages contain no personal data.</summary>
    public ILogger Logger { get; set; } = NullLogger.Instance;
}
