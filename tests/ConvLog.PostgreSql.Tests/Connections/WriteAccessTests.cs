using ConvLog.PostgreSql.Tests.Support;
using ConvLog.Storage;
using ConvLog.StoreContract;
using ConvLog.Testing;

namespace ConvLog.PostgreSql.Tests.Connections;

/// <summary>The roles of docs/postgresql.md: the owner of the tables, an application without CREATE, and a reader.</summary>
public sealed class WriteAccessTests : IAsyncLifetime
{
    private readonly TestSchema _schema = TestSchema.New();
    private readonly ManualClock _clock = new(Some.At(0));
    private readonly List<string> _roles = [];

    public async Task InitializeAsync()
    {
        await using var owner = Open("");
        await owner.WriteAsync([Some.Opening("old"), Some.Entry(1, conversation: "old"), Some.Opening("erased") with { UserId = "jane" }]);
        await owner.BringUpToDateAsync();
    }

    public async Task DisposeAsync()
    {
        await _schema.DropAsync(PostgresServer.OfTables);
        foreach (string role in _roles)
        {
            await RunAsync($"DROP OWNED BY {role} CASCADE; DROP ROLE {role}");
        }
    }

    [Fact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task A_role_that_cannot_create_tables_is_warned_and_writes_past_the_last_partition()
    {
        await using var application = Open(await RoleAsync("SELECT, INSERT, UPDATE, DELETE"), ahead: 2);
        await application.WriteAsync([Some.Entry(2, conversation: "old")]);
        await DegradedAsync(application, "CreatePartitionsAsync");
        _clock.Advance(TimeSpan.FromDays(60));

        await application.WriteAsync(
        [
            Some.Opening("new", minute: 60 * 24 * 60), Some.Entry(3, conversation: "old"), Some.Opening("imported", minute: -60 * 24 * 3_000),
            Some.Entry(1, conversation: "imported"),
        ]);

        await application.BringUpToDateAsync();
        foreach (string conversation in new[] { "new", "imported", "old" })
        {
            (await application.ReadAsync(conversation)).Should().NotBeNull();
        }

        (await application.ListAsync(new ConversationQuery(), withPii: false)).Conversations.Should().HaveCount(4);
        (await application.CheckHealthAsync()).Parts.Single(static part => part is { Name: "writing" }).Status.Should().Be(StoreHealthStatus.Healthy);
    }

    [Fact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task An_owner_job_creates_the_partitions_for_an_unprivileged_application()
    {
        await using var owner = Open("");
        (await owner.CreatePartitionsAsync(_clock.GetUtcNow().AddDays(21))).Should().Be(3);
        (await owner.CreatePartitionsAsync(_clock.GetUtcNow().AddDays(21))).Should().Be(0);

        await using var application = Open(await RoleAsync("SELECT, INSERT, UPDATE, DELETE"), ahead: 2);
        await application.WriteAsync([Some.Opening("new", minute: 60 * 24 * 14)]);

        (await NumberAsync("SELECT count(*) FROM #.partition JOIN #.conversation ON day >= first AND day < ends WHERE id = 'new' AND first > "
            + "(SELECT min(first) FROM #.partition)")).Should().Be(1);
        (await application.CheckHealthAsync()).Parts.Single(static part => part is { Name: "schema" }).Should()
            .Match<HealthPart>(static part => part.Status == StoreHealthStatus.Healthy && part.Figures["partition_days_ahead"] >= 14);
    }

    [Fact]
    public async Task The_owner_creates_two_periods_ahead_with_the_first_write()
    {
        await using var owner = Open("", ahead: 2);
        await owner.WriteAsync([Some.Entry(2, conversation: "old")]);

        await Waiting.UntilAsync(async () => await NumberAsync("SELECT count(*) FROM #.partition") == 3);
    }

    [Fact]
    public async Task A_console_with_a_read_only_role_can_read_and_reports_that_it_cannot_write()
    {
        await using var console = Open(await RoleAsync("SELECT"));

        await ReadsAsync(console);
        var health = await console.CheckHealthAsync();
        health.Parts.Single(static part => part is { Name: "writing" }).Should().Match<HealthPart>(static part => part.Status == StoreHealthStatus.Degraded
            && part.Message.Contains("Nothing can be written: the role"));
        health.Parts.Single(static part => part is { Name: "keys" }).Message.Should().NotBe("It works.");
        await FluentActions.Awaiting(() => console.WriteAsync([Some.Entry(2, conversation: "old")]).AsTask()).Should()
            .ThrowAsync<ConversationStoreException>();
    }

    [Fact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task A_writing_host_with_a_read_only_role_reports_it_and_loses_no_records()
    {
        string reader = await RoleAsync("SELECT");
        await using var host = Open(reader);
        await using var console = Open(await RoleAsync("SELECT, INSERT, UPDATE, DELETE"));
        await using var sink = new StoreSink(host, new StoreSinkOptions { RetryDelay = TimeSpan.FromMilliseconds(1) });
        foreach (var record in new Records.StoreRecord[] { Some.Opening("new"), Some.Entry(1, conversation: "new"), Some.Entry(2, conversation: "old") })
        {
            sink.Record(record);
        }

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        (await sink.FlushAsync(patience.Token)).Records.Should().BeEquivalentTo(new { Pending = 3, Dropped = 0 });
        (await host.CheckHealthAsync()).Parts.Single(static part => part is { Name: "writing" }).Message.Should()
            .Contain($"role {RoleOf(reader)} may not insert");
        (await FluentActions.Awaiting(() => host.EraseAsync(ErasureRequest.OfConversation("erased", "dpo", Some.At(5))).AsTask()).Should()
            .ThrowAsync<ConversationStoreException>()).WithMessage("The role may not do what the store needs: *docs/postgresql.md*");
        await ReadsAsync(console);
        (await console.ReadAsync("erased")).Should().NotBeNull("that erasure was not acknowledged");

        foreach (string schema in new[] { _schema.Name, _schema.KeysName })
        {
            await RunAsync($"GRANT INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO {RoleOf(reader)}; "
                + $"GRANT USAGE ON ALL SEQUENCES IN SCHEMA {schema} TO {RoleOf(reader)}");
        }

        (await sink.FlushAsync()).Records.Should().BeEquivalentTo(new { Stored = 3, Pending = 0, Dropped = 0 });
        (await console.ReadAsync("new"))!.Logged.Should().ContainSingle();
        (await console.ReadAsync("old"))!.Logged.Should().HaveCount(2);
    }

    [Fact]
    public async Task A_server_that_is_read_only_by_default_can_be_read()
    {
        await using var console = Open("Options=-c default_transaction_read_only=on");

        await ReadsAsync(console);
        (await console.CheckHealthAsync()).Parts.Single(static part => part is { Name: "writing" }).Message.Should()
            .Contain("default_transaction_read_only is on");
        (await FluentActions.Awaiting(() => console.EraseAsync(ErasureRequest.OfConversation("old", "dpo", Some.At(5))).AsTask()).Should()
            .ThrowAsync<ConversationStoreException>()).WithMessage("*takes no writes*");
    }

    [Fact]
    public async Task A_read_only_host_serves_no_data_older_than_the_ledger()
    {
        string role = await RoleAsync("SELECT");
        await using (var owner = Open(""))
        {
            await owner.EraseAsync(ErasureRequest.OfConversation("erased", "dpo", Some.At(5)));
        }

        await RunAsync($"UPDATE {_schema.Name}.meta SET value = '0' WHERE key = 'ledger_applied'"); // As in an old backup.
        await using var console = Open(role);

        (await FluentActions.Awaiting(() => console.ReadAsync("old").AsTask()).Should().ThrowAsync<ConversationStoreException>())
            .WithMessage("*older than erasures in the ledger*");
        await using (var owner = Open(""))
        {
            await owner.ReadAsync("old");
        }

        (await console.ReadAsync("old")).Should().NotBeNull();
    }

    /// <summary>Personal data is shown only after the access was logged.</summary>
    [Fact]
    public async Task A_read_only_role_logs_accesses_with_the_documented_rights()
    {
        await using var console = Open(await RoleAsync("SELECT"));
        await FluentActions.Awaiting(() => console.WriteAccessAsync([Some.Access()]).AsTask()).Should().ThrowAsync<ConversationStoreException>();

        await RunAsync($"GRANT INSERT ON {_schema.Name}.access TO {_roles[^1]}; GRANT UPDATE ON {_schema.Name}.access_chain TO {_roles[^1]}");
        await console.WriteAccessAsync([Some.Access()]);

        (await console.ReadAccessAsync(new AccessQuery())).Accesses.Should().ContainSingle();
    }

    [Fact]
    public async Task Health_reports_a_role_that_cannot_add_keys()
    {
        string role = await RoleAsync("SELECT, INSERT, UPDATE, DELETE");
        await RunAsync($"REVOKE INSERT ON {_schema.KeysName}.data_key FROM {_roles[^1]}");
        await using var application = Open(role);

        (await application.CheckHealthAsync()).Parts.Single(static part => part is { Name: "keys" }).Should()
            .Match<HealthPart>(static part => part.Status != StoreHealthStatus.Healthy && part.Message.Contains("data_key"));
    }

    private static async Task ReadsAsync(PostgreSqlConversationStore console)
    {
        (await console.ReadAsync("old"))!.Logged.Should().ContainSingle();
        (await console.ListAsync(new ConversationQuery(), withPii: false)).Conversations.Should().HaveCount(2);
        (await console.CountFacetsAsync(new ConversationQuery(), withPii: false)).Should().NotBeNull();
        (await console.ReadArrivalsAsync(after: null, 10)).Should().NotBeNull();
        (await console.ListHoldsAsync()).Should().BeEmpty();
    }

    private static async Task DegradedAsync(PostgreSqlConversationStore store, string said) => await Waiting.UntilAsync(async () =>
        (await store.CheckHealthAsync()).Parts.Single(static part => part is { Name: "schema" }) is { Status: StoreHealthStatus.Degraded } part
            && part.Message.Contains(said, StringComparison.Ordinal));

    // The connection string of a new role with these privileges on all existing and future tables.
    private async Task<string> RoleAsync(string rights)
    {
        string role = $"{_schema.Name}_r{_roles.Count}";
        _roles.Add(role);
        await RunAsync($"CREATE ROLE {role} LOGIN");
        foreach (string schema in new[] { _schema.Name, _schema.KeysName })
        {
            await RunAsync($"GRANT USAGE ON SCHEMA {schema} TO {role}; GRANT {rights} ON ALL TABLES IN SCHEMA {schema} TO {role}; "
                + $"ALTER DEFAULT PRIVILEGES IN SCHEMA {schema} GRANT {rights} ON TABLES TO {role}"
                + (rights.Contains("INSERT", StringComparison.Ordinal) ? $"; GRANT USAGE ON ALL SEQUENCES IN SCHEMA {schema} TO {role}" : ""));
        }

        return $"Username={role};Pooling=false";
    }

    private static string RoleOf(string settings) => settings.Split(['=', ';'])[1];

    private PostgreSqlConversationStore Open(string settings, int ahead = 0)
    {
        var options = _schema.Options();
        (options.TimeProvider, options.PartitionsAhead) = (_clock, ahead);
        return new PostgreSqlConversationStore($"{PostgresServer.OfTables};{settings}", options);
    }

    private static Task<object?> RunAsync(string sql) => PostgresServer.RunAsync(PostgresServer.OfTables, sql);

    private async Task<long> NumberAsync(string sql) => (long)(await RunAsync(sql.Replace("#", _schema.Name, StringComparison.Ordinal)))!;
}
