using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Sqlite.Tests.Support;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.Sqlite.Tests.Keys;

public sealed class ClearTextTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Canaries _canaries = new();

    private string FilePath => _folder.File("conversations.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task No_file_of_an_open_store_contains_personal_text()
    {
        await using var store = new SqliteConversationStore(FilePath);
        await WriteAllAsync(store);

        var bytes = new FolderBytes(_folder.Path);

        bytes.Names.Should().Equal(Names("", "-keyring", "-keys", "-keys-shm", "-keys-wal", "-shm", "-wal"));
        ShouldHoldNone(bytes);
    }

    [Fact]
    public async Task No_file_of_a_closed_store_contains_personal_text()
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
    public async Task Personal_texts_can_be_read_with_permission()
    {
        await using (var store = new SqliteConversationStore(FilePath))
        {
            await WriteAllAsync(store);
        }

        await using var again = new SqliteConversationStore(FilePath);
        string read = AnswerText.Of(await again.ReadAsync(Some.Conversation));

        // The record merged from two openings has the later one's text.
        _canaries.StatisticsGroup.Where(text => !text.StartsWith("CANARY-user-0", StringComparison.Ordinal)
            && !text.StartsWith("CANARY-from-1", StringComparison.Ordinal) && !text.StartsWith("CANARY-attribute-3", StringComparison.Ordinal))
            .Should().OnlyContain(text => read.Contains(text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_file_contains_utterances_configured_as_personal()
    {
        var options = new SqliteStoreOptions();
        options.Privacy.Utterances = PrivacyClass.Personal;
        await using (var store = new SqliteConversationStore(FilePath, options))
        {
            await store.WriteAsync([Some.Opening(),
                Some.Turn(1) with { UserInput = _canaries.New("plain-input"), AgentResponse = _canaries.New("plain-response") }]);
            await store.CatchUpAsync();
            (await store.ReadSummaryAsync(Some.Conversation))!.Title.Text.Should().Be(_canaries.Texts[0]);
            ShouldHoldNone(new FolderBytes(_folder.Path));
        }

        ShouldHoldNone(new FolderBytes(_folder.Path));
    }

    [Fact]
    public async Task Personal_data_is_encrypted_even_if_the_host_configures_it_as_visible()
    {
        var options = new SqliteStoreOptions();
        foreach (var property in typeof(PrivacyOptions).GetProperties().Where(static property => property.PropertyType == typeof(PrivacyClass)))
        {
            property.SetValue(options.Privacy, PrivacyClass.Visible);
        }

        await using var store = new SqliteConversationStore(FilePath, options);
        await WriteAllAsync(store);

        options.Privacy.FunctionResults.Should().Be(PrivacyClass.Visible);
        ShouldHoldNone(new FolderBytes(_folder.Path));
    }

    [Fact]
    public async Task Data_left_in_free_pages_is_encrypted_too()
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
            ShouldHoldNone(new FolderBytes(_folder.Path));
        }

        ShouldHoldNone(new FolderBytes(_folder.Path));

        // One search for the common prefix is seconds faster than thousands of searches, and finds more.
        void ShouldHoldNone(FolderBytes bytes)
        {
            all.Should().HaveCount(60);
            all.SelectMany(static canaries => canaries.Texts).Where(static text => !text.StartsWith(Canaries.Beginning, StringComparison.Ordinal)).Should()
                .BeEmpty();
            bytes.Holding(Canaries.Beginning).Should().BeEmpty();
            bytes.Holding("shown input").Should().NotBeEmpty("what is not personal is found, so the search works");
        }
    }

    [Fact]
    public async Task Lookups_erasures_and_conflicts_leave_no_personal_text_in_files_logs_errors_or_health()
    {
        var logger = new FakeLogger();
        var told = new List<string>();
        await using (var store = new SqliteConversationStore(FilePath, new SqliteStoreOptions { Logger = logger }))
        {
            await WriteAllAsync(store);
            string user = _canaries.Texts.First(static text => text.StartsWith("CANARY-user", StringComparison.Ordinal));
            var reader = new ConversationReader(store);
            foreach (string person in (string[])[user, _canaries.New("nobody")])
            {
                await reader.ListAsync(new Reader("Dora", canReadPii: true), new ConversationQuery { UserId = person });
                await reader.ListAsync(new Reader("Dora", canReadPii: true), new ConversationQuery { Number = person });
                await reader.ListAsync(new Reader("Dora", canReadPii: true), new ConversationQuery { Attributes = [new(person, person)] });
            }

            (await store.ReadAccessAsync(new AccessQuery())).Accesses.Should().Contain(static access => access.Kind == AccessKind.Lookup);
            await store.WriteAsync([Some.Entry(1, _canaries.New("conflict"), isPii: true), Some.DeadLetter("1") with { Payload = _canaries.New("conflict") }]);
            told.Add((await FluentActions.Awaiting(() => store.WriteAsync([Some.Entry(1L << 40, _canaries.New("refused"), isPii: true)]).AsTask()).Should()
                .ThrowAsync<ConversationStoreException>()).Which.ToString());
            told.Add(AnswerText.Of(await reader.GetErrorMessagesAsync(new Reader("Dora", canReadPii: true),
                new StatisticsQuery { From = Some.At(-60), To = Some.At(60) })));
            foreach (string person in (string[])[user, _canaries.New("nobody")])
            {
                told.Add(AnswerText.Of(await store.EraseAsync(ErasureRequest.OfUser(person, "dpo", Some.At(60)))));
            }

            told.Add(AnswerText.Of(await store.CheckHealthAsync()));
            ShouldHoldNone(new FolderBytes(_folder.Path));
        }

        ShouldHoldNone(new FolderBytes(_folder.Path));
        told[1].Should().Contain("visible", "the error's own message is told");
        told.AddRange(logger.Lines.Select(static line => line.Message));
        _canaries.Texts.Where(text => told.Any(line => line.Contains(text, StringComparison.Ordinal))).Should().BeEmpty();
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
