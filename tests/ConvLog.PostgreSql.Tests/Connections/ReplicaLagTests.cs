using ConvLog.PostgreSql.Tests.Support;
using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.PostgreSql.Tests.Connections;

/// <summary>A server and a standby used for reads, whose replay can be paused.</summary>
[Needs(ServerNeeds.Installed)]
public sealed class ReplicaLagTests : IClassFixture<ReplicaLagTests.ServerWithStandby>, IAsyncLifetime
{
    private readonly TestSchema _schema = TestSchema.New();
    private readonly PostgresCluster _primary;
    private readonly PostgresCluster _standby;

    public ReplicaLagTests(ServerWithStandby servers) => (_primary, _standby) = (servers.Primary, servers.Standby);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await OnStandbyAsync("SELECT pg_wal_replay_resume()");

    [Fact]
    public async Task An_erased_conversation_is_not_shown_from_a_lagging_replica()
    {
        await using var eraser = Open();
        await using var console = Open(options => options.ReadConnectionString = _standby.ConnectionString);
        await eraser.WriteAsync([Some.Opening(), Some.Entry(1), Some.Opening("kept")]);
        await eraser.BringUpToDateAsync();
        await ReplayedAsync();
        (await console.ReadAsync(Some.Conversation)).Should().NotBeNull();
        await OnStandbyAsync("SELECT pg_wal_replay_pause()");

        await eraser.EraseAsync(ErasureRequest.OfConversation(Some.Conversation, "dpo", Some.At(5)));

        (await console.ReadAsync(Some.Conversation)).Should().BeNull();
        (await console.ReadSummaryAsync(Some.Conversation)).Should().BeNull();
        (await console.ListAsync(new ConversationQuery(), withPii: true)).Conversations.Select(static one => one.Conversation.ConversationId).Should()
            .Equal("kept");
        (await OnStandbyAsync($"SELECT count(*) FROM {_schema.Name}.conversation")).Should().Be(2L, "the replica still has it");
    }

    [Fact]
    public async Task Replica_lag_is_in_health_and_results_are_marked_incomplete()
    {
        var clock = new Testing.ManualClock();
        await using var store = Open(options => (options.ReadConnectionString, options.TimeProvider) = (_standby.ConnectionString, clock));
        await store.WriteAsync([Some.Opening()]);
        await store.BringUpToDateAsync();
        await ReplayedAsync();
        (await store.ListAsync(new ConversationQuery(), withPii: false)).IsComplete.Should().BeTrue();
        await OnStandbyAsync("SELECT pg_wal_replay_pause()");
        await store.WriteAsync([Some.Opening("late")]);
        await store.BringUpToDateAsync();
        clock.Advance(TimeSpan.FromSeconds(1));
        await store.ListAsync(new ConversationQuery(), withPii: false);
        clock.Advance(TimeSpan.FromSeconds(12));

        (await store.ListAsync(new ConversationQuery(), withPii: false)).IsComplete.Should().BeFalse();
        (await store.CheckHealthAsync()).Parts.Single(static part => part is { Name: "reading" }).Should()
            .Match<HealthPart>(static part => part.Status == StoreHealthStatus.Degraded && part.Figures["replica_lag_seconds"] == 12
                && part.Message.Contains("12 seconds behind"));

        await OnStandbyAsync("SELECT pg_wal_replay_resume()");
        await ReplayedAsync();
        var list = await store.ListAsync(new ConversationQuery(), withPii: false);
        (list.IsComplete, list.Conversations.Count).Should().Be((true, 2));
        (await store.CheckHealthAsync()).Parts.Single(static part => part is { Name: "reading" }).Status.Should().Be(StoreHealthStatus.Healthy);
    }

