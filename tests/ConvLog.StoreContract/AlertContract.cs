using ConvLog.Privacy;

namespace ConvLog.StoreContract;

/// <summary>Alerts on a store: their measures, and states that hosts share and that survive them.</summary>
public abstract class AlertContract(Func<ValueTask<IStoreUnderTest>> open) : StoreTest(open)
{
    private readonly ManualClock _clock = new();

    private bool IsKept => Store is ITeamDocumentStore;

    [Fact]
    public async Task A_regression_fires_its_alert_once_until_it_ends_and_recurs()
    {
        var host = Host(AlertedHost.ProblemsOf("lookup"), AlertedHost.ProblemsOf("save_guest"), AlertedHost.ProblemsOf("pay"));
        await host.PlayAsync("lookup", calls: 40, failed: 4);
        await host.PlayAsync("save_guest", calls: 40, failed: 2);
        await host.PassAsync(3);
        host.Received.Should().BeEmpty("nothing is wrong yet");

        await host.PlayAsync("save_guest", calls: 40, failed: 30);
        await host.PlayAsync("lookup", calls: 40, failed: 4);
        await host.PassAsync(10);
        host.ReceivedWords.Should().Equal("save_guest fails Firing");
        host.Received[0].Should().BeEquivalentTo(
            new { Value = 0.4, Threshold = 0.2, Count = 80L, Window = TimeSpan.FromMinutes(15), ResolvedAt = (DateTimeOffset?)null });

        for (int i = 0; i < 10; i++)
        {
            await host.PlayAsync("save_guest", calls: 30, failed: 0);
            await host.PassAsync(2);
        }

        host.ReceivedWords.Should().Equal("save_guest fails Firing", "save_guest fails Resolved");
        await host.PlayAsync("save_guest", calls: 300, failed: 300);
        await host.PassAsync(2);
        host.ReceivedWords.Should().Equal("save_guest fails Firing", "save_guest fails Resolved", "save_guest fails Firing");
    }

    [Fact]
    public async Task An_alert_window_is_exact_to_the_second()
    {
        var rule = AlertedHost.ProblemsOf("save_guest");
        rule.Window = TimeSpan.FromMinutes(2);
        var host = Host(rule);
        await host.PlayAsync("save_guest", calls: 20, failed: 20);
        _clock.Advance(TimeSpan.FromSeconds(119));
        await host.EvaluateAsync();
        (await host.StatusAsync()).Should().BeEquivalentTo(new { State = AlertState.Firing, Value = 1.0, Count = 20L });

        _clock.Advance(TimeSpan.FromSeconds(2));
        await host.EvaluateAsync();

        (await host.StatusAsync()).Should().BeEquivalentTo(new { State = AlertState.Firing, Count = 0L, HasTooFew = true }, "too few change no state");
    }

    [Fact]
    public async Task Every_measure_is_measured()
    {
        AlertRule Rule(AlertMeasure measure, double threshold, string? target = null) => new()
        {
            Name = measure.ToString(), Measure = measure, Threshold = threshold, Target = target, MinimumCount = 2, Window = TimeSpan.FromHours(1),
            Currency = measure == AlertMeasure.Cost ? "EUR" : null,
        };
        var host = Host(
            Rule(AlertMeasure.ProblemRate, 0.5), Rule(AlertMeasure.P95Duration, 2, "pay"), Rule(AlertMeasure.DislikeShare, 0.5), Rule(AlertMeasure.Dislikes, 1),
            Rule(AlertMeasure.Cost, 1), Rule(AlertMeasure.Drops, 0), Rule(AlertMeasure.P95ResponseTime, 3));
        await host.PlayAsync("pay", calls: 4, failed: 0, seconds: 3);
        await host.PlayAsync("lookup", calls: 4, failed: 1, seconds: 9);
        await WriteAsync(
            Some.Opening(), Some.Turn(1) with
            {
                Usage = new ModelUsage("m", 1, 1, 0.75m, "EUR"), EndedAt = Some.At(0), Latency = TimeSpan.FromSeconds(90),
            },
            Some.Turn(2) with { Usage = new ModelUsage("m", 1, 1, 0.75m, "EUR"), EndedAt = Some.At(0), UserInput = "hi", Latency = TimeSpan.FromSeconds(1) },
            Some.Turn(3) with
            {
                Usage = ModelUsage.Of([new("m", 1, 1, 7m, "USD"), new("m", 0, 0, 0.25m, "EUR")]),
                EndedAt = Some.At(0), UserInput = "hi", Latency = TimeSpan.FromSeconds(1),
                Stages = new TurnStages { FirstByte = TimeSpan.FromSeconds(4) },
            },
            Some.Feedback(1, FeedbackRating.Dislike), Some.Feedback(2, FeedbackRating.Dislike), Some.Feedback(3, FeedbackRating.Like));

        await host.EvaluateAsync();

        var alerts = await host.Alerts.ReadAsync(new Reader("permitted", canReadPii: true));
        alerts.Select(static alert => (alert.Rule.Name, alert.Value is { } value ? Math.Round(value, 2) : -1, alert.Count)).Should().Equal(
            ("ProblemRate", 0.12, 8L), ("P95Duration", Math.Round(alerts[1].Value!.Value, 2), 4L), ("DislikeShare", 0.67, 3L), ("Dislikes", 2, 3L),
            ("Cost", 1.75, 3L), ("Drops", 0, 0L), ("P95ResponseTime", Math.Round(alerts[^1].Value!.Value, 2), 2L));
        alerts[^1].Value.Should().BeApproximately(4, 0.04, "the turn without an input does not count");
        alerts[1].Value.Should().BeApproximately(3, 0.03, "percentiles are at most 1 % off");
        alerts.Where(static alert => alert.State == AlertState.Firing).Select(static alert => alert.Rule.Name).Should()
            .Equal("P95Duration", "DislikeShare", "Dislikes", "Cost", "P95ResponseTime");
    }

