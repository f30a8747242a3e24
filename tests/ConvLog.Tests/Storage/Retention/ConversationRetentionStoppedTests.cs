using ConvLog.Storage;

namespace ConvLog.Tests.Storage.Retention;

/// <summary>A schedule stopped by the safety limit is reported until a run is allowed. 39 of 100 conversations have expired; the limit is 30.</summary>
public sealed class ConversationRetentionStoppedTests
{
    private readonly ManualClock _clock = new();
    private readonly KeptConversations _store;
    private readonly RetentionOptions _options = new() { Enabled = true, Days = 60, MostShare = 0.3 };

    public ConversationRetentionStoppedTests() => _store = KeptConversations.Of(100, _clock.GetUtcNow());

    [Fact]
    public async Task A_scheduled_run_that_the_limit_stops_is_found_until_it_is_confirmed()
    {
        await using var retention = Started();
        (await retention.FindStoppedRunAsync()).Should().BeNull();
        (await HealthAsync(retention)).Status.Should().Be(StoreHealthStatus.Healthy);

        await NightAsync(retention, TimeSpan.FromHours(16));
        var health = await HealthAsync(retention);

        (await retention.FindStoppedRunAsync()).Should().Be((await retention.ReadRunsAsync()).Single());
        health.Status.Should().Be(StoreHealthStatus.Degraded);
        health.Message.Should()
            .StartWith("The safety limit stopped the scheduled retention run of 2025-01-02 02:00 UTC; expired data is kept. Nothing was deleted")
            .And.Contain("confirm the run");
        _clock.Advance(TimeSpan.FromMinutes(5));
        (await retention.RunAsync("ana", confirmed: true)).State.Should().Be(RetentionRunState.Completed);
        (await retention.FindStoppedRunAsync()).Should().BeNull();
        (await HealthAsync(retention)).Status.Should().Be(StoreHealthStatus.Healthy);
    }

    [Fact]
    public async Task Further_refusals_scheduled_or_not_change_nothing_and_the_latest_scheduled_one_is_named()
    {
        await using var retention = Started();
        await NightAsync(retention, TimeSpan.FromHours(16));
        await NightAsync(retention, TimeSpan.FromDays(1));
        (await retention.RunAsync("ana")).State.Should().Be(RetentionRunState.Refused);

        (await retention.FindStoppedRunAsync())!.StartedAt.Day.Should().Be(3);
    }

    [Fact]
    public async Task It_is_found_after_a_restart_and_by_other_processes()
    {
        await using (var retention = Started())
        {
            await NightAsync(retention, TimeSpan.FromHours(16));
        }

        _clock.Advance(TimeSpan.FromMinutes(5));
        await using var other = Started();
        (await other.FindStoppedRunAsync()).Should().NotBeNull();
        await using var third = Started();
        await third.RunAsync("ana", confirmed: true);
        (await other.FindStoppedRunAsync()).Should().BeNull();
    }

    [Fact]
    public async Task A_scheduled_run_within_a_raised_limit_resolves_it()
    {
        await using (var retention = Started())
        {
            await NightAsync(retention, TimeSpan.FromHours(16));
        }

        _options.MostShare = 0.5;
        await using var raised = Started();
        (await raised.FindStoppedRunAsync()).Should().NotBeNull("nothing has run since");
        await NightAsync(raised, TimeSpan.FromDays(1));

        (await raised.FindStoppedRunAsync()).Should().BeNull();
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("ana", false)]
    public async Task A_failed_run_resolves_it_only_if_the_run_was_allowed(string? startedBy, bool isStopped)
    {
        await using var retention = Started();
        await NightAsync(retention, TimeSpan.FromHours(16));
        _clock.Advance(TimeSpan.FromHours(1));
        await _store.SaveRetentionRunAsync(new RetentionRun { Id = Guid.NewGuid(), Cut = new RetentionCut { At = _clock.GetUtcNow() }, StartedBy = startedBy,
            State = RetentionRunState.Failed, StartedAt = _clock.GetUtcNow() });

        (await retention.FindStoppedRunAsync() is not null).Should().Be(isStopped);
    }

    [Fact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task A_run_that_a_wrong_clock_had_refused_is_past_once_the_clock_is_right()
    {
        var now = _clock.GetUtcNow();
        await using var retention = Started();
        await NightAsync(retention, TimeSpan.FromDays(3_000));
        (await retention.FindStoppedRunAsync()).Should().NotBeNull();

        _clock.SetUtcNow(now.AddHours(1));

        (await retention.FindStoppedRunAsync()).Should().BeNull();
    }

    [Fact]
    public async Task Without_a_schedule_no_run_is_stopped_and_health_has_no_such_part()
    {
        await using (var retention = Started())
        {
            await NightAsync(retention, TimeSpan.FromHours(16));
        }

        _options.Enabled = false;
        await using var off = Started();

        (await off.FindStoppedRunAsync()).Should().BeNull();
        (await off.CheckHealthAsync(CancellationToken.None)).Should().BeNull();
    }

    [Fact]
    public async Task An_unreadable_store_is_reported_by_its_own_health_parts()
    {
        await using var retention = Started();
        _store.Fails = static _ => KeptConversations.Unavailable();

        (await retention.CheckHealthAsync(CancellationToken.None)).Should().BeNull();
        await retention.Invoking(async retention => await retention.FindStoppedRunAsync()).Should().ThrowAsync<ConversationStoreException>();
    }

    private static async Task<HealthPart> HealthAsync(ConversationRetention retention) => (await retention.CheckHealthAsync(CancellationToken.None))!;

    private async Task NightAsync(ConversationRetention retention, TimeSpan wait)
    {
        await retention.Work;
        _clock.Advance(wait);
        await retention.Work;
    }

    private ConversationRetention Started()
    {
        var retention = new ConversationRetention(_store, _options, TimeSpan.FromMinutes(30), _clock, new FakeLogger());
        retention.Start();
        return retention;
    }
}