    /// <summary>Regression: what a change found, and whether it was stored, was read from the replica.</summary>
    [Fact]
    public async Task Changes_by_the_team_do_not_depend_on_a_lagging_replica()
    {
        await using var store = Open(options => options.ReadConnectionString = _standby.ConnectionString);
        await store.WriteAsync([Some.Opening(), Some.Turn(1)]);
        await store.BringUpToDateAsync();
        await ReplayedAsync();
        await OnStandbyAsync("SELECT pg_wal_replay_pause()");
        var clock = new Testing.ManualClock(Some.At(5));
        var team = new ConversationTeam(store, LogLimits.Default, new ScoreRules([], []), clock);
        var turn = new TurnKey(1);
        await store.WriteAsync([Some.Opening("young")]);

        (await team.RateAsync(Reader.Anonymous, Some.Conversation, turn, FeedbackSource.Team, FeedbackRating.Like)).Outcome.Should().Be(TeamOutcome.Done);
        (await team.AddLabelAsync(Reader.Anonymous, Some.Conversation, turn: null, "vip")).IsUnchanged.Should().BeFalse();
        (await team.AddLabelAsync(Reader.Anonymous, Some.Conversation, turn: null, "late")).IsUnchanged.Should().BeFalse();
        (await team.RemoveLabelAsync(Reader.Anonymous, Some.Conversation, turn: null, "late")).IsUnchanged.Should().BeFalse();
        (await team.MarkReadAsync(Reader.Anonymous, Some.Conversation)).Outcome.Should().Be(TeamOutcome.Done);
        (await team.MarkUnreadAsync(Reader.Anonymous, Some.Conversation)).IsUnchanged.Should().BeFalse();
        (await team.AddNoteAsync(Reader.Anonymous, "young", "Call back.")).Outcome.Should().Be(TeamOutcome.Done);

        await OnStandbyAsync("SELECT pg_wal_replay_resume()");
        await ReplayedAsync();
        var read = (await store.ReadAsync(Some.Conversation))!;
        read.Labels.Select(static label => label.Label).Should().Equal("vip");
        read.Feedback.Should().ContainSingle().Which.CreatedAt.Should().BeBefore(Some.At(6), "it was written once");
        (await team.RevokeRatingAsync(Reader.Anonymous, Some.Conversation, turn, FeedbackSource.Team)).IsUnchanged.Should().BeFalse();
    }

