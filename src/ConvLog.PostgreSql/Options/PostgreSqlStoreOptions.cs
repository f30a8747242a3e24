using System.Text;
using ConvLog.Entries;
using ConvLog.Privacy;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace ConvLog.PostgreSql;

/// <summary>Options of a <see cref="PostgreSqlConversationStore"/>. Set them before creating the store.</summary>
public sealed class PostgreSqlStoreOptions
{
    // NAMEDATALEN is 64. The server truncates longer names, so two names could become the same.
    private const int LongestName = 63;

    /// <summary>The schema of the data, 1 to 63 bytes; default <c>convlog</c>. It is created if missing, provided that the role may do so.</summary>
    /// <exception cref="ArgumentException">The name is null, blank or longer.</exception>
    public string Schema { get; set => field = Checked(nameof(Schema), value); } = "convlog";

    /// <summary>The schema of the wrapped keys and the ledger of erasures, 1 to 63 bytes; default <c>convlog_keys</c>.</summary>
    /// <exception cref="ArgumentException">The name is null, blank or longer.</exception>
    public string KeysSchema { get; set => field = Checked(nameof(KeysSchema), value); } = "convlog_keys";

    /// <summary>
    /// The server of the wrapped keys and the ledger of erasures; null, the default, for the server of the data. Back it up separately from the data, so that
    /// restoring an old copy of the data restores nothing that was erased.
    /// </summary>
    public string? KeysConnectionString { get; set; }

    /// <summary>
    /// The server for reading lists, searches, statistics and conversations: a replica, which may lag a little. Null, the default, for the primary server.
    /// </summary>
    public string? ReadConnectionString { get; set; }

    /// <summary>
    /// A direct connection to the primary server, bypassing a pooler, on which arrivals from other hosts are received at once (LISTEN). Null, the default, to
    /// poll for them four times a second.
    /// </summary>
    public string? ListenConnectionString { get; set; }

    /// <summary>
    /// The number of days in a partition, from 1 to 366; default 366. With shorter partitions, expired data can be dropped as a whole; but some lists read all
    /// partitions, and with more than about 20, a server with default settings runs out of locks. Existing partitions are unchanged.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1 or above 366.</exception>
    public int PartitionDays
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 366);
            field = value;
        }
    } = 366;

    /// <summary>
    /// The timeout of a statement, and of waiting for a server that does not respond; one second to ten minutes, default 30 seconds.
    /// </summary>
    public TimeSpan CommandTimeout { get; set
        => field = OptionRange.Check(nameof(PostgreSqlStoreOptions), value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10)); } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Wraps the keys of personal data. Null, the default, for a file <c>convlog-keyring</c> in the working directory, created at first use; suitable for
    /// development with one host.
    /// </summary>
    public IKeyRing? KeyRing { get; set; }

    /// <summary>
    /// Whether another agent of the same account may continue a conversation; default false. See <see cref="ConvLogOptions.AllowAgentHandover"/>. Must be the
    /// same on all hosts.
    /// </summary>
    public bool AllowAgentHandover { get; set; }

    /// <summary>Classes of personal data. The store needs to know whether utterances are personal, because personal text is not indexed.</summary>
    public PrivacyOptions Privacy { get; set; } = new();

    /// <summary>Whether a background task updates the text index; default true. Several hosts with this task share the work.</summary>
    public bool IndexText { get; set; } = true;

    /// <summary>The clock; default the system clock.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Receives reports of damage, recovery and failures of background tasks, without personal data; default none.</summary>
    public ILogger Logger { get; set; } = NullLogger.Instance;

    /// <summary>The number of periods for which partitions are created ahead. Always two, except in tests that open many stores.</summary>
    internal int PartitionsAhead { get; set; } = 2;

    /// <summary>
    /// Returns connections for a schema that outlive the store, instead of those that the builder creates. Always null, except in tests that open many stores:
    /// the store then has its own connections and closes them.
    /// </summary>
    internal Func<string, NpgsqlSlimDataSourceBuilder, NpgsqlDataSource>? SharedConnections { get; set; }

    private static string Checked(string option, string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name, option);
        int bytes = Encoding.UTF8.GetByteCount(name);
        return bytes <= LongestName ? name : throw new ArgumentException(
            $"PostgreSqlStoreOptions.{option} takes a name of at most {LongestName} bytes, as PostgreSQL does; \"{name}\" has {bytes}. Choose a shorter one.",
            option);
    }
}
