using System.Collections.Concurrent;
using System.Net;
using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.StoreContract;
using Microsoft.Extensions.Logging;

namespace ConvLog.Tests.Storage.Alerts;

/// <summary>Alerts of one host, and their reaction to the store, the clock and the operators. AlertContract covers the stores.</summary>
public class ConversationAlertsTests
{
    private readonly ManualClock _clock = new();
    private readonly InMemoryConversationStore _store = new();
    private readonly FakeLogger _logger = new();

    [Fact]
    public async Task Too_few_calls_change_no_state_and_say_so()
    {
        var host = Host(_store, AlertedHost.ProblemsOf("save_guest"));
        await host.PlayAsync("save_guest", calls: 19, failed: 19);
        await host.EvaluateAsync();
        (await host.StatusAsync()).Should().BeEquivalentTo(new { State = AlertState.Normal, HasTooFew = true, Count = 19L, Value = 1.0 });

        await host.PlayAsync("save_guest", calls: 1, failed: 0);
        await host.EvaluateAsync();
        (await host.StatusAsync()).Should().BeEquivalentTo(new { State = AlertState.Firing, HasTooFew = false });

        await host.PassAsync(60);
        (await host.StatusAsync()).Should().BeEquivalentTo(new { State = AlertState.Firing, HasTooFew = true, Count = 0L });
        host.ReceivedWords.Should().Equal("save_guest fails Firing");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task While_the_store_is_down_an_alert_is_unknown_and_neither_fires_nor_resolves(bool isFiring)
    {
        var store = FaultyStore.Of(_store);
        var host = Host(store.Store, AlertedHost.ProblemsOf("save_guest"));
        await host.PlayAsync("save_guest", calls: 40, failed: isFiring ? 40 : 0);
        await host.EvaluateAsync();
        var before = await host.StatusAsync();
        int received = host.Received.Count;
        await host.PlayAsync("save_guest", calls: 400, failed: isFiring ? 0 : 400);

        store.Fault = static () => throw new ConversationStoreException(StoreFault.Unavailable, "The disk is away.");
        await host.PassAsync(3);

        (await host.StatusAsync()).Should().BeEquivalentTo(new { State = AlertState.Unknown, LastState = before.State, before.EvaluatedAt });
        host.Received.Should().HaveCount(received);
        host.Alerts.Part()!.Should().BeEquivalentTo(new { Name = "alerts", Status = StoreHealthStatus.Degraded });
        _logger.Lines.Where(static line => line.Id.Name is "ConvLogAlertsNotEvaluated").Should().ContainSingle().Which.Message.Should()
            .Contain("The disk is away.");

        store.Fault = null;
        await host.PassAsync(1);
        (await host.StatusAsync()).State.Should().Be(isFiring ? AlertState.Resolved : AlertState.Firing);
        host.Received.Should().HaveCount(received + 1);
    }

    [Fact]
    public async Task A_hanging_store_makes_alerts_unknown_and_is_not_queried_until_it_answers()
    {
        var store = FaultyStore.Of(_store);
        var host = Host(store.Store, AlertedHost.ProblemsOf("save_guest"), AlertedHost.ProblemsOf("pay"));
        await host.PlayAsync("save_guest", calls: 40, failed: 40);
        var hang = new TaskCompletionSource();
        store.Fault = () => hang.Task;

        var evaluation = host.EvaluateAsync();
        await Waiting.UntilAsync(() => store.Faults == 1);
        _clock.Advance(TimeSpan.FromSeconds(30)); // Only once: the calls must stay within the rule's window.
        await evaluation;
        await host.EvaluateAsync();
        (await host.Alerts.ReadAsync(Reader.Anonymous)).Select(static alert => alert.State).Should().Equal(AlertState.Unknown, AlertState.Unknown);
        store.Faults.Should().Be(1);

        store.Fault = null;
        hang.SetResult();
        await Waiting.UntilAsync(async () =>
        {
            await host.EvaluateAsync();
            return host.Received.Count > 0;
        });

        host.ReceivedWords.Should().Equal("save_guest fails Firing");
    }

    [Fact]
    public async Task A_silence_withholds_notifications_until_it_ends()
    {
        var host = Host(_store, AlertedHost.ProblemsOf("save_guest"));
        (await host.Alerts.SilenceAsync(Ana, "save_guest fails", TimeSpan.FromHours(1))).Should().BeTrue();
        await host.PlayAsync("save_guest", calls: 40, failed: 40);
        await host.PassAsync(5);
        (await host.StatusAsync()).Should().BeEquivalentTo(new { State = AlertState.Firing, NotifiedAt = (DateTimeOffset?)null });
        (await host.StatusAsync()).Silence.Should().BeEquivalentTo(
            new { By = "Ana", At = ManualClock.DefaultStart, Until = ManualClock.DefaultStart.AddHours(1) });
        host.Alerts.Part()!.Should().BeEquivalentTo(new { Status = StoreHealthStatus.Healthy, Message = "All alerts that are firing are silenced." });
        host.Received.Should().BeEmpty();

        await host.PassAsync(55);

        host.ReceivedWords.Should().Equal("save_guest fails Firing");
        (await host.StatusAsync()).Silence.Should().BeNull();
        host.Alerts.Part()!.Should().BeEquivalentTo(new
        {
            Status = StoreHealthStatus.Degraded,
            Figures = new Dictionary<string, double>(StringComparer.Ordinal) { ["rules"] = 1, ["firing"] = 1, ["silenced"] = 0, ["unknown"] = 0 },
        });
    }

    [Fact]
    public async Task A_silence_until_resolved_ends_and_notified_receivers_get_the_resolution()
    {
        var host = Host(_store, AlertedHost.ProblemsOf("save_guest"));
        await host.PlayAsync("save_guest", calls: 40, failed: 40);
        await host.PassAsync(1);
        await host.Alerts.SilenceAsync(Ana, "save_guest fails", duration: null);

        await host.PlayAsync("save_guest", calls: 400, failed: 0);
        await host.PassAsync(1);

        host.ReceivedWords.Should().Equal("save_guest fails Firing", "save_guest fails Resolved");
        (await host.StatusAsync()).Silence.Should().BeNull();
        (await host.Alerts.SilenceAsync(Ana, "no such rule", duration: null)).Should().BeFalse();
        (await host.Alerts.EndSilenceAsync(Ana, "save_guest fails")).Should().BeTrue();
        await FluentActions.Awaiting(async () => await host.Alerts.SilenceAsync(Ana, "save_guest fails", TimeSpan.FromDays(31))).Should()
            .ThrowAsync<ArgumentOutOfRangeException>();
    }

    [Fact]
    public async Task An_alert_silenced_until_resolved_notifies_no_one_and_the_next_one_does()
    {
        var host = Host(_store, AlertedHost.ProblemsOf("save_guest"));
        await host.Alerts.SilenceAsync(Ana, "save_guest fails", duration: null);
        await host.PlayAsync("save_guest", calls: 40, failed: 40);
        await host.PassAsync(3);
        await host.PlayAsync("save_guest", calls: 400, failed: 0);
        await host.PassAsync(3);
        (await host.StatusAsync()).Should().BeEquivalentTo(new { State = AlertState.Resolved, NotifiedAt = (DateTimeOffset?)null });
        host.Received.Should().BeEmpty("nobody learned that it fired");

        await host.PlayAsync("save_guest", calls: 900, failed: 900);
        await host.PassAsync(1);

        host.ReceivedWords.Should().Equal("save_guest fails Firing");
    }

    [Theory]
    [InlineData(nameof(ITeamDocumentStore.ReadDocumentsAsync))]
    [InlineData(nameof(ITeamDocumentStore.WriteDocumentAsync))]
    public async Task Of_two_hosts_that_found_a_notification_due_only_the_one_that_claimed_it_sends_it(string overtaken)
    {
        var store = FaultyStore.Of(_store);
        var (one, two) = (Host(_store, AlertedHost.ProblemsOf("save_guest")), Host(store.Store, AlertedHost.ProblemsOf("save_guest")));
        var sent = new TaskCompletionSource();
        var sending = new TaskCompletionSource();
        one.Receiving = _ =>
        {
            sending.TrySetResult();
            return sent.Task;
        };
        await one.PlayAsync("save_guest", calls: 40, failed: 40);
        int asked = 0;
        Task claiming = Task.CompletedTask;
        store.BeforeDocuments = async method =>
        {
            // The first call is by the evaluation, the second by the claim.
            if (string.Equals(method, overtaken, StringComparison.Ordinal) && ++asked == 2)
            {
                claiming = one.EvaluateAsync();
                await sending.Task;
            }
        };

        await two.EvaluateAsync();
        sent.SetResult();
        await claiming;
        await two.PassAsync(3);

        asked.Should().BeGreaterThan(1, "the claim was overtaken");
        two.Received.Should().BeEmpty();
        one.ReceivedWords.Should().Equal("save_guest fails Firing");
    }

    [Fact]
    public async Task A_notification_that_fails_is_attempted_again_after_growing_waits_by_the_same_id_and_shown_as_not_delivered()
    {
        var other = new OtherReceiver();
        var host = Host(_store, [AlertedHost.ProblemsOf("save_guest")], other);
        int attempts = 0;
        host.Receiving = _ => ++attempts < 4
            ? throw new HttpRequestException("https://hooks.example/secret", inner: null, HttpStatusCode.BadGateway) : Task.CompletedTask;
        await host.PlayAsync("save_guest", calls: 40, failed: 40);
        await host.EvaluateAsync();

        (await host.StatusAsync()).Should().BeEquivalentTo(new
        {
            Undelivered = new[] { "OnAlert" }, DeliveryFailure = "HTTP status 502", NextAttemptAt = _clock.GetUtcNow().AddMinutes(1),
        });
        int[] at = await AttemptsAsync(host, minutes: 20, () => attempts);
        at.Should().Equal([1, 3, 7], "waits are 1, 2 and 4 minutes");
        host.ReceivedWords.Should().Equal("save_guest fails Firing");
        other.Received.Should().ContainSingle("who has it gets it once").Which.Id.Should().Be(host.Received[0].Id);
        (await host.StatusAsync()).Should().BeEquivalentTo(new { Undelivered = Array.Empty<string>(), DeliveryFailure = (string?)null });
        _logger.Lines.Should().NotContain(static line => line.Message.Contains("secret", StringComparison.Ordinal) || line.Exception != null);
    }

    [Fact]
    public async Task A_hanging_receiver_costs_ten_seconds_in_total_and_delays_no_other_receiver()
    {
        var other = new OtherReceiver();
        var host = Host(_store, [.. Enumerable.Range(0, 20).Select(static i => AlertedHost.ProblemsOf("save_guest", $"rule {i}"))], other);
        int called = 0;
        host.Receiving = _ =>
        {
            Interlocked.Increment(ref called);
            return Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, CancellationToken.None);
        };
        await host.PlayAsync("save_guest", calls: 40, failed: 40);

        var evaluation = host.EvaluateAsync();
        await Waiting.UntilAsync(() => Volatile.Read(ref called) == 20 && other.Received.Count == 20);
        _clock.Advance(TimeSpan.FromSeconds(10));
        await evaluation;

        other.Received.Should().HaveCount(20);
        (await host.StatusAsync()).DeliveryFailure.Should().Be("no answer within 10 seconds");
    }

