using System.Text.Json.Serialization.Metadata;
using ConvLog.Sinks;
using Microsoft.Extensions.Logging;

namespace ConvLog;

/// <summary>How conversations capture what is logged.</summary>
public sealed class ConversationOptions
{
    /// <summary>The clock; default the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Size limits of entries and function events.</summary>
    public LogLimits Limits { get; init; } = LogLimits.Default;

    /// <summary>
    /// The logger for ConvLog's own problems, such as a failing sink or dropped entries. Each cause is reported once, without any logged data. By default,
    /// errors are written to standard error, each once per process; <c>NullLogger.Instance</c> disables that.
    /// </summary>
    public ILogger Logger { get; init; } = StandardErrorLogger.Instance;

    /// <summary>JSON metadata of the host's own types; needed to log records in trimmed or native AOT programs. Default none.</summary>
    public IJsonTypeInfoResolver? JsonTypes
    {
        get;
        init
        {
            field = value;
            Entries.JsonTypes.ClassifyDescribed();
        }
    }

    /// <summary>
    /// Which members of records and other objects are read by reflection, if the program allows it; default <see cref="ObjectReflection.AutoProperties"/>.
    /// Types that <see cref="JsonTypes"/> describes are logged as described there.
    /// </summary>
    public ObjectReflection ReflectObjects { get; init; } = ObjectReflection.AutoProperties;

    /// <summary>
    /// Whether all user input and agent responses are personal data, rather than only what <see cref="MaskedText"/> masks; default false. It determines what
    /// the JSON of turns outside the library shows, and does not affect what is stored. <c>AddConvLog</c> sets it from
    /// <see cref="Privacy.PrivacyOptions.Utterances"/>.
    /// </summary>
    public bool UtterancesArePersonal { get; init; }

    /// <summary>
    /// The scores whose values are validated; others accept any value. Default none. <c>AddConvLog</c> sets it from <see cref="ConvLogOptions.Scores"/>.
    /// </summary>
    public IReadOnlyList<ScoreDefinition> Scores { get; init; } = [];

    /// <summary>The allowed reasons of a rating; if empty, the default, those of <see cref="ConvLogOptions.FeedbackReasons"/>.</summary>
    public IReadOnlyList<string> FeedbackReasons { get; init; } = [];

    /// <summary>How long disposing a conversation waits for its sink to store pending entries; zero to 24 days, default 5 seconds.</summary>
    public TimeSpan DisposeTimeout { get; init => field = value >= TimeSpan.Zero && value <= TimeSpan.FromDays(24)
        ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "ConversationOptions.DisposeTimeout takes zero to 24 days."); }
        = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long a turn, function event or model call may remain open after its conversation, or the request that opened the conversation, has ended. If it
    /// ends within that time, it is recorded with its outcome; otherwise it is abandoned. Zero to 24 days, default 10 minutes.
    /// </summary>
    public TimeSpan MaximumLinger { get; init => field = value >= TimeSpan.Zero && value <= TimeSpan.FromDays(24)
        ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "ConversationOptions.MaximumLinger takes zero to 24 days."); }
        = TimeSpan.FromMinutes(10);

    /// <summary>Generates the IDs of everything in the conversation, so that a test can compare it with an earlier run; null for random IDs.</summary>
    internal Func<Guid>? Ids { get; init; }
}
