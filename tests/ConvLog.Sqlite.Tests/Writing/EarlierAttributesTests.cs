using ConvLog.Records;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Schema;
using ConvLog.Sqlite.Tests.Fixtures;
using ConvLog.Sqlite.Tests.Keys;
using ConvLog.Storage;
using ConvLog.StoreContract;
using ConvLog.Testing;
using ConvLog.Tests.Shared;

namespace ConvLog.Sqlite.Tests.Writing;

/// <summary>Files that were written before conversations were found by attributes: they are once the file is open and its keys can be had.</summary>
public sealed class EarlierAttributesTests : IDisposable
{
    private const string Pending = "SELECT value FROM meta WHERE key = 'attributes_to_add'";
    private const string Rows = "SELECT count(*) FROM subject WHERE kind = 2";

    private static readonly ConversationQuery s_gold = new() { Attributes = [new("tier", "gold")], Limit = 10_000 };

    private readonly KeysFolder _folder = new();

    public static TheoryData<string> Fixtures { get; } = new(Fixture.Names);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Fixtures))]
    public async Task A_file_of_yesterday_finds_its_conversations_by_attributes(string name)
    {
        using var fixture = Fixture.Load(name);
        await using var store = fixture.Open();

        await UntilAsync(fixture.Path, static look => look.Number(Pending) is null);

        (await IdsAsync(store, s_gold with { Attributes = [new("tier", "gold"), new("city", "Bonn")] })).Should().Contain(FixtureContent.Talk);
        (await IdsAsync(store, s_gold with { Attributes = [new("city", "Ulm")] })).Should().BeEmpty();
    }

    [Fact]
    public async Task All_conversations_get_what_they_would_have_been_written_with()
    {
        await using (var store = _folder.Open())
        {
            await store.WriteAsync([.. Enumerable.Range(0, 250).SelectMany(static n => (StoreRecord[])[
                Some.Opening($"c{n}") with { Attributes = Some.Fields(("tier", n % 2 == 0 ? "gold" : "tin"), ("n", n)), UserId = "jane" },
                Some.Opening($"bare {n}") with { UserId = "joe" }])]);
            await store.WriteAsync([Some.Opening("c0", writer: 2, minute: 1) with { Attributes = Some.Fields(("tier", "iron")) }]);
        }

        string written = Look(static look => look.Text("SELECT group_concat(hex(hash) || conversation) FROM subject ORDER BY kind, hash, conversation"))!;
        Forget();

        await using var again = _folder.Open();
        await UntilAsync(_folder.DataPath, static look => look.Number(Pending) is null);

        (await IdsAsync(again, s_gold)).Should().HaveCount(124);
        Look(static look => look.Text("SELECT group_concat(hex(hash) || conversation) FROM subject ORDER BY kind, hash, conversation")).Should().Be(written);
    }

    [Fact]
    public async Task Without_the_keys_nothing_is_added_and_all_is_once_they_are_back()
    {
        var ring = KeysFolder.NewRing();
        await using (var store = _folder.Open(ring))
        {
            await store.WriteAsync([Gold("one"), Gold("two")]);
        }

        Forget();
        var asked = new AskedRing();
        var clock = new ManualClock();
        await using (var without = new SqliteConversationStore(_folder.DataPath, new SqliteStoreOptions { KeyRing = asked, TimeProvider = clock }))
        {
            await Waiting.UntilAsync(() => asked.Count > 0);
            Look(static look => look.Number(Rows)).Should().Be(0);
            int before = asked.Count;
            await Waiting.UntilAsync(() =>
            {
                clock.Advance(TimeSpan.FromMinutes(1));
                return asked.Count > before;
            });
        }

        Look(static look => look.Number(Pending)).Should().BePositive("what is left is known");
        await using var again = _folder.Open(ring);
        await UntilAsync(_folder.DataPath, static look => look.Number(Pending) is null);

        (await IdsAsync(again, s_gold)).Should().BeEquivalentTo("one", "two");
    }

    [Fact]
    public async Task What_is_erased_or_has_expired_gets_none()
    {
        await using (var store = _folder.Open())
        {
            await store.WriteAsync([Gold("erased"), Gold("old"), Gold("young", minute: 600)]);
            await store.EraseAsync(ErasureRequest.OfConversation("erased", "dpo", Some.At(1_000)));
            await store.ApplyRetentionAsync(new RetentionCut { At = Some.At(1_000), PersonalDataBefore = Some.At(500) }, 100, null);
            await store.CatchUpAsync();
        }

        Forget();
        await using var again = _folder.Open();
        await UntilAsync(_folder.DataPath, static look => look.Number(Pending) is null);

        (await IdsAsync(again, s_gold)).Should().Equal("young");
        Look(static look => look.Number(Rows)).Should().Be(1);
    }

    [Fact]
    public async Task A_conversation_without_attributes_has_no_row_and_a_new_file_nothing_to_add()
    {
        await using var store = _folder.Open();
        await store.WriteAsync([Some.Opening() with { UserId = "jane", FromNumber = "+1" }, Some.Turn(1)]);

        Look(static look => look.Number(Rows)).Should().Be(0);
        Look(static look => look.Number(Pending)).Should().BeNull();
        Look(static look => look.Number("SELECT count(*) FROM subject")).Should().Be(2);
    }

    [Fact]
    public async Task What_the_docs_say_has_all_added_again()
    {
        await using (var store = _folder.Open())
        {
            await store.WriteAsync([Gold("one"), Gold("two")]);
        }

        Look(static look =>
        {
            look.Execute("DELETE FROM subject WHERE kind = 2");
            look.Execute("INSERT INTO meta SELECT 'attributes_to_add', max(no) FROM conversation");
            return true;
        });
        await using var again = _folder.Open();
        await UntilAsync(_folder.DataPath, static look => look.Number(Pending) is null);

        (await IdsAsync(again, s_gold)).Should().BeEquivalentTo("one", "two");
    }

    private static ConversationRecord Gold(string id, int minute = 0) => Some.Opening(id, minute: minute) with { Attributes = Some.Fields(("tier", "gold")) };

    private static async Task<IEnumerable<string>> IdsAsync(IConversationStore store, ConversationQuery query)
        => (await store.ListAsync(query, withPii: true)).Conversations.Select(static summary => summary.Conversation.ConversationId);

    // As the version before left it.
    private void Forget() => Look(static look =>
    {
        look.Execute("DELETE FROM subject WHERE kind = 2; DROP TABLE team_document; DROP TABLE counted_day");
        look.Execute("""
            DROP INDEX scope_key; CREATE UNIQUE INDEX scope_key ON scope (conversation, ifnull(turn_id, x'00'), ifnull(call_id, x'00'));
            DROP INDEX call_known; CREATE INDEX call_known ON call (id);
            CREATE UNIQUE INDEX call_id ON call (conversation, id); CREATE INDEX turn_order ON turn (conversation, writer, sequence)
            """);
        look.Execute("DROP TABLE pii_block; ALTER TABLE turn DROP COLUMN in_block; ALTER TABLE call DROP COLUMN in_block; ALTER TABLE to_index DROP COLUMN last_turn");
        look.Execute("""
            DROP INDEX call_name; CREATE INDEX call_name ON call (name, conversation); ALTER TABLE call DROP COLUMN leads;
            DROP INDEX turn_model; CREATE INDEX turn_model ON turn (model, conversation) WHERE model IS NOT NULL; ALTER TABLE turn DROP COLUMN leads
            """);
        look.Execute("DELETE FROM meta WHERE key = 'first_writer_in_blocks'; PRAGMA user_version = 8");
        look.Execute($"UPDATE meta SET value = '{KnownShapes.DataOf8}' WHERE key = 'shape'");
        return true;
    });

    private T Look<T>(Func<Session, T> look)
    {
        using var session = Session.Open(_folder.DataPath, TimeSpan.FromSeconds(5));
        return look(session);
    }

    private static Task UntilAsync(string path, Func<Session, bool> isSo) => Waiting.UntilAsync(() =>
    {
        using var session = Session.Open(path, TimeSpan.FromSeconds(5));
        return isSo(session);
    });
}
