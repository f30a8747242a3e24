using ConvLog.Storage;
using ConvLog.Storage.Access;
using ConvLog.Storage.Reading;
using ConvLog.StoreContract;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace ConvLog.Tests.Storage.Access;

/// <summary>The access log is verified in the background; health and the host's log report the result.</summary>
public sealed class AccessLogWatchTests
{
    private static readonly AccessChainHead s_head = new(7, new string('a', 64));

    private readonly ManualClock _clock = new();
    private readonly Verdicts _store = new();
    private readonly FakeLogger _logger = new();

    [Fact]
    public async Task A_host_verifies_at_its_start_and_its_health_says_so()
    {
        await using var host = new ServiceCollection().AddConvLog(options => options.TimeProvider = _clock).AddConvLogStorage().BuildServiceProvider();
        var reader = host.GetRequiredService<ConversationReader>();
        await host.GetRequiredService<AccessLogWatch>().Work;

        var part = (await reader.CheckHealthAsync()).Parts.Single(static part => part.Name is "access-log");

        part.Should().BeEquivalentTo(new { Status = StoreHealthStatus.Healthy, LastSuccess = _clock.GetUtcNow(), LastFailure = (DateTimeOffset?)null });
        part.Figures.Should().Equal(new Dictionary<string, double>(StringComparer.Ordinal) { ["verified_reads"] = 0 });
    }

    [Fact]
    public async Task It_verifies_again_every_six_hours_and_the_log_gets_the_head_each_time()
    {
        await using var watch = await StartAsync();
        _clock.Advance(TimeSpan.FromHours(6) - TimeSpan.FromSeconds(1));
        await watch.Work;
        _store.Asked.Should().Be(1);
        _clock.Advance(TimeSpan.FromSeconds(1));
        await watch.Work;

        _store.Asked.Should().Be(2);
        watch.Part()!.LastSuccess.Should().Be(_clock.GetUtcNow());
        _logger.Lines.Should().HaveCount(2).And.AllSatisfy(static line => line.Message.Should().Contain(s_head.ToString()));
    }

    [Fact]
    public async Task The_log_gets_no_head_of_an_access_log_that_is_empty()
    {
        _store.Verified = 0;

        await using var watch = await StartAsync();

        watch.Part()!.LastSuccess.Should().Be(_clock.GetUtcNow());
        _logger.Lines.Should().BeEmpty();
    }

    [Fact]
    public async Task A_broken_chain_is_in_health_and_log_and_its_position_needs_the_permission()
    {
        _store.Reason = "Read 3 is missing.";
        await using var watch = await StartAsync();

        var part = watch.Part()!;
        part.Should().BeEquivalentTo(new { Status = StoreHealthStatus.Degraded, LastSuccess = (DateTimeOffset?)null, LastFailure = _clock.GetUtcNow() });
        part.Message.Should().Contain("Read 3 is missing.");
        _logger.Lines.Should().ContainSingle().Which.Message.Should().Contain("Read 3 is missing.");
        var visible = VisibleHealth.Of(new StoreHealth([part])).Parts.Should().ContainSingle().Which;
        visible.Should().BeEquivalentTo(new { Name = "access-log", Status = StoreHealthStatus.Degraded, LastFailure = (DateTimeOffset?)null });
        visible.Message.Should().NotContain("3");
    }

    [Fact]
    public async Task Without_the_permission_health_does_not_reveal_the_number_of_reads()
    {
        await using var watch = await StartAsync();
        string before = Seen(watch);
        _store.Verified = 8;
        await watch.VerifyAsync(noted: null, default);

        Seen(watch).Should().Be(before);

        static string Seen(AccessLogWatch watch) => AnswerText.Of(VisibleHealth.Of(new StoreHealth([watch.Part()!])));
    }

    [Fact]
    public async Task A_store_that_cannot_be_read_is_tried_again_every_minute_and_reported_once()
    {
        _store.Failure = new ConversationStoreException(StoreFault.Unavailable, "The disk does not answer.");
        await using var watch = await StartAsync();
        for (int i = 0; i < 3; i++)
        {
            _clock.Advance(TimeSpan.FromMinutes(1));
            await watch.Work;
        }

        _store.Asked.Should().Be(4);
        _logger.Lines.Should().ContainSingle().Which.Message.Should().Contain("The disk does not answer.");
        watch.Part()!.Should().BeEquivalentTo(new { Status = StoreHealthStatus.Degraded, LastFailure = _clock.GetUtcNow() });

        _store.Failure = null;
        _clock.Advance(TimeSpan.FromMinutes(1));
        await watch.Work;
        watch.Part()!.Status.Should().Be(StoreHealthStatus.Healthy);
    }

