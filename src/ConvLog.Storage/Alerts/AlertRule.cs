using ConvLog.Storage;

namespace ConvLog;

/// <summary>
/// A rule of <see cref="AlertOptions.Rules"/>: an alert fires when a value measured over a window is above a threshold. Names and values are shown to readers
/// and sent to receivers, so a name must not contain personal data or secrets.
/// </summary>
public sealed partial class AlertRule
{
    /// <summary>
    /// The name, which also identifies the saved state: a renamed rule starts again. 1 to 100 characters on one line; required.
    /// </summary>
    public string Name { get; set; } = "";

    /// <summary>The measured value; default <see cref="AlertMeasure.ProblemRate"/>.</summary>
    public AlertMeasure Measure { get; set; }

    /// <summary>
    /// The kind of calls, for <see cref="AlertMeasure.ProblemRate"/> and <see cref="AlertMeasure.P95Duration"/>; default functions.
    /// </summary>
    public CallTargetKind Kind { get; set; }

    /// <summary>
    /// The exact name of the function, endpoint (method and URL, as the console shows it) or model. Null, the default: all together, limited to the 200 with
    /// the most calls; not for <see cref="AlertMeasure.P95Duration"/>. For a model with several providers, the slowest one counts.
    /// </summary>
    public string? Target { get; set; }

    /// <summary>
    /// The alert fires when the value is above this: a share from 0 to 1, seconds, an amount or a number, see <see cref="AlertMeasure"/>. Zero or more.
    /// </summary>
    public double Threshold { get; set; }

    /// <summary>The alert resolves when the value is at or below this; zero to the threshold. Null, the default: 90 % of the threshold.</summary>
    public double? ResolveAt { get; set; }

    /// <summary>
    /// The period up to now that is measured; 1 minute to 7 days, default 15 minutes. Costs, ratings and response times are counted by quarter of an hour:
    /// their window is at least 15 minutes and starts at a whole quarter.
    /// </summary>
    public TimeSpan Window { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// The minimum number of calls, turns or ratings in the window, for shares and durations; 1 to 1,000,000, default 20. Below it, the state does not change.
    /// </summary>
    public int MinimumCount { get; set; } = 20;

    /// <summary>How long the value must be above the threshold before the alert fires; up to 1 day, default zero.</summary>
    public TimeSpan For { get; set; }

    /// <summary>How long the value must be at or below <see cref="ResolveAt"/> before the alert resolves; up to 1 day, default 5 minutes.</summary>
    public TimeSpan ResolveAfter { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The ISO 4217 code of the currency, such as <c>USD</c>; required for <see cref="AlertMeasure.Cost"/>.</summary>
    public string? Currency { get; set; }

    /// <summary>The agent; null (the default) for all. Not for <see cref="AlertMeasure.Drops"/>.</summary>
    public string? AgentId { get; set; }

    /// <summary>Where the agent runs; null (the default) for everywhere except debugging. Not for <see cref="AlertMeasure.Drops"/>.</summary>
    public ConversationEnvironment? Environment { get; set; }

    /// <summary>Whether the value is about calls: a problem rate or a duration.</summary>
    internal bool IsOfCalls => Measure is AlertMeasure.ProblemRate or AlertMeasure.P95Duration;

    /// <summary>Whether the value is a duration, in seconds.</summary>
    internal bool IsDuration => Measure is AlertMeasure.P95Duration or AlertMeasure.P95ResponseTime;

    /// <summary>Whether <see cref="MinimumCount"/> applies.</summary>
    internal bool NeedsCount => IsOfCalls || Measure is AlertMeasure.DislikeShare or AlertMeasure.P95ResponseTime;

    /// <summary>The value at or below which it resolves.</summary>
    internal double ResolvesAt => ResolveAt ?? Threshold * 0.9;

    internal AlertRule Copy() => (AlertRule)MemberwiseClone();
}
