using System.Diagnostics;
using ConvLog.PostgreSql.Tests.Support;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.StoreContract;
using Npgsql;

namespace ConvLog.PostgreSql.Tests.Erasure;

/// <summary>A backup of the data that is older than an erasure or an expiry is put back.</summary>
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
    public async Task What_was_erased_since_is_erased_again_before_anything_is_served()
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
    public async Task A_host_that_ran_on_while_it_was_put_back_erases_again_when_it_looks()
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
    public async Task What_was_personal_and_expired_since_stays_unreadable_and_the_rest_is_written_to()
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

    private void Dump() => Run("pg_dump", "-n", _hosts.Schema.Name, "-f", _dump);

    private async Task PutBackAsync()
    {
        await _hosts.ScalarAsync($"DROP SCHEMA {_hosts.Schema.Name} CASCADE");
        Run("psql", "-q", "--single-transaction", "-v", "ON_ERROR_STOP=1", "-f", _dump);
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
