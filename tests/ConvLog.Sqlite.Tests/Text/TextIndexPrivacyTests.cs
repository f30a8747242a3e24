using ConvLog.Privacy;
using ConvLog.Sqlite.Text;
using ConvLog.Storage;
using ConvLog.Storage.Text;

namespace ConvLog.Sqlite.Tests.Text;

public sealed class TextIndexPrivacyTests
{
    [Fact]
    public async Task Personal_text_is_not_found()
    {
        using var file = new TextFile();
        var store = file.Open();
        await store.WriteAsync(
        [
            SearchRecords.Opening(),
            SearchRecords.Entry(1, "canary whole") with { IsPii = true },
            SearchRecords.Entry(2, "visible words", LogField.Pii("mail", "canary@example.com", shown: "c***"), LogField.Of("state", "open")),
            SearchRecords.Turn(new MaskedText("I am canary Smith", shown: "I am [name]")),
        ]);
        await store.CatchUpAsync();

        foreach (string personal in (string[])["canary", "whole", "c", "example", "smith"])
        {
            (await TextFile.FindAsync(store, personal)).Should().BeEmpty(personal);
        }

        (await TextFile.FindAsync(store, "visible open")).Should().ContainSingle();
        (await TextFile.FindAsync(store, "name")).Should().ContainSingle();
    }

    [Fact]
    public async Task The_index_contains_no_personal_data()
    {
        using var with = new TextFile();
        using var without = new TextFile();
        await with.Open().WriteAsync(
            [SearchRecords.Opening(), SearchRecords.Entry(1, "shown", LogField.Pii("mail", "canary")), SearchRecords.Entry(2, "canary") with { IsPii = true },
            SearchRecords.Turn(new MaskedText("canary", shown: "x"))]);
        await without.Open().WriteAsync([SearchRecords.Opening(), SearchRecords.Entry(1, "shown"), SearchRecords.Turn("x")]);
        await with.Open().CatchUpAsync();
        await without.Open().CatchUpAsync();

        with.Tokens(DocumentKind.Entry).Should().BeEquivalentTo(without.Tokens(DocumentKind.Entry));
        with.Tokens(DocumentKind.Turn).Should().BeEquivalentTo(without.Tokens(DocumentKind.Turn));
    }

    [Fact]
    public async Task Times_of_erased_text_are_removed_from_the_index()
    {
        using var file = new TextFile();
        var store = file.Open();
        await store.WriteAsync([SearchRecords.Opening(), SearchRecords.Entry(1, "table"),
            SearchRecords.Entry(2, "table") with { Timestamp = SearchRecords.Noon.AddHours(50) },
            SearchRecords.Turn("table") with { StartedAt = SearchRecords.Noon.AddHours(-20) }, SearchRecords.Opening("c2"),
                SearchRecords.EntryIn("c2", 1, "chair")]);
        await store.CatchUpAsync();
        file.Number("SELECT count(*) FROM text_hour").Should().Be(3);

        await store.EraseAsync(ErasureRequest.OfConversation("c1", "dpo", SearchRecords.Noon));

        file.Number("SELECT count(*) FROM text_hour").Should().Be(1);
        (await TextFile.FindAsync(store, "chair")).Should().ContainSingle();
    }

    [Fact]
    public async Task A_personal_field_is_not_found_by_its_value_or_its_mask()
    {
        using var file = new TextFile();
        var store = file.Open();
        await store.WriteAsync([SearchRecords.Opening(), SearchRecords.Entry(1, "x", LogField.Pii("mail", "canary", shown: "c***")),
            SearchRecords.Entry(2, "x", LogField.Of("mail", "open"))]);
        await store.CatchUpAsync();
        var session = file.OpenSession();

        TextMatches.Find(session, new FieldFilter("mail", "canary"), debug: false).Conversations.Should().BeEmpty();
        TextMatches.Find(session, new FieldFilter("mail", "c***"), debug: false).Conversations.Should().BeEmpty();
        TextMatches.Find(session, new FieldFilter("mail", "open"), debug: false).Conversations.Should().ContainSingle();
    }

    [Fact]
    public async Task Personal_utterances_are_neither_indexed_nor_found()
    {
        using var file = new TextFile();
        var privacy = new PrivacyOptions();
        var store = file.Open(new SqliteStoreOptions { IndexText = false, Privacy = privacy });
        await store.WriteAsync([SearchRecords.Opening(), SearchRecords.Turn("old words")]);
        await store.CatchUpAsync();
        privacy.Utterances = PrivacyClass.Personal;
        var strict = file.Open(new SqliteStoreOptions { IndexText = false, Privacy = privacy });
        await strict.WriteAsync([SearchRecords.Turn("new words", id: "t2"), SearchRecords.Entry(1, "logged words")]);
        await strict.CatchUpAsync();

        file.Documents().Should().Be(2, "the first turn and the entry");
        file.Number("SELECT count(*) FROM to_index").Should().Be(0);
        (await TextFile.FindAsync(strict, "words")).Should().ContainSingle().Which.Part.Should().Be("content");
    }

    [Fact]
    public async Task Debug_conversations_are_searched_only_on_request_and_unopened_ones_never()
    {
        using var file = new TextFile();
        var store = file.Open();
        await store.WriteAsync([SearchRecords.Opening(environment: ConversationEnvironment.Debug), SearchRecords.Entry(1, "table"),
            SearchRecords.Turn("table"), SearchRecords.Opening("c2"),
            SearchRecords.EntryIn("c2", 1, "table"), SearchRecords.EntryIn("unopened", 1, "table")]);
        await store.CatchUpAsync();
        var session = file.OpenSession();
        var terms = SearchTerms.Parse("table");

        (await TextFile.FindAsync(store, "table")).Should().ContainSingle().Which.ConversationId.Should().Be("c2");
        (await store.SearchAsync(new SearchQuery { Text = "table", ConversationId = "c1" })).Hits.Should().BeEmpty();
        (await store.SearchAsync(new SearchQuery { Text = "table", Environment = ConversationEnvironment.Debug })).Hits.Should().HaveCount(2);
        TextMatches.Find(session, terms, debug: false).Conversations.Should().ContainSingle();
        TextMatches.Find(session, terms, debug: true).Conversations.Should().ContainSingle();
    }
}