    [Fact]
    public async Task Dropped_records_are_those_of_the_process_and_their_number_needs_the_permission()
    {
        var rule = new AlertRule { Name = "Drops", Measure = AlertMeasure.Drops, Window = TimeSpan.FromMinutes(5), ResolveAfter = TimeSpan.Zero };
        var (host, other) = (Host(_store, rule), Host(_store, rule.Copy()));
        await host.EvaluateAsync();
        host.Dropped = 7;
        await host.PassAsync(1);
        await other.EvaluateAsync();

        host.ReceivedWords.Should().Equal("Drops Firing");
        (await other.StatusAsync()).State.Should().Be(AlertState.Normal);
        (await host.StatusAsync()).Should().BeEquivalentTo(new { State = AlertState.Firing, Value = (double?)null, Count = (long?)null });
        (await host.Alerts.ReadAsync(new Reader("permitted", canReadPii: true)))[0].Value.Should().Be(7);
        await host.PassAsync(6);
        host.ReceivedWords.Should().Equal("Drops Firing", "Drops Resolved");
    }

    [Fact]
    public async Task A_reader_of_some_agents_sees_and_silences_the_alerts_of_these_agents_only()
    {
        AlertRule Of(string? agent)
        {
            var rule = AlertedHost.ProblemsOf("save_guest", agent ?? "all");
            rule.AgentId = agent;
            return rule;
        }

        var host = Host(_store, Of(null), Of("bookings"), Of("billing"));
        var reader = new Reader("Ana", canReadPii: true) { Scope = new ConversationScope { AgentIds = ["bookings"] } };
        var tenant = reader with { Scope = new ConversationScope { AgentIds = ["bookings"], AccountIds = ["a"] } };

        (await host.Alerts.ReadAsync(reader)).Select(static alert => alert.Rule.Name).Should().Equal("bookings");
        (await host.Alerts.ReadAsync(tenant)).Should().BeEmpty("a rule counts all accounts");
        (await host.Alerts.SilenceAsync(reader, "billing", duration: null)).Should().BeFalse();
        (await host.Alerts.SilenceAsync(reader, "all", duration: null)).Should().BeFalse();
        (await host.Alerts.SilenceAsync(reader, "bookings", duration: null)).Should().BeTrue();
    }

