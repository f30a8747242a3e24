using System.Text.Json.Nodes;
using ConvLog.Entries;
using ConvLog.Records;
using ConvLog.Storage.Text;

namespace ConvLog.Tests.Storage.Text;

public class SearchDocumentTests
{
    private static string[] Parts(SearchDocument document) => [.. document.Parts.Select(static part => $"{part.Label}: {part.Text}")];

    private static string[] PartsOf(Action<ConversationLogger> log) => Parts(SearchDocument.Of(EntryRecord.From(Logged.Entry(log))));

    private static TurnRecord Turn(MaskedText input, MaskedText response) => new()
    {
        ConversationId = "c",
        WriterId = Guid.NewGuid(),
        Sequence = 1,
        Id = "t",
        UserInput = input,
        AgentResponse = response,
        StartedAt = ManualClock.DefaultStart,
    };

    [Fact]
    public void The_document_of_a_turn_is_its_visible_text()
    {
        Parts(SearchDocument.Of(Turn("a table", "Done."))).Should().Equal("user_input: a table", "agent_response: Done.");
        Parts(SearchDocument.Of(Turn(new MaskedText("I am Ann", "I am [name]"), new MaskedText("Hi Ann")))).Should()
            .Equal("user_input: I am [name]", "agent_response: [redacted]");
        Parts(SearchDocument.Of(Turn("", null))).Should().BeEmpty();
    }

    [Fact]
    public void The_document_of_an_entry_is_its_content_and_field_values()
        => PartsOf(static log => log.Info("CRM upsert failed", ("status", 409), ("retriable", true), ("reason", "no \"id\""), ("ratio", 0.5),
            ("at", ManualClock.DefaultStart), ("none", null)))
            .Should().Equal("content: CRM upsert failed", "status: 409", "retriable: true", "reason: no \"id\"", "ratio: 0.5",
            $"at: {ManualClock.DefaultStart:yyyy-MM-ddTHH:mm:sszzz}");

    [Fact]
    public void The_values_of_JSON_are_searched_and_not_its_keys()
        => PartsOf(static log => log.Info("m", ("items", new object?[] { "one", 2, null, true }),
            ("node", new JsonObject { ["key"] = "va\nlue", ["inner"] = new JsonArray(1.50m, "é") }), ("empty", Array.Empty<int>())))
            .Should().Equal("content: m", "items: one 2 true", "node: va\nlue 1.50 é");

    [Fact]
    public void A_field_reads_the_same_when_it_comes_back_from_JSON()
    {
        var entry = Logged.Entry(static log
            => log.Info("m", ("n", 1.10m), LogField.Of("big", ulong.MaxValue), ("nan", double.NaN), ("id", Guid.Empty), ("at", ManualClock.DefaultStart),
            ("c", 'x'), ("json", new[] { 1.5, 2 }), ("s", "a+ü😀\0")));
        byte[] json = System.Text.Encoding.UTF8.GetBytes(
            $"{{{string.Join(',', entry.Fields.Select(field => $"\"{field.Key}\":{Logged.RawField(entry, field.Key)}"))}}}");

        Parts(SearchDocument.OfEntry("m", FieldJsonReader.ReadObject(json))).Should().Equal(Parts(SearchDocument.Of(EntryRecord.From(entry)))).And.HaveCount(9);
    }

    [Fact]
    public void Personal_entries_and_fields_are_not_searched()
    {
        PartsOf(static log => log.Info("secret", isPii: true, ("f", "secret"))).Should().BeEmpty();
        PartsOf(static log => log.Info("m", LogField.Pii("email", "ann@example.com", shown: "a***@example.com"), LogField.Pii("age", 42),
            ("masked", new MaskedText("Ann", "A.")))).Should().Equal("content: m");
        PartsOf(static log => log.Error("failed", new InvalidOperationException("secret"))).Should()
            .NotContain(static part => part.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public void Masked_values_inside_a_captured_object_are_not_searched()
        => PartsOf(static log => log.Info("m", ("guest", new { Name = new MaskedText("Ann Secret", "A."), Seats = 4 }))).Should()
            .NotContain(static part => part.Contains("Secret", StringComparison.Ordinal));

    [Fact]
    public void Utterances_are_left_out_where_all_of_them_are_personal()
    {
        var conversation = new StoredConversation
        {
            Summary = null!,
            Turns = [Turn("hello", "hi")],
            Logged = [EntryRecord.From(Logged.Entry(static log => log.Info("logged")))],
        };

        SearchDocument.All(conversation).SelectMany(Parts).Should().Equal("user_input: hello", "agent_response: hi", "content: logged");
        SearchDocument.OfEntries(conversation).SelectMany(Parts).Should().Equal("content: logged");
    }
}
