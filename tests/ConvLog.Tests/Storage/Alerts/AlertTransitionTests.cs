using ConvLog.Storage.Alerts;

namespace ConvLog.Tests.Storage.Alerts;

public class AlertTransitionTests
{
    private static readonly DateTimeOffset s_start = ManualClock.DefaultStart;

    private readonly AlertRule _rule = new() { Name = "r", Target = "f", Threshold = 0.2, MinimumCount = 1, ResolveAfter = TimeSpan.Zero };

    [Fact]
    public void It_fires_when_the_value_was_above_the_threshold_for_long_enough_without_a_break()
    {
        _rule.For = TimeSpan.FromMinutes(5);

        States([(0, 0.2), (1, 0.21), (5, 0.9), (5.5, 0.2), (6, 0.3), (10, 0.3), (11, 0.3), (12, 0.3)]).Should().Equal(
            "Normal", "Pending", "Pending", "Normal", "Pending", "Pending", "Firing", "Firing");
    }

    [Fact]
    public void It_resolves_at_or_below_ninety_percent_of_the_threshold_for_long_enough_so_that_it_does_not_flap()
    {
        _rule.ResolveAfter = TimeSpan.FromMinutes(5);

        States([(0, 0.3), (1, 0.19), (7, 0.19), (8, 0.18), (12, 0.1), (12.5, 0.19), (13, 0.1), (17, 0.1), (18, 0), (19, 0.19)]).Should().Equal(
            "Firing", "Firing", "Firing", "Firing", "Firing", "Firing", "Firing", "Firing", "Resolved", "Resolved");
    }

    [Theory]
    [InlineData(0.1, 0.11, "Firing")]
    [InlineData(0.1, 0.1, "Resolved")]
    [InlineData(0.2, 0.2, "Resolved")]
    public void It_resolves_at_the_resolve_threshold_of_the_rule(double resolveAt, double value, string state)
    {
        _rule.ResolveAt = resolveAt;

        States([(0, 0.3), (1, value)]).Should().Equal("Firing", state);
    }

    [Fact]
    public void A_clock_that_is_set_back_delays_no_transition()
    {
        (_rule.For, _rule.ResolveAfter) = (TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(5));

        States([(600, 0.3), (0, 0.3), (5, 0.3)]).Should().Equal("Pending", "Pending", "Firing");
        States([(0, 0.3), (600, 0.3), (600, 0), (1, 0), (6, 0)]).Should().Equal("Pending", "Firing", "Firing", "Firing", "Resolved");
    }

    [Fact]
    public void A_firing_alert_is_announced_again_only_after_the_interval_that_the_host_sets_and_once_the_last_was_delivered()
    {
        var transition = new AlertTransition(_rule, TimeSpan.FromHours(1), ["a"]);
        var fired = transition.Next(null, new MeasuredValue(1, 9), s_start);
        transition.Next(fired, new MeasuredValue(1, 9), s_start.AddHours(2)).Delivery.Should().BeSameAs(fired.Delivery, "it is still on its way");

        var delivered = fired with { Delivery = null };
        transition.Next(delivered, new MeasuredValue(1, 9), s_start.AddMinutes(59)).Should().Be(delivered);
        transition.Next(delivered, new MeasuredValue(1, 9), s_start.AddMinutes(60)).Delivery!.Id.Should().NotBe(fired.Delivery!.Id);
        new AlertTransition(_rule, repeatAfter: null, ["a"]).Next(delivered, new MeasuredValue(1, 9), s_start.AddYears(1)).Should().Be(delivered);
    }

    [Fact]
    public void An_undelivered_notification_is_superseded_by_the_resolution()
    {
        var transition = new AlertTransition(_rule, repeatAfter: null, ["a", "b"]);
        var fired = transition.Next(null, new MeasuredValue(1, 9), s_start);

        var resolved = transition.Next(fired, new MeasuredValue(0, 9), s_start.AddMinutes(1));

        resolved.Should().BeEquivalentTo(new { State = AlertState.Resolved, FiredAt = s_start });
        resolved.Delivery.Should().BeEquivalentTo(new { State = AlertState.Resolved, Receivers = new[] { "a", "b" } });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_alert_that_was_never_announced_resolves_silently(bool isSilenced)
    {
        AlertRecord? record = isSilenced ? new AlertRecord { Since = s_start, Silence = new AlertSilence { By = "Ana", At = s_start } } : null;
        string[] receivers = isSilenced ? ["a"] : [];
        var transition = new AlertTransition(_rule, TimeSpan.FromMinutes(1), receivers);
        foreach (var (minute, value) in new[] { (0, 0.3), (1, 0.3), (5, 0.3), (6, 0.0), (7, 0.0) })
        {
            record = transition.Next(record, new MeasuredValue(value, 9), s_start.AddMinutes(minute));
            (record.Delivery, record.AnnouncedAt).Should().Be((null, null), "minute {0}: nobody was to learn of it", minute);
        }

        record!.State.Should().Be(AlertState.Resolved);
        transition.Next(record, new MeasuredValue(0.3, 9), s_start.AddMinutes(8)).Delivery?.State.Should()
            .Be(AlertState.Firing, "the silence ended with its cause");
    }

    [Fact]
    public void Waits_between_attempts_double_up_to_30_minutes_and_implausible_waits_are_over()
    {
        var delivery = new AlertDelivery
        {
            Id = Guid.Empty, State = AlertState.Firing, At = s_start, Value = 1, Count = 1, Receivers = ["a"], NextAttemptAt = s_start,
        };
        List<double> waits = [];
        for (int i = 0; i < 12; i++)
        {
            delivery = delivery.Claimed(s_start);
            waits.Add((delivery.NextAttemptAt - s_start).TotalMinutes);
        }

        waits.Should().Equal(1, 2, 4, 8, 16, 30, 30, 30, 30, 30, 30, 30);
        delivery.IsDue(s_start.AddMinutes(29)).Should().BeFalse();
        delivery.IsDue(s_start.AddMinutes(30)).Should().BeTrue();
        delivery.IsDue(s_start.AddDays(-1)).Should().BeTrue("the clock was set back");
    }

    private IEnumerable<string> States((double Minute, double Value)[] values)
    {
        var transition = new AlertTransition(_rule, repeatAfter: null, []);
        AlertRecord? record = null;
        foreach (var (minute, value) in values)
        {
            record = transition.Next(record, new MeasuredValue(value, 9), s_start.AddMinutes(minute));
            yield return record.State.ToString();
        }
    }
}