    [Fact]
    public async Task A_store_without_a_chain_has_no_health_part_and_is_reported_once()
    {
        await using var watch = new AccessLogWatch(new Unchained(), _clock, _logger);
        watch.Start();
        watch.Start();
        _clock.Advance(TimeSpan.FromDays(1));
        await watch.Work;

        watch.Part().Should().BeNull();
        _logger.Lines.Should().ContainSingle().Which.Message.Should().Contain("The store Unchained does not implement IAccessChain.");
        await watch.Invoking(static watch => watch.VerifyAsync(noted: null, default).AsTask()).Should().ThrowAsync<NotSupportedException>()
            .WithMessage("*IAccessChain*");
    }

    [Fact]
    public async Task A_requested_verification_updates_health_unless_only_the_given_head_differs()
    {
        await using var watch = new AccessLogWatch(_store, _clock, NullLogger.Instance);
        watch.Part().Should().BeNull();
        await watch.VerifyAsync(noted: null, default);
        watch.Part()!.Status.Should().Be(StoreHealthStatus.Healthy);

        (_store.Reason, _store.HasNoted) = ("Reads up to 7 are not those of the noted head.", false);
        (await watch.VerifyAsync(s_head, default)).IsWhole.Should().BeFalse();
        watch.Part()!.Status.Should().Be(StoreHealthStatus.Healthy);

        (_store.Reason, _store.HasNoted) = ("Read 3 is missing.", null);
        await watch.VerifyAsync(s_head, default);
        watch.Part()!.Status.Should().Be(StoreHealthStatus.Degraded);
    }

    [Fact]
    public async Task A_host_that_ends_does_not_wait_for_a_store_that_hangs()
    {
        _store.Hangs = true;
        var watch = new AccessLogWatch(_store, _clock, _logger);
        watch.Start();

        await watch.DisposeAsync();

        _logger.Lines.Should().BeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("7")]
    [InlineData("7:")]
    [InlineData("7:abc")]
    [InlineData("-7:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("7:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("7:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa:1")]
    [InlineData("7:gaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void A_malformed_head_is_not_parsed(string text)
    {
        AccessChainHead.TryParse(text, out _).Should().BeFalse();
        AccessChainHead.TryParse(s_head.ToString(), out var head).Should().BeTrue();
        head.Should().Be(s_head);
    }

    private async Task<AccessLogWatch> StartAsync()
    {
        var watch = new AccessLogWatch(_store, _clock, _logger);
        _store.Time = _clock;
        watch.Start();
        await watch.Work;
        return watch;
    }

    private sealed class Unchained : IAccessLog
    {
        public ValueTask WriteAccessAsync(IReadOnlyList<AccessRecord> accesses, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

        public ValueTask<AccessPage> ReadAccessAsync(AccessQuery query, CancellationToken cancellationToken = default) => throw new InvalidOperationException();
    }

    private sealed class Verdicts : IAccessLog, IAccessChain
    {
        public TimeProvider Time { get; set; } = TimeProvider.System;

        public int Asked { get; private set; }

        public long Verified { get; set; } = 7;

        public string? Reason { get; set; }

        public bool? HasNoted { get; set; }

        public Exception? Failure { get; set; }

        public bool Hangs { get; set; }

        public ValueTask WriteAccessAsync(IReadOnlyList<AccessRecord> accesses, CancellationToken cancellationToken = default)
            => throw new NotSupportedException();

        public ValueTask<AccessPage> ReadAccessAsync(AccessQuery query, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public async ValueTask<AccessVerification> VerifyAccessAsync(AccessChainHead? noted = null, CancellationToken cancellationToken = default)
        {
            Asked++;
            if (Hangs)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, Time, cancellationToken);
            }

            return Failure is not null
                ? throw Failure
                : new AccessVerification { At = Time.GetUtcNow(), Verified = Verified, FirstBroken = Reason is null ? null : 3, Reason = Reason, Head = s_head,
                    HasNotedHead = HasNoted };
        }
    }
}
