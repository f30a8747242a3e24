using System.Text.Json.Serialization.Metadata;
using ConvLog.Privacy;

namespace ConvLog;

/// <summary>
/// What a host sets with <c>services.AddConvLog(options => …)</c>. The package ConvLog.Storage adds where conversations are stored, retention and keys.
/// </summary>
/// <remarks>
/// Several calls of <c>AddConvLog</c> set the same options, one after the other. Where <c>AddConvLogConsole</c> is called, the section <c>ConvLog</c> of the
/// host's configuration follows, with the names of these properties. Then <c>services.Configure&lt;ConvLogOptions&gt;(…)</c> follows, also with a
/// section of the configuration, and then <c>PostConfigure</c>, wherever they are registered. The result is validated when the host starts, or else at the
/// first use: an <see cref="Microsoft.Extensions.Options.OptionsValidationException"/> names the option, its range and the value. Later changes have no effect.
/// </remarks>
public sealed partial class ConvLogOptions
{
    /// <summary>How much an entry and a function event may hold.</summary>
    public LogLimits Limits { get; set; } = new();

    /// <summary>Personal data beyond what authors mark.</summary>
    public PrivacyOptions Privacy { get; private set; } = new();

    /// <summary>The scores whose values are checked; others take any. Default none.</summary>
    public IList<ScoreDefinition> Scores { get; private set; } = [];

    /// <summary>
    /// The reasons that a rating may have, words or phrases without line breaks, which everyone may see. Empty, the default, for: wrong information,
    /// incomplete, too long, too general, wrong tool, wrong handoff, tone, other.
    /// </summary>
    public IList<string> FeedbackReasons { get; private set; } = [];

    /// <summary>
    /// How much of a conversation is recorded, asked once at each opening; the stricter of it and <see cref="ConversationInfo.Recording"/> holds. Null, the
    /// default, leaves it to the info. It runs on the thread that opens the conversation. Where it throws, or returns no level, the conversation is recorded
    /// without text (<see cref="Recording.MetadataOnly"/>); the caller gets no exception, and the first one is reported to the host's logger.
    /// </summary>
    /// <remarks>
    /// A conversation that was opened in this process with a stricter level keeps it when it is opened again. Stores keep
    /// <see cref="Recording.MetadataOnly"/> across processes.
    /// </remarks>
    public Func<ConversationInfo, Recording>? RecordingRule { get; set; }

    /// <summary>Sinks besides those that are registered as <see cref="ILogSink"/>.</summary>
    public IList<ILogSink> Sinks { get; private set; } = [];

    /// <summary>
    /// Whether another agent of the same account may continue a conversation, as where one agent hands over to another; default false. The conversation stays
    /// the first agent's. Where neither says an account, both count as of the same one: leave this off where agents of several tenants have no accounts. For a
    /// store that ConvLog makes; one that is handed over has its own.
    /// </summary>
    public bool AllowAgentHandover { get; set; }

    /// <summary>Whether entries also go to <c>ILogger</c>, personal data withheld; default false.</summary>
    public bool LogToLogger { get; set; }

    /// <summary>
    /// Whether spans have arguments and results of functions, as far as they are not personal data by <see cref="Privacy"/>; see <see cref="TracingSink"/>.
    /// Default false.
    /// </summary>
    public bool TraceContent { get; set; }

    /// <summary>The clock. Null: a <see cref="System.TimeProvider"/> that is registered, else the system's.</summary>
    public TimeProvider? TimeProvider { get; set; }

    /// <summary>Describes the host's own types to JSON; needed for records in a trimmed or native program.</summary>
    public IJsonTypeInfoResolver? JsonTypes { get; set; }

    /// <summary>Which members of objects are read by reflection. Default <see cref="ObjectReflection.AutoProperties"/>: nothing that runs code.</summary>
    public ObjectReflection ReflectObjects { get; set; } = ObjectReflection.AutoProperties;

    /// <summary>After how long without activity a conversation counts as finished; more than zero, default 30 minutes.</summary>
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>How long a turn may wait (<see cref="Turn.Wait"/>) until it counts as abandoned; more than zero, default 7 days.</summary>
    public TimeSpan MaximumWait { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How long disposing a conversation waits for its sinks; zero to 24 days, default 5 seconds.</summary>
    public TimeSpan DisposeTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long disposing the host waits in all: for its sinks, its store's sink and its retention; zero to 24 days, default 5 seconds. A store that cannot
    /// be written to keeps a host no longer than that. The number of pending records is logged. Raise it together with the time after which the host is
    /// killed: 10 seconds in Docker, 30 in Kubernetes. A longer <c>StoreSinkOptions.DisposeTimeout</c> that is set wins.
    /// </summary>
    public TimeSpan StopTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long what is open when its conversation ends, or the request that opened it, may take to end; zero to 24 days, default 10 minutes. See
    /// <see cref="ConversationOptions.MaximumLinger"/>.
    /// </summary>
    public TimeSpan MaximumLinger { get; set; } = TimeSpan.FromMinutes(10);
}
