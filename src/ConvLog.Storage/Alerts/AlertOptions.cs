using ConvLog.Entries;

namespace ConvLog;

/// <summary>
/// The alerts of a host: rules over measured values, and their receivers. <see cref="ConversationAlerts"/> evaluates them in the background; without rules it
/// does nothing.
/// </summary>
public sealed class AlertOptions
{
    internal const int MostRules = 100;

    private static readonly TimeSpan s_shortestInterval = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_shortestRepeat = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_longestRepeat = TimeSpan.FromDays(30);

    /// <summary>The rules, at most 100, each with its own name; none by default.</summary>
    public IList<AlertRule> Rules { get; private set; } = [];

    /// <summary>How often the rules are evaluated; 10 seconds to 1 hour, default 1 minute.</summary>
    public TimeSpan Interval
    {
        get;
        set => field = OptionRange.Check(nameof(AlertOptions), value, s_shortestInterval, TimeSpan.FromHours(1));
    } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// After how long an alert that still fires is notified again; 5 minutes to 30 days. Null, the default: never, so one cause is notified once.
    /// </summary>
    public TimeSpan? RepeatAfter
    {
        get;
        set => field = value is { } given ? OptionRange.Check(nameof(AlertOptions), given, s_shortestRepeat, s_longestRepeat) : null;
    }

    /// <summary>
    /// Called when an alert fires and when it resolves, on background tasks, for several alerts at the same time; null (the default) for nothing. If it throws
    /// or takes more than 10 seconds, it is called again later. Other receivers are services: see <see cref="IAlertReceiver"/>.
    /// </summary>
    public Func<AlertNotification, CancellationToken, Task>? OnAlert { get; set; }

    internal AlertOptions Copy()
    {
        var copy = (AlertOptions)MemberwiseClone();
        copy.Rules = [.. Rules.Select(static rule => rule.Copy())];
        return copy;
    }

    /// <summary>The problems of the rules, one sentence each.</summary>
    internal IEnumerable<string> Problems()
    {
        if (Rules.Count > MostRules)
        {
            yield return $"AlertOptions.Rules has {Rules.Count} rules; at most {MostRules} are evaluated.";
        }

        for (int i = 0; i < Rules.Count; i++)
        {
            foreach (string problem in Rules[i].Problems())
            {
                yield return $"AlertOptions.Rules[{i}]: {problem}";
            }
        }

        var twice = Rules.GroupBy(static rule => rule.Name, StringComparer.Ordinal).FirstOrDefault(static rules => rules.Count() > 1);
        if (twice is not null && AlertRule.IsName(twice.Key))
        {
            yield return $"AlertOptions.Rules has {twice.Count()} rules named \"{twice.Key}\"; each rule needs its own name, under which its state is kept.";
        }
    }
}
