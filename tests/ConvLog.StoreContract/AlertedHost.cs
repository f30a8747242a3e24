using ConvLog.Privacy;
using ConvLog.Storage.Alerts;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ConvLog.StoreContract;

/// <summary>The alerts of one host on a store, evaluated on request and not by a timer.</summary>
public sealed class AlertedHost
{
    private static int s_conversations;

    private readonly IConversationStore _store;
    private readonly ManualClock _clock;
    private readonly List<AlertNotification> _received = [];

    /// <param name="store">The store, which other hosts may share.</param>
    /// <param name="clock">The host's clock.</param>
    /// <param name="configure">Changes the options.</param>
    /// <param name="logger">The host's logger; null for none.</param>
    /// <param name="receivers">Receivers besides the delegate.</param>
    public AlertedHost(IConversationStore store, ManualClock clock, Action<AlertOptions> configure, ILogger? logger = null, params IAlertReceiver[] receivers)
    {
        (_store, _clock) = (store, clock);
        var options = new AlertOptions { OnAlert = ReceiveAsync };
        configure(options);
        options.Problems().Should().BeEmpty();
        var reader = new ConversationReader(store, new ConversationReaderOptions { TimeProvider = clock });
        var meter = new AlertMeter(reader, () => Dropped);
        Alerts = new ConversationAlerts(options, StatesOf(store, clock), meter, receivers, clock, logger ?? NullLogger.Instance);
    }

    public ConversationAlerts Alerts { get; }

    /// <summary>The number of records the host has dropped.</summary>
    public long Dropped { get; set; }

    /// <summary>Runs before a notification is received; by default nothing.</summary>
    public Func<CancellationToken, Task> Receiving { get; set; } = static _ => Task.CompletedTask;

    /// <summary>The received notifications.</summary>
    public IReadOnlyList<AlertNotification> Received
    {
        get
        {
            lock (_received)
            {
                return [.. _received];
            }
        }
    }

    /// <summary>The received notifications as text: <c>Bookings fail Firing</c>.</summary>
    public IEnumerable<string> ReceivedWords => Received.Select(static received => $"{received.Rule} {received.State}");

    /// <summary>A rule on a function's problem rate.</summary>
    public static AlertRule ProblemsOf(string function, string? name = null) => new()
    {
        Name = name ?? $"{function} fails",
        Target = function,
        Threshold = 0.2,
        ResolveAfter = TimeSpan.Zero,
    };

    /// <summary>Writes a conversation with calls of a function that start now, some of which failed.</summary>
    public async Task PlayAsync(string function, int calls, int failed, double seconds = 1, string agent = "bookings")
    {
        string id = $"alerted {Interlocked.Increment(ref s_conversations)}";
        var now = _clock.GetUtcNow();
        await _store.WriteAsync(
        [
            Some.Opening(id, agent: agent) with { OpenedAt = now },
            .. Enumerable.Range(1, calls).Select(call => Some.Call(call, id, name: function) with
            {
                StartedAt = now,
                Duration = TimeSpan.FromSeconds(seconds),
                Outcome = call <= failed ? FunctionOutcome.Failed : FunctionOutcome.Completed,
            }),
        ]);
    }

    public async Task EvaluateAsync() => await Alerts.EvaluateAsync(CancellationToken.None);

    /// <summary>Advances the clock, with an evaluation each minute.</summary>
    public async Task PassAsync(int minutes)
    {
        for (int i = 0; i < minutes; i++)
        {
            _clock.Advance(TimeSpan.FromMinutes(1));
            await EvaluateAsync();
        }
    }

    /// <summary>The alert of the first rule, as a reader without the permission sees it.</summary>
    public async Task<AlertStatus> StatusAsync() => (await Alerts.ReadAsync(Reader.Anonymous))[0];

    private static AlertDocuments? StatesOf(IConversationStore store, ManualClock clock)
        => store is ITeamDocumentStore documents ? new AlertDocuments(documents, clock) : null;

    private async Task ReceiveAsync(AlertNotification notification, CancellationToken cancellationToken)
    {
        await Receiving(cancellationToken);
        lock (_received)
        {
            _received.Add(notification);
        }
    }
}