    [Fact]
    public async Task Firing_and_resolving_are_events_of_the_hosts_log_with_stable_names_and_without_names_of_functions()
    {
        var host = Host(_store, AlertedHost.ProblemsOf("secret_function", "Bookings fail"));
        await host.PlayAsync("secret_function", calls: 40, failed: 10);
        await host.PassAsync(2);
        await host.PlayAsync("secret_function", calls: 400, failed: 0);
        await host.PassAsync(2);

        _logger.Lines.Select(static line => (line.Level, line.Id.Id, line.Id.Name)).Should().Equal(
            (LogLevel.Warning, 40, "ConvLogAlertFiring"), (LogLevel.Information, 41, "ConvLogAlertResolved"));
        _logger.Lines[0].GetStructuredStateValue("Alert").Should().Be("Bookings fail");
        _logger.Lines[0].GetStructuredStateValue("Value").Should().Be("0.25");
        _logger.Lines.Should().NotContain(static line => line.Message.Contains("secret_function", StringComparison.Ordinal));
        host.Received[0].Text.Should().Be(
            "Alert: Bookings fail. The problem rate was 25 % of 40 calls in the last 15 minutes; the threshold is 20 %.");
        host.Received[1].Text.Should().StartWith("Alert resolved: Bookings fail. The problem rate was 2.27 % of 440 calls");
    }