    /// <summary>Regression: after the first failed connection to the primary, every read checked that it was the same server as before, and failed.</summary>
    [Fact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task The_replica_is_read_while_the_primary_is_down()
    {
        using var primary = PostgresCluster.Start(ServerWithStandby.Settings);
        using var standby = PostgresCluster.StandbyOf(primary, ServerWithStandby.Settings);
        var options = _schema.Options();
        options.ReadConnectionString = standby.ConnectionString;
        await using var store = new PostgreSqlConversationStore(primary.ConnectionString, options);
        await store.WriteAsync([Some.Opening(), Some.Entry(1)]);
        await store.BringUpToDateAsync();
        await ReplayedAsync(primary, standby);
        (await store.ReadAsync(Some.Conversation)).Should().NotBeNull();

        primary.Stop("immediate");

        for (int attempt = 0; attempt < 3; attempt++)
        {
            (await store.ReadAsync(Some.Conversation))!.Logged.Should().ContainSingle();
            (await store.ListAsync(new ConversationQuery(), withPii: true)).Conversations.Should().ContainSingle();
        }

        primary.StartAgain();
        await store.WriteAsync([Some.Entry(2)]);
        await store.EraseAsync(ErasureRequest.OfConversation(Some.Conversation, "dpo", Some.At(5)));
        (await store.ReadAsync(Some.Conversation)).Should().BeNull();
    }

    [Fact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task The_replica_is_read_while_the_primary_does_not_answer()
    {
        await using var network = new NetworkProxy(_primary);
        var options = _schema.Options();
        (options.ReadConnectionString, options.CommandTimeout) = (_standby.ConnectionString, TimeSpan.FromSeconds(4));
        await using var store = new PostgreSqlConversationStore(network.ConnectionString, options);
        await store.WriteAsync([Some.Opening(), Some.Entry(1)]);
        await store.BringUpToDateAsync();
        await ReplayedAsync();
        network.Mode = ProxyMode.BlackHole;
        (await store.ReadAsync(Some.Conversation)).Should().NotBeNull();
        var clock = System.Diagnostics.Stopwatch.StartNew();

        (await store.ReadAsync(Some.Conversation)).Should().NotBeNull();

        clock.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(3));
        network.CutAll();
        network.Mode = ProxyMode.Forward;
        await OnStandbyAsync("SELECT pg_wal_replay_pause()");
        await using (var eraser = Open())
        {
            await eraser.EraseAsync(ErasureRequest.OfConversation(Some.Conversation, "dpo", Some.At(5)));
        }

        await Waiting.UntilAsync(async () => await store.ReadAsync(Some.Conversation) is null);
    }

    /// <summary>Regression: a primary without a free connection was taken for one that is down, so the replica was read without its erasures.</summary>
    [Fact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task The_replica_is_not_read_while_the_primary_has_no_free_connection()
    {
        string role = _schema.Name + "_one";
        await PostgresServer.RunAsync(_primary.ConnectionString, $"CREATE ROLE {role} LOGIN SUPERUSER");
        var options = _schema.Options();
        options.ReadConnectionString = _standby.ConnectionString;
        await using var eraser = Open();
        await using var console = new PostgreSqlConversationStore($"{_primary.ConnectionString};Username={role};Pooling=false", options);
        await eraser.WriteAsync([Some.Opening(), Some.Entry(1)]);
        await ReplayedAsync();
        (await console.ReadAsync(Some.Conversation)).Should().NotBeNull();
        await OnStandbyAsync("SELECT pg_wal_replay_pause()");
        await eraser.EraseAsync(ErasureRequest.OfConversation(Some.Conversation, "dpo", Some.At(5)));

        await PostgresServer.RunAsync(_primary.ConnectionString, $"ALTER ROLE {role} NOSUPERUSER CONNECTION LIMIT 0");
        (await FluentActions.Awaiting(() => console.ReadAsync(Some.Conversation).AsTask()).Should().ThrowAsync<ConversationStoreException>())
            .Which.Reason.Should().Be(OutageReason.Busy);

        await PostgresServer.RunAsync(_primary.ConnectionString, $"ALTER ROLE {role} SUPERUSER CONNECTION LIMIT -1");
        (await console.ReadAsync(Some.Conversation)).Should().BeNull();
    }

    /// <summary>Regression: without pooling, each connection reached the other server, and the store opened the schema again without end.</summary>
    [Fact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task Connections_that_lead_to_two_servers_in_turn_are_an_error()
    {
        await using (var store = Open())
        {
            await store.WriteAsync([Some.Opening()]);
        }

        await ReplayedAsync();
        await using var balanced = new PostgreSqlConversationStore(
            $"{_primary.ConnectionString};Host={_primary.Folder},{_standby.Folder};Target Session Attributes=any;Load Balance Hosts=true;Pooling=false",
            _schema.Options());

        var reading = async () => await balanced.ReadAsync(Some.Conversation).AsTask().WaitAsync(TimeSpan.FromSeconds(30));

        (await reading.Should().ThrowAsync<ConversationStoreException>()).WithMessage("*Load Balance Hosts*");
    }

    [Fact]
    public async Task A_console_on_a_standby_can_read_and_reports_that_it_cannot_write()
    {
        await using var store = Open();
        await store.WriteAsync([Some.Opening(), Some.Entry(1)]);
        await store.BringUpToDateAsync();
        await ReplayedAsync();
        await using var console = new PostgreSqlConversationStore(_standby.ConnectionString, _schema.Options());

        (await console.ReadAsync(Some.Conversation))!.Logged.Should().ContainSingle();
        (await console.ListAsync(new ConversationQuery(), withPii: false)).Conversations.Should().ContainSingle();
        (await console.CheckHealthAsync()).Parts.Single(static part => part is { Name: "writing" }).Message.Should().Contain("the server is a standby");
    }

    [Theory]
    [InlineData("")]
    [InlineData("Target Session Attributes=primary")]
    [InlineData("Target Session Attributes=read-write")]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task Writes_reach_the_primary_at_any_position_in_the_host_list(string settings)
    {
        await using var store = new PostgreSqlConversationStore(
            $"{_primary.ConnectionString};Host={_standby.Folder},{_primary.Folder};{settings}", _schema.Options());

        await store.WriteAsync([Some.Opening()]);

        (await store.ReadAsync(Some.Conversation)).Should().NotBeNull();
    }

    [Fact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task A_standby_promoted_during_an_erasure_completes_it()
    {
        using var primary = PostgresCluster.Start(ServerWithStandby.Settings);
        using var standby = PostgresCluster.StandbyOf(primary, ServerWithStandby.Settings);
        string both = $"{primary.ConnectionString};Host={primary.Folder},{standby.Folder}";
        await using var store = new PostgreSqlConversationStore(both, _schema.Options());
        await store.WriteAsync([Some.Opening(), Some.Entry(1, isPii: true), Some.Opening("kept")]);
        await PostgresServer.RunAsync(primary.ConnectionString, $"""
            CREATE FUNCTION {_schema.Name}.stop() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''cut'' USING ERRCODE = ''57P01''; END';
            CREATE TRIGGER stop BEFORE DELETE ON {_schema.Name}.conversation_id FOR EACH ROW EXECUTE FUNCTION {_schema.Name}.stop();
            """);
        var request = ErasureRequest.OfConversation(Some.Conversation, "dpo", Some.At(5));
        await FluentActions.Awaiting(() => store.EraseAsync(request).AsTask()).Should().ThrowAsync<ConversationStoreException>();
        await ReplayedAsync(primary, standby);
        primary.Stop("immediate");
        await PostgresServer.RunAsync(standby.ConnectionString, $"SELECT pg_promote()");
        await PostgresServer.RunAsync(standby.ConnectionString, $"DROP TRIGGER stop ON {_schema.Name}.conversation_id");

        ErasureReceipt? receipt = null;
        await Waiting.UntilAsync(async () =>
        {
            try
            {
                receipt = await store.EraseAsync(request);
                return true;
            }
            catch (ConversationStoreException)
            {
                return false;
            }
        });

        receipt!.UnreadableAt.Should().NotBe(default);
        (await store.ReadAsync(Some.Conversation)).Should().BeNull();
        (await store.ReadAsync("kept")).Should().NotBeNull();
    }

    private PostgreSqlConversationStore Open(Action<PostgreSqlStoreOptions>? configure = null)
    {
        var options = _schema.Options();
        configure?.Invoke(options);
        return new PostgreSqlConversationStore(_primary.ConnectionString, options);
    }

    private Task<object?> OnStandbyAsync(string sql) => PostgresServer.RunAsync(_standby.ConnectionString, sql);

    private Task ReplayedAsync() => ReplayedAsync(_primary, _standby);

    private static async Task ReplayedAsync(PostgresCluster primary, PostgresCluster standby)
    {
        object? written = await PostgresServer.RunAsync(primary.ConnectionString, "SELECT pg_current_wal_lsn()::text");
        await Waiting.UntilAsync(async () => Equals(
            true, await PostgresServer.RunAsync(standby.ConnectionString, $"SELECT pg_last_wal_replay_lsn() >= '{written}'")));
    }

    /// <summary>Both servers.</summary>
    public sealed class ServerWithStandby : IDisposable
    {
        internal const string Settings = "-c shared_buffers=64MB -c fsync=off -c jit=off -c wal_level=replica";

        public ServerWithStandby() => Standby = PostgresCluster.StandbyOf(Primary, Settings);

        internal PostgresCluster Primary { get; } = PostgresCluster.Start(Settings);

        internal PostgresCluster Standby { get; }

        public void Dispose()
        {
            Standby.Dispose();
            Primary.Dispose();
        }
    }
}
