using ConvLog.PostgreSql.Text;
using ConvLog.Privacy;
using ConvLog.Storage;
using ConvLog.Storage.Text;
using ConvLog.StoreContract;

namespace ConvLog.PostgreSql.Tests.Text;

public sealed class IndexedTextPrivacyTests : TextTest
{
    [Fact]
    public async Task The_index_contains_no_personal_data()
    {
        var store = Open();
        await store.WriteAsync(
        [
            Some.Opening("with"), Some.Opening("without"),
            Some.Entry(1, "shown", "with") with { Fields = Some.Fields(LogField.Pii("mail", "canary"), LogField.Of("state", "open")) },
            Some.Entry(2, "canary", "with", isPii: true),
            Some.Turn(1, "with") with { UserInput = new MaskedText("canary", "x y z") },
            Some.Entry(1, "shown", "without") with { Fields = Some.Fields(LogField.Of("state", "open")) },
            Some.Turn(1, "without") with { UserInput = "x y z" },
        ]);
        await store.CatchUpAsync();

        foreach (int kind in (int[])[0, 1])
        {
            var words = await WordsAsync(kind);
            words.Should().HaveCount(2);
            words.Single(static document => document.Key.StartsWith("with ", StringComparison.Ordinal)).Value
                .Should().Equal(words.Single(static document => document.Key.StartsWith("without ", StringComparison.Ordinal)).Value);
        }
    }

    [Fact]
    public async Task A_personal_field_is_not_found_by_its_value_or_its_mask()
    {
        var store = Open();
        await store.WriteAsync([Some.Opening(), Entry(1, "x", LogField.Pii("mail", "canary", shown: "c***")), Entry(2, "x", LogField.Of("mail", "open"))]);
        await store.CatchUpAsync();
        await using var database = OpenDatabase();

        async Task<int> FoundAsync(string value)
            => (await database.ReadAsync((session, cancel)
                => TextMatches.FindAsync(session, new FieldFilter("mail", value), debug: false, selection: null, cancel), default)).Conversations.Length;
        (await FoundAsync("canary")).Should().Be(0);
        (await FoundAsync("c***")).Should().Be(0);
        (await FoundAsync("open")).Should().Be(1);
    }

    [Fact]
    public async Task Personal_utterances_are_neither_indexed_nor_found()
    {
        var store = Open();
        await store.WriteAsync([Some.Opening(), Some.Turn(1) with { UserInput = "old words" }]);
        await store.CatchUpAsync();
        var strict = Open(static options => options.Privacy = new PrivacyOptions { Utterances = PrivacyClass.Personal });
        await strict.WriteAsync([Some.Turn(2) with { UserInput = "new words" }, Entry(1, "logged words")]);
        await strict.CatchUpAsync();

        (await CountAsync()).Should().Be((1, 1, 0));
        (await FindAsync(strict, "words")).Should().ContainSingle().Which.Part.Should().Be("content");
    }

    [Fact]
    public async Task Debug_conversations_are_searched_only_on_request_and_unopened_ones_never()
    {
        var store = Open();
        await store.WriteAsync(
        [
            Some.Opening("debug") with { Environment = ConversationEnvironment.Debug }, Some.Entry(1, "table", "debug"),
                Some.Turn(1, "debug") with { UserInput = "table" },
            Some.Opening("listed"), Some.Entry(1, "table", "listed"),
            Some.Entry(1, "table", "unopened"),
        ]);
        await store.CatchUpAsync();
        await using var database = OpenDatabase();

        (await FindAsync(store, "table")).Should().ContainSingle().Which.ConversationId.Should().Be("listed");
        (await store.SearchAsync(new SearchQuery { Text = "table", ConversationId = "debug" })).Hits.Should().BeEmpty();
        (await store.SearchAsync(new SearchQuery { Text = "table", Environment = ConversationEnvironment.Debug })).Hits.Should().HaveCount(2);
        foreach (bool debug in (bool[])[false, true])
        {
            (await database.ReadAsync((session, cancel)
                => TextMatches.FindAsync(session, SearchTerms.Parse("table"), debug, entriesOnly: false, selection: null, cancel), default))
                .Conversations.Should().ContainSingle();
        }
    }
}