    [Fact]
    public async Task It_is_evaluated_at_its_start_and_each_interval_and_ends_with_the_host()
    {
        var host = Host(_store, AlertedHost.ProblemsOf("save_guest"));
        await host.PlayAsync("save_guest", calls: 40, failed: 40);
        host.Alerts.Start();
        await Waiting.UntilAsync(() => host.Received.Count > 0);
        await host.Alerts.Work;
        await host.PlayAsync("save_guest", calls: 400, failed: 0);
        while (host.Received.Count == 1)
        {
            _clock.Advance(TimeSpan.FromMinutes(1));
            await host.Alerts.Work;
        }

        await host.Alerts.DisposeAsync();
        host.ReceivedWords.Should().Equal("save_guest fails Firing", "save_guest fails Resolved");
    }

    [Fact]
    public void Receivers_with_the_same_name_are_refused()
        => FluentActions.Invoking(() => Host(_store, [], new OtherReceiver(), new OtherReceiver())).Should().Throw<InvalidOperationException>()
            .WithMessage("2 receivers of alerts have the name \"other\"*");

    private static Reader Ana { get; } = new("Ana", canReadPii: false);

    private static async Task<int[]> AttemptsAsync(AlertedHost host, int minutes, Func<int> attempts)
    {
        List<int> at = [];
        for (int minute = 1; minute <= minutes; minute++)
        {
            int before = attempts();
            await host.PassAsync(1);
            if (attempts() > before)
            {
                at.Add(minute);
            }
        }

        return [.. at];
    }

    private AlertedHost Host(IConversationStore store, params AlertRule[] rules) => Host(store, rules, []);

    private AlertedHost Host(IConversationStore store, AlertRule[] rules, params IAlertReceiver[] receivers)
        => new(store, _clock, options => Array.ForEach(rules, options.Rules.Add), _logger, receivers);

    private sealed class OtherReceiver : IAlertReceiver
    {
        public ConcurrentQueue<AlertNotification> Received { get; } = new();

        public string Name => "other";

        public Task ReceiveAsync(AlertNotification notification, CancellationToken cancellationToken)
        {
            Received.Enqueue(notification);
            return Task.CompletedTask;
        }
    }
}
