using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Sqlite.Tests.Support;
using ConvLog.StoreContract;

namespace ConvLog.Sqlite.Tests.Keys;

public sealed class ClearTextTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Canaries _canaries = new();

    private string FilePath => _folder.File("conversations.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task No_personal_text_stands_in_any_file_while_the_store_is_open()
    {
        await using var store = new SqliteConversationStore(FilePath);
        await WriteAllAsync(store);

        var bytes = new FolderBytes(_folder.Path);

        bytes.Names.Should().Equal(Names("", "-keyring", "-keys", "-keys-shm", "-keys-wal", "-shm", "-wal"));
        ShouldHoldNone(bytes);
    }

    [Fact]
    public async Task No_personal_text_stands_in_any_file_when_the_store_is_closed()
    {
        await using (var store = new SqliteConversationStore(FilePath))
        {
            await WriteAllAsync(store);
        }

        var bytes = new FolderBytes(_folder.Path);

        bytes.Names.Should().Equal(Names("", "-keyring", "-keys"));
        ShouldHoldNone(bytes);
    }

    [Fact]
    public async Task The_texts_are_there_for_whoever_may_read_them()
    {
        await using (var store = new SqliteConversationStore(FilePath))
        {
            await WriteAllAsync(store);
        }

        await using var again = new SqliteConversationStore(FilePath);
        string read = AnswerText.Of(await again.ReadAsync(Some.Conversation));

        // The record that is merged of two openings shows the later one's.
        _canaries.Standing.Where(text => !text.StartsWith("CANARY-user-0", StringComparison.Ordinal) && !text.StartsWith("CANARY-from-1", StringComparison.Ordinal) && !text.StartsWith("CANARY-attribute-3", StringComparison.Ordinal))
            .Should().OnlyContain(text => read.Contains(text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Utterances_that_the_host_calls_personal_stand_in_no_file()
    {
        var options = new SqliteStoreOptions();
        options.Privacy.Utterances = PrivacyClass.Personal;
        await using (var store = new SqliteConversationStore(FilePath, options))
        {
            await store.WriteAsync([Some.Opening(), Some.Turn(1) with { UserInput = _canaries.New("plain-input"), AgentResponse = _canaries.New("plain-response") }]);
            await store.CatchUpAsync();
            (await store.ReadSummaryAsync(Some.Conversation))!.Title.Text.Should().Be(_canaries.Texts[0]);
            ShouldHoldNone(new FolderBytes(_folder.Path));
        }

        ShouldHoldNone(new FolderBytes(_folder.Path));
    }

    [Fact]
    public async Task What_many_writes_leave_in_free_pages_is_enciphered_too()
    {
        var all = new List<Canaries>();
        await using (var store = new SqliteConversationStore(FilePath))
        {
            for (int i = 0; i < 60; i++)
            {
                var canaries = new Canaries($"conv-{i}");
                await store.WriteAsync([.. canaries.First()]);
                await store.WriteAsync([.. canaries.Second()]);
                all.Add(canaries);
            }

            await store.CatchUpAsync();
            var open = new FolderBytes(_folder.Path);
            all.SelectMany(static canaries => canaries.Texts).SelectMany(open.Holding).Should().BeEmpty();
        }

        var closed = new FolderBytes(_folder.Path);
        all.SelectMany(static canaries => canaries.Texts).SelectMany(closed.Holding).Should().BeEmpty();
    }

    private async Task WriteAllAsync(SqliteConversationStore store)
    {
        StoreRecord[] first = [.. _canaries.First()];
        await store.WriteAsync(first);
        await store.WriteAsync([.. _canaries.Second()]);
        await store.WriteAsync(first);
        await store.CatchUpAsync();
    }

    private void ShouldHoldNone(FolderBytes bytes)
    {
        _canaries.Texts.Should().NotBeEmpty();
        _canaries.Texts.SelectMany(bytes.Holding).Should().BeEmpty();
        _canaries.Texts.SelectMany(bytes.HoldingHashOf).Should().BeEmpty();
        bytes.Holding("shown input").Concat(bytes.Holding(Some.Conversation)).Should().NotBeEmpty("what is not personal is found, so the search works");
    }

    private static IEnumerable<string> Names(params string[] endings) => endings.Select(static ending => "conversations.db" + ending);
}
