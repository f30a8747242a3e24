using ConvLog.PostgreSql.Tests.Support;
using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.StoreContract;
using ConvLog.Testing;

namespace ConvLog.PostgreSql.Tests.Connections;

/// <summary>
/// A server whose commits wait for a missing standby. When such a wait is cancelled, the server reports the commit with a warning, although the
/// requested replication is missing.
/// </summary>
[Needs(ServerNeeds.Installed)]
public sealed class SessionStandbyTests : IClassFixture<SessionStandbyTests.DurableServer>, IAsyncLifetime
{
    private readonly TestSchema _schema = TestSchema.New();
    private readonly PostgresCluster _cluster;

    public SessionStandbyTests(DurableServer server) => _cluster = server.Cluster;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _cluster.SetAsync("RESET ALL");

    [Theory]
    [InlineData("")]
    [InlineData("Options=-c client_min_messages=error")]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task A_commit_is_acknowledged_only_after_a_standby_confirms_it(string settings)
    {
        await using var store = Open(settings);
        await store.WriteAsync([Some.Opening(), Some.Entry(1)]);
        await _cluster.LoseStandbyAsync();

        for (int attempt = 0; attempt < 2; attempt++)
        {
            var e = (await FluentActions.Awaiting(() => store.WriteAsync([Some.Entry(2)]).AsTask()).Should().ThrowAsync<ConversationStoreException>()).Which;
            e.Fault.Should().Be(StoreFault.Unavailable);
            e.Message.Should().Contain("synchronous_standby_names").And.Contain("not acknowledged");
        }

        (await WritingAsync(store)).Should().Be(StoreHealthStatus.Unhealthy);
        await _cluster.SetAsync("RESET synchronous_standby_names");
        await store.WriteAsync([Some.Entry(2)]);
        (await store.ReadAsync(Some.Conversation))!.Logged.OfType<EntryRecord>().Select(static entry => entry.Sequence).Should().Equal(1, 2);
    }

