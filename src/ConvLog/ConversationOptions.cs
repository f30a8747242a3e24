using System.Text.Json.Serialization.Metadata;
using ConvLog.Sinks;
using Microsoft.Extensions.Logging;

namespace ConvLog;

/// <summary>How conversations capture what is logged.</summary>
public sealed class ConversationOptions
{
    /// <summary>The clock; default the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>How much an entry and a function event may hold.</summary>
    public LogLimits Limits { get; init; } = LogLimits.Default;

    /// <summary>
    /// Where ConvLog reports trouble of its own (a failing sink, dropped entries), once per cause and without what was logged. Default: errors go to standard
    /// error, each once in the process; <c>NullLogger.Instance</c> turns that off.
    /// </summary>
    public ILogger Logger { get; init; } = StandardErrorLogger.Instance;

    /// <summary>Describes the host's own types to JSON; needed for records in a trimmed or native program. Default none.</summary>
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
    /// Which members of records and other objects are read by reflection, where the program allows it; default <see cref="ObjectReflection.AutoProperties"/>.
    /// Types that <see cref="JsonTypes"/> describes are logged as that says.
    /// </summary>
    public ObjectReflection ReflectObjects { get; init; } = ObjectReflection.AutoProperties;

    /// <summary>
    /// Whether all that is said is personal, and not only what <see cref="MaskedText"/> masks; default false. It decides what the JSON of turns outside of the
    /// library shows, and changes nothing that is stored. <c>AddConvLog</c> sets it from <see cref="Privacy.PrivacyOptions.Utterances"/>.
    /// </summary>
    public bool UtterancesArePersonal { get; init; }

    /// <summary>
    /// The scores whose values are checked; others take any. Default none. <c>AddConvLog</c> sets it from <see cref="ConvLogOptions.Scores"/>.
    /// </summary>
    public IReadOnlyList<ScoreDefinition> Scores { get; init; } = [];

    /// <summary>The reasons that a rating may have; empty, the default, for those of <see cref="ConvLogOptions.FeedbackReasons"/>.</summary>
    public IReadOnlyList<string> FeedbackReasons { get; init; } = [];

    /// <summary>How long disposing a conversation waits for its sink to store what is on its way; zero to 24 days, default 5 seconds.</summary>
    public TimeSpan DisposeTimeout { get; init => field = value >= TimeSpan.Zero && value <= TimeSpan.FromDays(24)
        ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "ConversationOptions.DisposeTimeout takes zero to 24 days."); }
        = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long a turn, function event or model call that is open when its conversation ends, or the request that opened it, may take to end: it is recorded
    /// with its outcome within that time, and is abandoned afterwards; zero to 24 days, default 10 minutes.
    /// </summary>
    public TimeSpan MaximumLinger { get; init => field = value >= TimeSpan.Zero && value <= TimeSpan.FromDays(24)
        ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "ConversationOptions.MaximumLinger takes zero to 24 days."); }
        = TimeSpan.FromMinutes(10);

    /// <summary>Makes the ids of everything in the conversation, for a test that compares it with that of an earlier run; null for random ones.</summary>
    internal Func<Guid>? Ids { get; init; }
}
