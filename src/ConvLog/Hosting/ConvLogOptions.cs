using System.Text.Json.Serialization.Metadata;
using ConvLog.Privacy;

namespace ConvLog;

/// <summary>
/// The options set with <c>services.AddConvLog(options => …)</c>. The package ConvLog.Storage adds storage, retention and API keys.
/// </summary>
/// <remarks>
/// Several calls of <c>AddConvLog</c> set the same options, in the order of the calls. If <c>AddConvLogConsole</c> is called, the section <c>ConvLog</c> of
/// the host's configuration is applied next, with the names of these properties. Then <c>services.Configure&lt;ConvLogOptions&gt;(…)</c> is applied,
/// including with a section of the configuration, and then <c>PostConfigure</c>, wherever they are registered. The result is validated when the host starts,
/// or otherwise on first use: an <see cref="Microsoft.Extensions.Options.OptionsValidationException"/> names the option, its range and the value. Later
/// changes have no effect.
/// </remarks>
public sealed partial class ConvLogOptions
{
    /// <summary>Size limits of entries and function events.</summary>
    public LogLimits Limits { get; set; } = new();

    /// <summary>What counts as personal data in addition to what authors mark.</summary>
    public PrivacyOptions Privacy { get; private set; } = new();

    /// <summary>The scores whose values are validated; others accept any value. Default none.</summary>
    public IList<ScoreDefinition> Scores { get; private set; } = [];

    /// <summary>
    /// The allowed reasons of a rating: words or phrases without line breaks, visible to every reader. If empty, the default, these are: wrong information,
    /// incomplete, too long, too general, wrong tool, wrong handoff, tone, other.
    /// </summary>
    public IList<string> FeedbackReasons { get; private set; } = [];

    /// <summary>
    /// Determines how much of a conversation is recorded. Called once for each opening, on the thread that opens the conversation; the stricter of its result
    /// and <see cref="ConversationInfo.Recording"/> applies. Default null, which leaves it to the info. If it throws or returns an undefined level, the
    /// conversation is recorded without text (<see cref="Recording.MetadataOnly"/>); the caller gets no exception, and the first one is reported to the
    /// host's logger.
    /// </summary>
    /// <remarks>
    /// A conversation that was opened in this process with a stricter level keeps that level when it is opened again. Stores preserve
    /// <see cref="Recording.MetadataOnly"/> across processes.
    /// </remarks>
    public Func<ConversationInfo, Recording>? RecordingRule { get; set; }

    /// <summary>Sinks in addition to those that are registered as <see cref="ILogSink"/>.</summary>
    public IList<ILogSink> Sinks { get; private set; } = [];

    /// <summary>
    /// Whether a different agent of the same account may continue a conversation, for example when one agent hands over to another; default false. The
    /// conversation still belongs to the first agent. Openings without an account count as the same account, so leave this disabled if agents of several
    /// tenants have no accounts. Applies to a store that ConvLog creates; a store instance passed by the host has its own setting.
    /// </summary>
    public bool AllowAgentHandover { get; set; }

    /// <summary>Whether entries are also written to <c>ILogger</c>, without personal data; default false.</summary>
    public bool LogToLogger { get; set; }

    /// <summary>
    /// Whether spans include the arguments and results of functions, as far as they are not personal data according to <see cref="Privacy"/>; see
    /// <see cref="TracingSink"/>. Default false.
    /// </summary>
    public bool TraceContent { get; set; }

    /// <summary>The clock. If null, the default, a registered <see cref="System.TimeProvider"/>, otherwise the system clock.</summary>
    public TimeProvider? TimeProvider { get; set; }

    /// <summary>JSON metadata of the host's own types; needed to log records in trimmed or native AOT programs.</summary>
    public IJsonTypeInfoResolver? JsonTypes { get; set; }

    /// <summary>Which members of objects are read by reflection. Default <see cref="ObjectReflection.AutoProperties"/>, which runs no code of the
    /// objects.</summary>
    public ObjectReflection ReflectObjects { get; set; } = ObjectReflection.AutoProperties;

    /// <summary>The time without activity after which a conversation counts as finished; more than zero, default 30 minutes.</summary>
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>The time that a turn may wait (<see cref="Turn.Wait"/>) before it counts as abandoned; more than zero, default 7 days.</summary>
    public TimeSpan MaximumWait { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How long disposing a conversation waits for its sinks; zero to 24 days, default 5 seconds.</summary>
    public TimeSpan DisposeTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The total time that disposing the host waits: for its sinks, its store's sink and its retention; zero to 24 days, default 5 seconds. A store that
    /// cannot be written to does not delay the host any longer. The number of pending records is logged. Raise it together with the time after which the host
    /// is killed: 10 seconds in Docker, 30 in Kubernetes. A longer <c>StoreSinkOptions.DisposeTimeout</c>, if set, takes precedence.
    /// </summary>
    public TimeSpan StopTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long open turns, function events and model calls may remain open after their conversation, or the request that opened it, has ended; zero to 24
    /// days, default 10 minutes. See <see cref="ConversationOptions.MaximumLinger"/>.
    /// </summary>
    public TimeSpan MaximumLinger { get; set; } = TimeSpan.FromMinutes(10);
}
