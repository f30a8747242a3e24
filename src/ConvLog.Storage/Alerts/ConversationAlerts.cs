using ConvLog.Privacy;
using ConvLog.Sinks;
using ConvLog.Storage;
using ConvLog.Storage.Alerts;
using ConvLog.Storage.Background;
using Microsoft.Extensions.Logging;

namespace ConvLog;

/// <summary>
/// Evaluates the rules of <see cref="AlertOptions"/> in the background, notifies receivers when an alert fires and when it resolves, and shows the alerts.
/// Registered by <c>AddConvLog</c>. <c>AddConvLogConsole</c> starts it with the host; a host without the console calls <see cref="Start"/>.
/// </summary>
/// <remarks>
/// <para>
/// An alert fires when its value is above the threshold for <see cref="AlertRule.For"/>, and resolves when the value is at or below
/// <see cref="AlertRule.ResolveAt"/> for <see cref="AlertRule.ResolveAfter"/>. Each time it fires, receivers are notified once, and once more when it resolves.
/// While the store does not answer, an alert is unknown: it neither fires nor resolves.
/// </para>
/// <para>
/// States are kept in the store if it has documents, as all stores of ConvLog do: they survive restarts, and if several hosts share a store, one of them
/// notifies. A notification is claimed in the store before it is sent, and attempted again if it fails or the process ends in between; so receivers get it at
/// least once, and normally once. Alerts of dropped records are specific to a process, which keeps their state in memory.
/// </para>
/// <para>If the store has no <see cref="StoreCapabilities.Statistics"/>, only the rules of dropped records are evaluated and shown.</para>
/// </remarks>
public sealed partial class ConversationAlerts : IAsyncDisposable, IDisposable
{
    // How long disposing waits for an evaluation or a receiver.
    private static readonly TimeSpan s_disposeTimeout = TimeSpan.FromSeconds(5);

    private readonly AlertOptions _options;
    private readonly AlertRule[] _rules;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly IAlertStates _states;
    private readonly AlertMemory _own = new();
    private readonly AlertMeter _meter;
    private readonly IReadOnlyList<IAlertReceiver> _receivers;
    private readonly BackgroundLoop _loop;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, AlertReading> _readings = new(StringComparer.Ordinal);
    private bool _isStarted;

    internal ConversationAlerts(AlertOptions options, IAlertStates? states, AlertMeter meter, IEnumerable<IAlertReceiver> receivers, TimeProvider time,
        ILogger logger)
    {
        _options = options;
        _time = time;
        _logger = GuardedLogger.Around(logger);
        KeepsState = states is not null;
        _states = states ?? _own;
        _meter = meter;
        _rules = [.. options.Rules.Where(meter.CanMeasure)];
        receivers = receivers.Where(static receiver => receiver.Name.Length > 0);
        _receivers = options.OnAlert is { } onAlert ? [.. receivers, new DelegateReceiver(onAlert)] : [.. receivers];
        if (_receivers.GroupBy(static receiver => receiver.Name, StringComparer.Ordinal).FirstOrDefault(static same => same.Count() > 1) is { } same)
        {
            throw new InvalidOperationException(
                $"{same.Count()} receivers of alerts have the name \"{same.Key}\": deliveries are tracked by name. Give each IAlertReceiver a name of its own.");
        }

        _loop = new BackgroundLoop(time) { Interval = options.Interval };
        foreach (var rule in _rules)
        {
            _readings[rule.Name] = new AlertReading();
        }
    }

    /// <summary>Whether states are kept in the store; if false, they are lost when the process ends.</summary>
    public bool KeepsState { get; }

    /// <summary>The current evaluation, for tests.</summary>
    internal Task Work => _loop.Work;