    [Fact]
    public async Task Personal_data_changes_no_alert()
    {
        await using var twin = await OpenAnotherAsync();
        var (host, other) = (Host(AlertedHost.ProblemsOf("save_guest")), new AlertedHost(twin.Store, _clock, WithRules(AlertedHost.ProblemsOf("save_guest"))));
        foreach (var (played, store, personal) in new[] { (host, Store, 1), (other, twin.Store, 20) })
        {
            await played.PlayAsync("save_guest", calls: 30, failed: 7);
            await store.WriteAsync(
            [
                Some.Opening("personal"),
                .. Enumerable.Range(1, personal).Select(static entry => Some.Entry(entry, "secret", "personal", level: EntryLevel.Error, isPii: true)),
            ]);
            await played.EvaluateAsync();
        }

        (await other.StatusAsync()).Should().BeEquivalentTo(await host.StatusAsync());
    }

    [Fact]
    public async Task Two_hosts_on_one_store_notify_once_and_share_silences()
    {
        if (!IsKept)
        {
            return; // Without documents, hosts do not share states, as documented.
        }

        var (one, two) = (Host(AlertedHost.ProblemsOf("save_guest")), Host(AlertedHost.ProblemsOf("save_guest")));
        await one.PlayAsync("save_guest", calls: 40, failed: 40);
        for (int i = 0; i < 5; i++)
        {
            await Task.WhenAll(one.EvaluateAsync(), two.EvaluateAsync());
            _clock.Advance(TimeSpan.FromMinutes(1));
        }

        one.ReceivedWords.Concat(two.ReceivedWords).Should().Equal("save_guest fails Firing");
        (await one.StatusAsync()).State.Should().Be(AlertState.Firing);
        (await two.StatusAsync()).Should().BeEquivalentTo(new { State = AlertState.Firing, Undelivered = Array.Empty<string>() });

        (await two.Alerts.SilenceAsync(new Reader("Ana", canReadPii: false), "save_guest fails", duration: null)).Should().BeTrue();
        (await one.StatusAsync()).Silence.Should().BeEquivalentTo(new { By = "Ana", At = _clock.GetUtcNow(), Until = (DateTimeOffset?)null });
    }

    [Fact]
    public async Task Alert_state_survives_a_restart_and_undelivered_notifications_are_delivered_later()
    {
        if (!IsKept)
        {
            return; // Without documents, a state ends with its process, as documented.
        }

        var first = Host(AlertedHost.ProblemsOf("save_guest"));
        await first.PlayAsync("save_guest", calls: 40, failed: 40);
        using var killed = new CancellationTokenSource();
        first.Receiving = _ =>
        {
            killed.Cancel();
            return Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, killed.Token);
        };
        await FluentActions.Awaiting(async () => await first.Alerts.EvaluateAsync(killed.Token)).Should().ThrowAsync<OperationCanceledException>();

        var second = Host(AlertedHost.ProblemsOf("save_guest"));
        await second.EvaluateAsync();
        second.Received.Should().BeEmpty("the first may still send it");
        await second.PassAsync(1);
        second.ReceivedWords.Should().Equal("save_guest fails Firing");

        var third = Host(AlertedHost.ProblemsOf("save_guest"));
        await third.PassAsync(5);
        third.Received.Should().BeEmpty("it is the same cause");
        (await third.StatusAsync()).Should().BeEquivalentTo(new { State = AlertState.Firing, Since = second.Received[0].FiredAt });
    }

    private static Action<AlertOptions> WithRules(params AlertRule[] rules) => options =>
    {
        foreach (var rule in rules)
        {
            options.Rules.Add(rule);
        }
    };

    private AlertedHost Host(params AlertRule[] rules) => new(Store, _clock, WithRules(rules));
}