    [Fact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task A_label_that_is_set_again_is_acknowledged_only_after_a_standby_confirms_it()
    {
        await using var store = Open("");
        await store.WriteAsync([Some.Opening()]);
        var team = new ConversationTeam(store, LogLimits.Default, new ScoreRules([], []), new ManualClock(Some.At(5)));
        await _cluster.LoseStandbyAsync();

        for (int attempt = 0; attempt < 2; attempt++)
        {
            await FluentActions.Awaiting(() => team.AddLabelAsync(Reader.Anonymous, Some.Conversation, turn: null, "vip").AsTask())
                .Should().ThrowAsync<ConversationStoreException>().WithMessage("*not acknowledged*");
        }

        await _cluster.SetAsync("RESET synchronous_standby_names");
        (await team.AddLabelAsync(Reader.Anonymous, Some.Conversation, turn: null, "vip")).IsUnchanged.Should().BeTrue();
        (await WritingAsync(store)).Should().Be(StoreHealthStatus.Healthy);
    }

    /// <summary>Regression: only the host of the first attempt knew that its commit was not confirmed; the retry on another one was acknowledged.</summary>
    [Fact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task A_change_that_is_repeated_on_another_host_is_acknowledged_only_after_a_standby_confirms_it()
    {
        await using var first = Open("");
        await first.WriteAsync([Some.Opening(), Some.Entry(1)]);
        await _cluster.LoseStandbyAsync();
        await using var other = Open("");
        var changes = new Func<PostgreSqlConversationStore, Task<bool>>[]
        {
            static async store => !(await new ConversationTeam(store, LogLimits.Default, new ScoreRules([], []), new ManualClock(Some.At(5)))
                .AddLabelAsync(Reader.Anonymous, Some.Conversation, turn: null, "vip")).IsUnchanged,
            static async store =>
            {
                await store.WriteAsync([Some.Entry(2)]);
                return true;
            },
            static async store => await store.PlaceHoldAsync(new LegalHold { ConversationId = Some.Conversation, PlacedBy = "Ada", PlacedAt = Some.At(6) }),
        };
        foreach (var change in changes)
        {
            foreach (var host in new[] { first, other })
            {
                await FluentActions.Awaiting(() => change(host)).Should().ThrowAsync<ConversationStoreException>().WithMessage("*not acknowledged*");
            }
        }

        await _cluster.SetAsync("RESET synchronous_standby_names");
        (await changes[0](other)).Should().BeFalse();
        (await changes[1](other)).Should().BeTrue();
        (await changes[2](other)).Should().BeFalse("the hold is placed");
    }

    [Fact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task Health_recovers_without_a_write_once_a_standby_is_available()
    {
        var clock = new ManualClock(Some.At(0));
        await using var store = Open("", clock);
        await store.WriteAsync([Some.Opening()]);
        await _cluster.LoseStandbyAsync();
        await FluentActions.Awaiting(() => store.WriteAsync([Some.Entry(1)]).AsTask()).Should().ThrowAsync<ConversationStoreException>();
        (await WritingAsync(store)).Should().Be(StoreHealthStatus.Unhealthy);

        await _cluster.SetAsync("RESET synchronous_standby_names");
        await Waiting.UntilAsync(async () =>
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            return await WritingAsync(store) == StoreHealthStatus.Healthy;
        });
    }

    [Fact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task An_erasure_has_a_receipt_only_after_a_standby_confirms_it()
    {
        await using var store = Open("");
        await store.WriteAsync([Some.Opening(), Some.Entry(1, isPii: true)]);
        var request = ErasureRequest.OfConversation(Some.Conversation, "dpo", Some.At(5));
        await _cluster.LoseStandbyAsync();

        for (int attempt = 0; attempt < 2; attempt++)
        {
            await FluentActions.Awaiting(() => store.EraseAsync(request).AsTask()).Should().ThrowAsync<ConversationStoreException>();
        }

        (await PostgresServer.RunAsync(_cluster.ConnectionString, $"SELECT count(*) FROM {_schema.KeysName}.erasure WHERE unreadable IS NOT NULL"))
            .Should().Be(0L);
        await _cluster.SetAsync("RESET synchronous_standby_names");
        (await store.EraseAsync(request)).UnreadableAt.Should().NotBe(default);
        (await store.ReadAsync(Some.Conversation)).Should().BeNull();
    }

    [Fact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task With_an_unprivileged_role_a_read_fails_until_an_earlier_commit_is_confirmed()
    {
        string role = _schema.Name + "_plain";
        await PostgresServer.RunAsync(_cluster.ConnectionString,
            $"CREATE ROLE {role} LOGIN; CREATE SCHEMA {_schema.Name} AUTHORIZATION {role}; CREATE SCHEMA {_schema.KeysName} AUTHORIZATION {role}");
        await using var store = Open($"Username={role}");
        await store.WriteAsync([Some.Opening()]);
        await _cluster.LoseStandbyAsync();
        await FluentActions.Awaiting(() => store.WriteAsync([Some.Entry(1)]).AsTask()).Should().ThrowAsync<ConversationStoreException>();

        // Changes nothing, but depends on the stored state.
        await FluentActions.Awaiting(() => store.ListHoldsAsync().AsTask()).Should().ThrowAsync<ConversationStoreException>();
        await _cluster.SetAsync("RESET synchronous_standby_names");
        (await store.ListHoldsAsync()).Should().BeEmpty();
    }

    private static async Task<StoreHealthStatus> WritingAsync(PostgreSqlConversationStore store)
        => (await store.CheckHealthAsync()).Parts.Single(static part => part is { Name: "writing" }).Status;

    private PostgreSqlConversationStore Open(string settings, TimeProvider? clock = null)
    {
        var options = _schema.Options();
        options.TimeProvider = clock ?? options.TimeProvider;
        (options.CommandTimeout, options.IndexText) = (TimeSpan.FromSeconds(1), false);
        return new PostgreSqlConversationStore($"{_cluster.ConnectionString};{settings}", options);
    }

    /// <summary>One server for these tests.</summary>
    public sealed class DurableServer : IDisposable
    {
        internal PostgresCluster Cluster { get; } = PostgresCluster.Start("-c shared_buffers=64MB -c fsync=off -c jit=off");

        public void Dispose() => Cluster.Dispose();
    }
}
