using ConvLog.PostgreSql.Tests.Support;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.PostgreSql.Tests.Erasure;

/// <summary>An erasure while the server's disk is full.</summary>
public sealed class ErasuresFullDiskTests : IAsyncLifetime
{
    private readonly Hosts _hosts = new(changeTables: true);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _hosts.DisposeAsync();

    [Theory]
    [InlineData("#.tombstone", "The server has no room on its disk: could not extend file (Check free disk space.)")]
    [InlineData("keys#.ledger", "The server of the keys has no room on its disk: could not extend file (Check free disk space.)")]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task An_erasure_names_the_full_disk_and_completes_once_space_is_freed(string table, string said)
    {
        var log = new FakeLogger();
        var store = _hosts.Open(configure: options => options.Logger = log);
        await store.WriteAsync([Some.Opening(), Some.Entry(1, isPii: true)]);
        await _hosts.ScalarAsync($"""
            CREATE FUNCTION #.full() RETURNS trigger LANGUAGE plpgsql AS
                'BEGIN RAISE EXCEPTION ''could not extend file'' USING ERRCODE = ''53100'', HINT = ''Check free disk space.''; END';
            CREATE TRIGGER full_disk BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION #.full();
            """);
        var request = ErasureRequest.OfConversation(Some.Conversation, "dpo", Some.At(5));

        (await FluentActions.Awaiting(() => store.EraseAsync(request).AsTask()).Should().ThrowAsync<ConversationStoreException>()).Which.Message.Should()
            .Contain(said);
        await _hosts.ScalarAsync($"DROP TRIGGER full_disk ON {table}");

        (await store.EraseAsync(request)).UnreadableAt.Should().NotBe(default);
        (await store.ReadAsync(Some.Conversation)).Should().BeNull();
    }
}
