using ConvLog.PostgreSql.Tests.Support;
using ConvLog.Storage;
using ConvLog.StoreContract;
using ConvLog.Testing;

namespace ConvLog.PostgreSql.Tests.Connections;

/// <summary>
/// A server fails while records are written, erased or expire, or a partition is created: the cause is reported, nothing acknowledged is lost, and nothing
/// erased can be read.
/// </summary>
[Needs(ServerNeeds.Installed)]
public sealed class DatabaseOutageTests : IClassFixture<SessionStandbyTests.DurableServer>, IAsyncLifetime
{
    private readonly TestSchema _schema = TestSchema.New();
    private readonly PostgresCluster _cluster;
    private readonly string _role;
    private readonly string _keysRole;

    public DatabaseOutageTests(SessionStandbyTests.DurableServer server)
        => (_cluster, _role, _keysRole) = (server.Cluster, _schema.Name + "_role", _schema.KeysName + "_role");

    public Task InitializeAsync() => RunAsync($"CREATE ROLE {_role} LOGIN SUPERUSER; CREATE ROLE {_keysRole} LOGIN SUPERUSER");

    public Task DisposeAsync() => _cluster.SetAsync("RESET ALL");

    [Theory]
    [InlineData(Outage.LostStandby, Operation.Writing)]
    [InlineData(Outage.LostStandby, Operation.Erasing)]
    [InlineData(Outage.LostStandby, Operation.Expiring)]
    [InlineData(Outage.LostStandby, Operation.CreatingPartitions)]
    [InlineData(Outage.ReadOnly, Operation.Writing)]
    [InlineData(Outage.ReadOnly, Operation.Erasing)]
    [InlineData(Outage.ReadOnly, Operation.Expiring)]
    [InlineData(Outage.ReadOnly, Operation.CreatingPartitions)]
    [InlineData(Outage.LostRights, Operation.Writing)]
    [InlineData(Outage.LostRights, Operation.Erasing)]
    [InlineData(Outage.LostRights, Operation.Expiring)]
    [InlineData(Outage.LostRights, Operation.CreatingPartitions)]
    [InlineData(Outage.KeysRefused, Operation.Erasing)]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task An_interrupted_operation_names_the_cause_and_completes_once_it_is_fixed(Outage outage, Operation operation)
    {
        await using var store = Open();
        await store.WriteAsync([Some.Opening("erased"), Some.Entry(1, isPii: true, conversation: "erased"), Some.Opening("expired")]);
        await store.WriteAsync([Some.Opening("kept", minute: 500), Some.Entry(1, conversation: "kept")]);
        await store.BringUpToDateAsync();
        await BeginAsync(outage);

        for (int attempt = 0; attempt < 2; attempt++)
        {
            (await FluentActions.Awaiting(() => RunAsync(store, operation)).Should().ThrowAsync<ConversationStoreException>()).Which.Message.Should()
                .Contain(CauseOf(outage));
        }

        await EndAsync(outage);
        await Waiting.UntilAsync(async () => await SucceedsAsync(store, operation));

        await using var other = Open();
        await other.BringUpToDateAsync();
        (await other.ListAsync(new ConversationQuery(), withPii: false)).Conversations.Select(static one => one.Conversation.ConversationId).Should()
            .BeEquivalentTo(operation switch
            {
                Operation.Writing => ["erased", "expired", "kept", "new"],
                Operation.Erasing => ["expired", "kept"],
                Operation.Expiring => ["kept"],
                _ => new[] { "erased", "expired", "kept" },
            });
        (await other.ReadAsync("kept"))!.Logged.Should().ContainSingle();
        (await RunAsync($"SELECT count(*) FROM {_schema.Name}.partition")).Should().Be(operation == Operation.CreatingPartitions ? 2L : 1L);
    }

    private static async Task RunAsync(PostgreSqlConversationStore store, Operation operation) => await (operation switch
    {
        Operation.Writing => store.WriteAsync([Some.Opening("new"), Some.Entry(1, conversation: "new")]).AsTask(),
        Operation.Erasing => store.EraseAsync(ErasureRequest.OfConversation("erased", "dpo", Some.At(600))).AsTask(),
        Operation.Expiring => Hosts.ExpireAllAsync(store, new RetentionCut { At = Some.At(1_000), ConversationsBefore = Some.At(400) }),
        _ => store.CreatePartitionsAsync(Some.At(0).AddDays(7)).AsTask(),
    });

    // A connection that was refused for a while may be tried again a little later.
    private static async Task<bool> SucceedsAsync(PostgreSqlConversationStore store, Operation operation)
    {
        try
        {
            await RunAsync(store, operation);
            return true;
        }
        catch (ConversationStoreException)
        {
            return false;
        }
    }

    private Task BeginAsync(Outage outage) => outage switch
    {
        Outage.LostStandby => _cluster.LoseStandbyAsync(),
        Outage.ReadOnly => _cluster.SetAsync("SET default_transaction_read_only = on"),
        Outage.LostRights => RunAsync($"REASSIGN OWNED BY {_role} TO CURRENT_USER; GRANT USAGE ON SCHEMA {_schema.Name} TO {_role}; "
            + $"GRANT SELECT ON ALL TABLES IN SCHEMA {_schema.Name} TO {_role}; ALTER ROLE {_role} NOSUPERUSER"),
        _ => RunAsync($"ALTER ROLE {_keysRole} NOLOGIN; SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '{_keysRole}'"),
    };

    private Task EndAsync(Outage outage) => outage switch
    {
        Outage.LostStandby => _cluster.SetAsync("RESET synchronous_standby_names"),
        Outage.ReadOnly => _cluster.SetAsync("RESET default_transaction_read_only"),
        Outage.LostRights => RunAsync($"ALTER ROLE {_role} SUPERUSER"),
        _ => RunAsync($"ALTER ROLE {_keysRole} LOGIN"),
    };

    private static string CauseOf(Outage outage) => outage switch
    {
        Outage.LostStandby => "synchronous_standby_names",
        Outage.ReadOnly => "default_transaction_read_only",
        Outage.LostRights => "The role may not do what the store needs",
        _ => "The server of the keys",
    };

    private Task<object?> RunAsync(string sql) => PostgresServer.RunAsync(_cluster.ConnectionString, sql);

    private PostgreSqlConversationStore Open()
    {
        var options = _schema.Options();
        (options.CommandTimeout, options.IndexText, options.TimeProvider) = (TimeSpan.FromSeconds(1), false, new ManualClock(Some.At(0)));
        options.KeysConnectionString = $"{_cluster.ConnectionString};Username={_keysRole}";
        return new PostgreSqlConversationStore($"{_cluster.ConnectionString};Username={_role}", options);
    }

    /// <summary>What fails.</summary>
    public enum Outage
    {
        /// <summary>The standby that commits wait for.</summary>
        LostStandby,

        /// <summary>The server accepts no writes.</summary>
        ReadOnly,

        /// <summary>The role may only read.</summary>
        LostRights,

        /// <summary>The role of the keys cannot log in.</summary>
        KeysRefused,
    }

    /// <summary>The operation during which it happens.</summary>
    public enum Operation
    {
        /// <summary>A batch is written.</summary>
        Writing,

        /// <summary>A conversation is erased.</summary>
        Erasing,

        /// <summary>A conversation expires.</summary>
        Expiring,

        /// <summary>A partition is created.</summary>
        CreatingPartitions,
    }
}