    /// <summary>
    /// Starts the evaluation, once. Without rules, it has no effect. Returns immediately, whatever the state of the store. A host that is only built, as by a
    /// tool, evaluates nothing.
    /// </summary>
    public void Start()
    {
        lock (_lock)
        {
            if (_isStarted || _options.Rules.Count == 0)
            {
                return;
            }

            _isStarted = true;
        }

        if (_rules.Length < _options.Rules.Count)
        {
            LogOff(_logger, _options.Rules.Count - _rules.Length, _options.Rules.Count);
        }

        _meter.Start(_time.GetUtcNow());
        _loop.Start(EvaluateAsync, static _ => null);
        _loop.Wake();
    }

    /// <summary>
    /// Reads the alerts in the order of the rules: all of them for a reader of all conversations, those of rules for certain agents for a reader of these
    /// agents. Does not throw if the store does not answer; alerts are then unknown.
    /// </summary>
    /// <param name="reader">The reader.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="ArgumentNullException"><paramref name="reader"/> is null.</exception>
    public async ValueTask<IReadOnlyList<AlertStatus>> ReadAsync(Reader reader, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        AlertRule[] visible = [.. _rules.Where(rule => IsVisible(rule, reader))];
        if (visible.Length > 0)
        {
            await RefreshAsync(cancellationToken).ConfigureAwait(false);
        }

        var now = _time.GetUtcNow();
        lock (_lock)
        {
            return [.. visible.Select(rule => _readings[rule.Name].ToStatus(rule, now, reader.CanReadPii))];
        }
    }

    /// <summary>Suppresses notifications of an alert, in place of an earlier silence.</summary>
    /// <param name="reader">The reader who silences it.</param>
    /// <param name="rule">The name of the rule.</param>
    /// <param name="duration">For how long, up to 30 days; null until the alert resolves.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>Whether this reader has such an alert.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="duration"/> is not positive, or is longer than 30 days.</exception>
    /// <exception cref="ConversationStoreException">The store cannot be read or written.</exception>
    public ValueTask<bool> SilenceAsync(Reader reader, string rule, TimeSpan? duration, CancellationToken cancellationToken = default)
    {
        if (duration is { } given && (given <= TimeSpan.Zero || given > TimeSpan.FromDays(30)))
        {
            throw new ArgumentOutOfRangeException(nameof(duration), duration, "A silence lasts up to 30 days.");
        }

        var now = _time.GetUtcNow();
        return ChangeAsync(reader, rule, new AlertSilence { By = reader.Name, At = now, Until = now + duration }, cancellationToken);
    }

    /// <summary>Ends a silence. Has no effect if there is none.</summary>
    /// <param name="reader">The reader who ends it.</param>
    /// <param name="rule">The name of the rule.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>Whether this reader has such an alert.</returns>
    /// <exception cref="ConversationStoreException">The store cannot be read or written.</exception>
    public ValueTask<bool> EndSilenceAsync(Reader reader, string rule, CancellationToken cancellationToken = default)
        => ChangeAsync(reader, rule, silence: null, cancellationToken);

    /// <summary>Stops the current evaluation, and waits for it up to 5 seconds.</summary>
    public ValueTask DisposeAsync() => _loop.StopAsync(s_disposeTimeout);

    /// <summary>Does the same as <see cref="DisposeAsync"/>, but does not wait. Prefer <see cref="DisposeAsync"/>.</summary>
    public void Dispose() => _loop.Dispose();

    // Not even the names of other agents' alerts are shown.
    private static bool IsVisible(AlertRule rule, Reader reader) => reader.Scope switch
    {
        { IsAll: true } => true,
        { AccountIds: null, AgentIds: { } agents } => rule.AgentId is { } agent && agents.Contains(agent, StringComparer.Ordinal),
        _ => false,
    };

    private async ValueTask<bool> ChangeAsync(Reader reader, string name, AlertSilence? silence, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(name);
        if (_rules.FirstOrDefault(known => string.Equals(known.Name, name, StringComparison.Ordinal)) is not { } rule || !IsVisible(rule, reader))
        {
            return false;
        }

        var now = _time.GetUtcNow();
        await UpdateAsync(rule, record => (record ?? new AlertRecord { Since = now }) with { Silence = silence }, cancellationToken).ConfigureAwait(false);
        return true;
    }
}
