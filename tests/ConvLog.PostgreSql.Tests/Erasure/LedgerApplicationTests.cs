using System.Diagnostics;
using ConvLog.PostgreSql.Tests.Support;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.StoreContract;
using Npgsql;

namespace ConvLog.PostgreSql.Tests.Erasure;

/// <summary>A backup of the data older than an erasure or expiry is restored.</summary>
[Needs(ServerNeeds.Clients)]
public sealed class LedgerApplicationTests : IAsyncLifetime
{
    private static readonly StoreRecord[] s_jane =
        [Some.Opening() with { UserId = "jane" }, Some.Turn(1) with { Error = "of Jane" }, Some.Note("1", "call Jane")];

    private readonly Hosts _hosts = new(changeTables: true);
    private readonly string _dump = Path.GetTempFileName();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _hosts.DisposeAsync();
        File.Delete(_dump);
    }

    [Fact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task Erasures_after_a_backup_are_repeated_before_restored_data_is_served()
    {
        var before = _hosts.Open();
        await Hosts.WriteAsync(before, [.. s_jane, Some.Opening("other")]);
        Dump();
        var receipt = await before.EraseAsync(ErasureRequest.OfConversation(Some.Conversation, "dpo", Some.At(5)));
        await before.EraseAsync(ErasureRequest.OfUser("joe", "dpo", Some.At(1_000)));
        await before.PlaceHoldAsync(Some.Hold("other"));

        await PutBackAsync();
        var after = _hosts.Open();

        (await after.ReadAsync(Some.Conversation)).Should().BeNull();
        (await after.ReadAsync("other")).Should().NotBeNull();
        (await after.ListHoldsAsync()).Should().ContainSingle();
        (await after.ReadReceiptAsync(receipt.Id)).Should().BeEquivalentTo(receipt, "it counts what went when it went");
        await Hosts.WriteAsync(after, [.. s_jane, Some.Opening("joe", minute: 1) with { UserId = "joe" }]);
        (await after.ListAsync(new ConversationQuery(), withPii: true)).Conversations.Select(static summary => summary.Conversation.ConversationId).Should()
            .Equal("other");
    }

    [Fact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task A_host_running_during_a_restore_repeats_erasures_at_its_next_check()
    {
        var store = _hosts.Open();
        await Hosts.WriteAsync(store, s_jane);
        Dump();
        await store.EraseAsync(ErasureRequest.OfConversation(Some.Conversation, "dpo", Some.At(5)));

        await PutBackAsync();
        await store.FinishErasuresAsync();

        (await store.ReadAsync(Some.Conversation)).Should().BeNull();
        (await _hosts.TablesWithAsync("call Jane")).Should().BeEmpty();
    }

    [Fact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task Restored_personal_data_that_had_expired_is_unreadable_and_writing_continues()
    {
        var before = _hosts.Open();
        await Hosts.WriteAsync(before, s_jane);
        Dump();
        await Hosts.ExpireAllAsync(before, new RetentionCut { At = Some.At(1_000), PersonalDataBefore = Some.At(500) });

        await PutBackAsync();
        var after = _hosts.Open();

        (await after.ReadAsync(Some.Conversation))!.Notes[0].Text.Should().NotContain("Jane");
        await Hosts.WriteAsync(after, Some.Note("2", "new", minute: 600), Some.Turn(2) with { Error = "new" });
        var read = (await after.ReadAsync(Some.Conversation))!;
        read.Notes.Select(static note => note.Text).Should().Equal("[redacted]", "new");
        read.Summary.PiiPurgedAt.Should().NotBeNull();
    }

    [Theory]
    [InlineData(KeysLoss.Role)]
    [InlineData(KeysLoss.Missing)]
    [InlineData(KeysLoss.New)]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task Without_the_ledger_no_conversation_of_a_restored_backup_is_served(KeysLoss loss)
    {
        await using (var before = _hosts.Open())
        {
            await Hosts.WriteAsync(before, [.. s_jane, Some.Opening("other")]);
            Dump();
            await before.EraseAsync(ErasureRequest.OfConversation(Some.Conversation, "dpo", Some.At(5)));
        }

        await PutBackAsync();
        string keys = _hosts.Schema.KeysName;
        await (loss == KeysLoss.Role ? Task.CompletedTask : _hosts.ScalarAsync($"ALTER SCHEMA {keys} RENAME TO {keys}_away"));
        await (loss == KeysLoss.New ? CreateKeysOfOtherDataAsync() : Task.CompletedTask);
        var after = _hosts.Open(configure: options => options.KeysConnectionString
            = loss == KeysLoss.Role ? $"{_hosts.ConnectionString};Username={keys}_role" : null);

        for (int attempt = 0; attempt < 2; attempt++)
        {
            await FluentActions.Awaiting(() => after.ListAsync(new ConversationQuery(), withPii: true).AsTask()).Should()
                .ThrowAsync<ConversationStoreException>();
            await FluentActions.Awaiting(() => after.ReadAsync(Some.Conversation).AsTask()).Should().ThrowAsync<ConversationStoreException>();
            await FluentActions.Awaiting(() => after.ReadSummaryAsync("other").AsTask()).Should().ThrowAsync<ConversationStoreException>();
        }

        (await after.CheckHealthAsync()).Parts.Single(static part => part is { Name: "keys" }).Status.Should().Be(StoreHealthStatus.Unhealthy);
        await _hosts.ScalarAsync(loss == KeysLoss.Role
            ? $"CREATE ROLE {keys}_role LOGIN SUPERUSER" : $"DROP SCHEMA IF EXISTS {keys} CASCADE; ALTER SCHEMA {keys}_away RENAME TO {keys}");

        StoredPage? list = null;
        await Waiting.UntilAsync(async () =>
        {
            try
            {
                list = await after.ListAsync(new ConversationQuery(), withPii: true);
                return true;
            }
            catch (ConversationStoreException)
            {
                return false;
            }
        });
        list!.Conversations.Select(static summary => summary.Conversation.ConversationId).Should().Equal("other");
    }

    private async Task CreateKeysOfOtherDataAsync()
    {
        string other = $"{_hosts.Schema.Name}_other";
        await using (var host = _hosts.Open(configure: options => options.Schema = other))
        {
            await Hosts.WriteAsync(host, Some.Opening("of other data"));
        }

        await _hosts.ScalarAsync($"DROP SCHEMA {other} CASCADE");
    }

    private void Dump() => Run("pg_dump", "-n", _hosts.Schema.Name, "-f", _dump);

    private async Task PutBackAsync()
    {
        await _hosts.ScalarAsync($"DROP SCHEMA {_hosts.Schema.Name} CASCADE");
        Run("psql", "-q", "--single-transaction", "-v", "ON_ERROR_STOP=1", "-f", _dump);
    }

    /// <summary>Why the keys cannot be used.</summary>
    public enum KeysLoss
    {
        /// <summary>Their role cannot log in.</summary>
        Role,

        /// <summary>Their schema is missing and is created again.</summary>
        Missing,

        /// <summary>Another host, with data of its own, has created their schema again.</summary>
        New,
    }

    private static void Run(string program, params string[] arguments)
    {
        var server = new NpgsqlConnectionStringBuilder(PostgresServer.OfTables);
        string[] all = ["-h", server.Host!, "-U", server.Username!, "-d", server.Database!, .. arguments];
        using var process = Process.Start(
            new ProcessStartInfo(Path.Combine(PostgresBinaries.Folder!, program), all) { RedirectStandardOutput = true, UseShellExecute = false })!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.Should().Be(0);
    }
}
