using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Tests.Support;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.Sqlite.Tests.Access;

/// <summary>Tampering with the access log in the file is detected.</summary>
public sealed class AccessRowsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string FilePath => _folder.File("conversations.db");

    [Fact]
    public async Task Tampering_is_reported_with_the_affected_read_and_an_untouched_log_is_intact()
    {
        await using var store = await FilledAsync();
        using var session = Session.Open(FilePath, TimeSpan.FromSeconds(5));

        await AccessTampering.ShouldBeFoundAsync(store, sql =>
        {
            session.Execute(sql.Replace("#.", "", StringComparison.Ordinal));
            return Task.CompletedTask;
        });
    }

    [Fact]
    public async Task A_recomputed_chain_is_detected_only_with_a_previously_saved_head()
    {
        await using var store = await FilledAsync();
        var noted = (await store.VerifyAccessAsync()).Head;
        using var session = Session.Open(FilePath, TimeSpan.FromSeconds(5));
        session.Execute("DELETE FROM access WHERE no = 10; UPDATE access_chain SET last = 9, last_hash = (SELECT hash FROM access WHERE no = 9)");
        (await store.VerifyAccessAsync()).IsWhole.Should().BeTrue();
        (await store.VerifyAccessAsync(noted)).Should().BeEquivalentTo(new { IsWhole = false, HasNotedHead = false, FirstBroken = 10 });

        await store.WriteAccessAsync([Some.Access("somebody else")]);

        (await store.VerifyAccessAsync()).IsWhole.Should().BeTrue();
        (await store.VerifyAccessAsync(noted)).Should().BeEquivalentTo(new { IsWhole = false, HasNotedHead = false, FirstBroken = 10 });
    }

    [Fact]
    public async Task Access_log_without_its_head_refuses_writes_and_the_error_says_what_to_do()
    {
        await using var store = await FilledAsync();
        using var session = Session.Open(FilePath, TimeSpan.FromSeconds(5));
        session.Execute("DELETE FROM access_chain");

        var writing = async () => await store.WriteAccessAsync([Some.Access()]);

        (await writing.Should().ThrowAsync<ConversationStoreException>().WithMessage("*access_chain*backup*")).Which.Fault.Should().Be(StoreFault.Unusable);
        session.Number("SELECT max(no) FROM access").Should().Be(10);
    }

    [Fact]
    public async Task A_broken_chain_is_reported_until_repaired_even_after_further_writes()
    {
        await using var store = await FilledAsync();
        using var session = Session.Open(FilePath, TimeSpan.FromSeconds(5));
        session.Execute("DELETE FROM access WHERE no >= 9");

        await store.WriteAccessAsync([Some.Access()]);

        (await AccessTampering.ComplaintAsync(store, firstBroken: 9)).Should().BeNull();
    }

    [Fact]
    public async Task Two_hosts_on_one_file_form_one_chain()
    {
        await using var one = new SqliteConversationStore(FilePath);
        await using var other = new SqliteConversationStore(FilePath);

        await Task.WhenAll(((SqliteConversationStore[])[one, other]).Select(store => Task.Run(async () =>
        {
            for (int i = 0; i < 50; i++)
            {
                await store.WriteAccessAsync([Some.Access(), Some.Access(minute: 1)]);
            }
        })));

        foreach (var store in (SqliteConversationStore[])[one, other])
        {
            (await store.VerifyAccessAsync()).Should().BeEquivalentTo(new { IsWhole = true, Verified = 200, Head = new { Number = 200 } });
        }
    }

    public void Dispose() => _folder.Dispose();

    private async Task<SqliteConversationStore> FilledAsync()
    {
        var store = new SqliteConversationStore(FilePath);
        await AccessTampering.FillAsync(store);
        return store;
    }
}
