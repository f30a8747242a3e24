using ConvLog.Storage;
using ConvLog.Storage.Text;
using ConvLog.StoreContract;

namespace ConvLog.Sqlite.Tests.Text;

public sealed class TextRebuildTests
{
    private const string DamageList = "UPDATE text_index_data SET block = substr(block, 1, length(block) - 3) WHERE id = 10";
    private const string DamageParts = "UPDATE text_index_data SET block = zeroblob(length(block)) WHERE id > 10";

    [Theory]
    [InlineData(DamageParts)]
    [InlineData(DamageList)]
    [InlineData("UPDATE text_index_data SET block = substr(block, 1, length(block) / 2) WHERE id > 10")]
    public async Task A_damaged_index_is_reported_and_rebuilt(string damage)
    {
        using var file = new TextFile();
        var logger = new FakeLogger();
        var store = file.Open(new SqliteStoreOptions { IndexText = false, Logger = logger });
        await store.WriteAsync([SearchRecords.Opening(), SearchRecords.Turn("A table please"), SearchRecords.Opening("c2"),
            .. Enumerable.Range(1, 300).Select(static sequence => SearchRecords.EntryIn("c2", sequence, $"table {sequence}"))]);
        await store.CatchUpAsync();
        var expected = file.Tokens(DocumentKind.Entry);
        file.OpenSession().Execute(damage);

        var damaged = (await store.Invoking(static s => TextFile.FindAsync(s, "table")).Should().ThrowAsync<ConversationStoreException>()).Which;
        (damaged.Fault, damaged.Message).Should().Be((StoreFault.Unavailable, damaged.Message));
        damaged.Message.Should().Contain("built again");
        await store.CatchUpAsync();

        (await TextFile.FindAsync(store, "table")).Should().HaveCount(50);
        (await TextFile.FindAsync(store, "please")).Should().ContainSingle();
        file.Tokens(DocumentKind.Entry).Should().BeEquivalentTo(expected);
        file.Number("SELECT count(*) FROM to_index").Should().Be(0);
        logger.Lines.Should().ContainSingle(static line => line.Message.StartsWith("The text index was damaged.", StringComparison.Ordinal));
        (await store.CheckHealthAsync()).Status.Should().Be(StoreHealthStatus.Healthy);
    }

    [Fact]
    public async Task Revising_an_indexed_turn_fails_until_a_damaged_index_is_rebuilt()
    {
        using var file = new TextFile();
        var store = file.Open();
        await store.WriteAsync([SearchRecords.Opening(), SearchRecords.Turn("A table please")]);
        await store.CatchUpAsync();
        file.OpenSession().Execute(DamageList);
        var revised = SearchRecords.Turn("A chair please", revision: 1);

        var failure = (await store.Invoking(s => s.WriteAsync([revised]).AsTask()).Should().ThrowAsync<ConversationStoreException>()).Which;
        failure.Fault.Should().Be(StoreFault.Unavailable, "then a sink tries again: {0}", failure.Message);
        await store.CatchUpAsync();
        await store.WriteAsync([revised]);
        await store.CatchUpAsync();

        (await TextFile.FindAsync(store, "chair")).Should().ContainSingle();
        (await TextFile.FindAsync(store, "table")).Should().BeEmpty();
    }

    [Fact]
    public async Task Data_erased_during_a_rebuild_is_not_in_the_index()
    {
        using var file = new TextFile();
        var store = file.Open();
        await store.WriteAsync([SearchRecords.Opening(), SearchRecords.Turn("A lighthouse"), SearchRecords.Entry(1, "lighthouse"),
            SearchRecords.Opening("c2"), SearchRecords.EntryIn("c2", 1, "table")]);
        await store.CatchUpAsync();
        using (var session = file.OpenSession())
        {
            session.Execute("BEGIN IMMEDIATE");
            Sqlite.Text.TextRebuild.Run(session, SearchRecords.Noon);
            session.Execute("COMMIT");
        }

        await store.EraseAsync(ErasureRequest.OfConversation("c1", "dpo", SearchRecords.Noon));
        await store.CatchUpAsync();

        (await TextFile.FindAsync(store, "lighthouse")).Should().BeEmpty();
        (await TextFile.FindAsync(store, "table")).Should().ContainSingle();
        file.Tokens(DocumentKind.Turn).Should().BeEmpty();
        System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file.Path)).Should().NotContain("lighthouse").And.NotContain("ighthouse");
    }
}
