using System.Text.Json.Serialization.Metadata;
using ConvLog.Privacy;
using ConvLog.Storage;
using Microsoft.Extensions.Logging;

namespace ConvLog;

/// <summary>What a host sets with <c>services.AddConvLog(options => …)</c>.</summary>
public sealed class ConvLogOptions
{
    /// <summary>How much an entry and a function event may hold.</summary>
    public LogLimits Limits { get; set; } = LogLimits.Default;

    /// <summary>What is personal beyond what authors mark.</summary>
    public PrivacyOptions Privacy { get; } = new();

    /// <summary>What expires, and when; nothing by default. Environment variables win, see <see cref="RetentionOptions"/>.</summary>
    public RetentionOptions Retention { get; } = new();

    /// <summary>Sinks besides the store and those registered as <see cref="ILogSink"/>.</summary>
    public IList<ILogSink> Sinks { get; } = [];

    /// <summary>
    /// Wraps the keys under which a store such as SQLite keeps personal data. Null: the store's own, which is good enough for development; in production, keys from a configuration or a
    /// secret manager: <see cref="Privacy.KeyRing.FromBase64"/>, <see cref="Privacy.KeyRing.FromCallback(string, Func{string, byte[]})"/>.
    /// </summary>
    public IKeyRing? KeyRing { get; set; }

    /// <summary>Where conversations are kept. Null: an <see cref="IConversationStore"/> that is registered, else one in memory.</summary>
    public IConversationStore? Store { get; set; }

    // What a store's own extension sets, such as UseSqlite: made when it is first needed, and disposed by the container, as one that is handed over is not.
    internal Func<ILogger, TimeProvider, IConversationStore>? StoreFactory { get; set; }

    /// <summary>
    /// Whether another agent of the same account may continue a conversation, as where one agent hands over to another; default false. The conversation stays the first agent's. Where
    /// neither says an account, both count as of the same one: leave this off where agents of several tenants have no accounts. For a store that ConvLog makes; one that is handed over
    /// has its own.
    /// </summary>
    public bool AllowAgentHandover { get; set; }

    /// <summary>How what goes to the store is queued and written. Null: the defaults. Logger and clock are the host's where these options set none.</summary>
    public StoreSinkOptions? StoreSink { get; set; }

    /// <summary>Whether entries also go to <c>ILogger</c>, personal data withheld; default false.</summary>
    public bool LogToLogger { get; set; }

    /// <summary>The clock. Null: a <see cref="System.TimeProvider"/> that is registered, else the system's.</summary>
    public TimeProvider? TimeProvider { get; set; }

    /// <summary>Describes the host's own types to JSON; needed for records in a trimmed or native program.</summary>
    public IJsonTypeInfoResolver? JsonTypes { get; set; }

    /// <summary>Whether the properties of objects are read by reflection; see <see cref="ConversationOptions.ReflectObjects"/>. Default true.</summary>
    public bool ReflectObjects { get; set; } = true;

    /// <summary>32 random bytes that seal the cursors of lists and logs, the same on every host; see <see cref="ConversationReaderOptions.CursorKey"/>. Null: random in each process.</summary>
    /// <exception cref="ArgumentOutOfRangeException">They are not 32.</exception>
    public byte[]? CursorKey { get; set => field = ReaderCursors.CheckKey(nameof(ConvLogOptions), value); }

    /// <summary>After how long without activity a conversation counts as finished; default 30 minutes.</summary>
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>How long disposing a conversation waits for its sinks; default 5 seconds.</summary>
    public TimeSpan DisposeTimeout { get; set; } = TimeSpan.FromSeconds(5);
}
