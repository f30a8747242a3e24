using System.Text;
using ConvLog.Entries;
using ConvLog.Privacy;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace ConvLog.PostgreSql;

/// <summary>How a <see cref="PostgreSqlConversationStore"/> keeps its data. To be set before the store is made.</summary>
public sealed class PostgreSqlStoreOptions
{
    // NAMEDATALEN is 64. What is longer, the server cuts: two names may become one.
    private const int LongestName = 63;

    /// <summary>The schema of the data, 1 to 63 bytes; default <c>convlog</c>. It is made where it is missing, if the role may.</summary>
    /// <exception cref="ArgumentException">The name is null, blank or longer.</exception>
    public string Schema { get; set => field = Checked(nameof(Schema), value); } = "convlog";

    /// <summary>The schema of wrapped keys and the ledger of erasures, 1 to 63 bytes; default <c>convlog_keys</c>.</summary>
    /// <exception cref="ArgumentException">The name is null, blank or longer.</exception>
    public string KeysSchema { get; set => field = Checked(nameof(KeysSchema), value); } = "convlog_keys";

    /// <summary>
    /// The server of wrapped keys and the ledger of erasures. Null, the default: the server of the data. To be backed up apart from the data: an old copy of
    /// that brings nothing back then that was erased.
    /// </summary>
    public string? KeysConnectionString { get; set; }

    /// <summary>
    /// Where lists, searches, statistics and conversations are read: a replica, which may be a little behind. Null, the default: the server that is written to.
    /// </summary>
    public string? ReadConnectionString { get; set; }

    /// <summary>
    /// A direct connection to the server that is written to, past a pooler, on which arrivals of other hosts are heard at once (LISTEN). Null, the default:
    /// they are looked for four times a second.
    /// </summary>
    public string? ListenConnectionString { get; set; }

    /// <summary>
    /// How many days a partition has, from 1 to 366, the default. Shorter ones let expired data be dropped as a whole; but some lists look into all of them,
    /// and with more than about 20, a server with default settings runs out of locks. Existing partitions stay as they are.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Less or more.</exception>
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
    /// How long one statement may take, and how long a server that does not answer is waited for; one second to ten minutes, default 30 seconds.
    /// </summary>
    public TimeSpan CommandTimeout { get; set
        => field = OptionRange.Check(nameof(PostgreSqlStoreOptions), value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10)); } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Wraps the keys of personal data. Null, the default: a file <c>convlog-keyring</c> in the working directory, made at first use; good enough for
    /// development with one host.
    /// </summary>
    public IKeyRing? KeyRing { get; set; }

    /// <summary>
    /// Whether another agent of the same account may continue a conversation; default false. See <see cref="ConvLogOptions.AllowAgentHandover"/>. The same on
    /// all hosts.
    /// </summary>
    public bool AllowAgentHandover { get; set; }

    /// <summary>Classes of personal data. The store needs to know whether utterances are personal, since personal text is not indexed.</summary>
    public PrivacyOptions Privacy { get; set; } = new();

    /// <summary>Whether a background task feeds the text index; default true. Of several hosts, those that do share the work.</summary>
    public bool IndexText { get; set; } = true;

    /// <summary>The clock; default the system's.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Where damage, recovery and what background tasks fail at are reported; default nowhere. Nothing personal is.</summary>
    public ILogger Logger { get; set; } = NullLogger.Instance;

    /// <summary>For how many periods partitions are made ahead. Two, always but in tests that open many stores.</summary>
    internal int PartitionsAhead { get; set; } = 2;

    /// <summary>
    /// Gives the connections for a schema, which outlive the store, instead of those that the builder makes. Null, always but in tests that open many stores:
    /// the store's own, which it closes.
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
