using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.Tests.Storage.Reading;

/// <summary>A log read in pages has the same entries as the whole conversation, with their turn and function.</summary>
public sealed class ConversationReaderLogTests
{
    private readonly InMemoryConversationStore _store = new();

    private ConversationReader Reader => new(_store);

    [Fact]
    public async Task Entries_and_responses_come_in_order_with_their_place()
    {
        await _store.WriteAsync([
            Some.Opening(), Some.Turn(1), Some.Call(1, turn: 1),
            Some.Entry(1, "first"),
            Some.ApiResponse("https://x.example/?secret", after: 1) with { TurnId = Some.TurnId(1), FunctionEventId = Some.CallId(1) },
            Some.StateChange(after: 1),
            Some.Entry(2, "second") with { TurnId = Some.TurnId(1) },
        ]);

        var page = await Reader.GetLogAsync(StoredSession.Other, new LogQuery(Some.Conversation));

        page.Next.Should().BeNull();
        page.Logged.Select(static logged
            => (logged.TurnId, logged.FunctionEventId, logged.Entry?.Content ?? logged.ApiResponse?.Url.Text, logged.Entry?.Order ?? logged.ApiResponse?.Order))
            .Should().Equal(
            (null, null, "first", 0),
            (Some.TurnId(1), Some.CallId(1), "https://x.example/?[redacted]", 1),
            (Some.TurnId(1), null, "second", 2));
    }

    [Fact]
    public async Task A_reader_without_the_permission_gets_no_personal_entry_and_masked_fields_however_they_ask()
    {
        await _store.WriteAsync([
            Some.Opening(),
            Some.Entry(1, "hidden Jane", isPii: true),
            Some.Entry(2, "shown") with { Fields = Some.Fields(LogField.Pii("name", "Jane")) },
            Some.ApiResponse("hidden Jane", after: 2) with { IsPii = true },
            Some.Entry(3, "hidden Jane", isPii: true),
        ]);
        var query = new LogQuery(Some.Conversation) { WithPii = true, Limit = 1 };

        var other = await Reader.GetLogAsync(StoredSession.Other, query);
        other.Logged.Single().Entry!.Fields["name"].Should().Be(MaskedText.Redacted);
        other.Next.Should().BeNull("nothing follows that this reader may know of");

        var permitted = await Reader.GetLogAsync(StoredSession.Permitted, query with { Limit = 10 });
        permitted.Logged.Should().HaveCount(4);
        permitted.Logged[1].Entry!.Fields["name"].Should().Be("Jane");
        (await Reader.GetLogAsync(StoredSession.Permitted, query with { WithPii = false, Limit = 10 })).Logged.Should()
            .ContainSingle("a reader with the permission need not use it");
    }

    [Fact]
    public async Task A_page_can_be_empty_without_being_the_last()
    {
        await _store.WriteAsync([Some.Opening(), Some.StateChange("a"), Some.StateChange("b"), Some.Entry(1, "after")]);
        var query = new LogQuery(Some.Conversation) { Limit = 2 };

        var reader = Reader;
        var first = await reader.GetLogAsync(StoredSession.Other, query);
        first.Logged.Should().BeEmpty();
        var second = await reader.GetLogAsync(StoredSession.Other, query, first.Next);
        (second.Logged.Single().Entry!.Content, second.Next).Should().Be(("after", null));
    }

    [Fact]
    public async Task Each_page_of_a_long_log_begins_where_the_previous_one_ended()
    {
        const int logged = 3_000;
        await _store.WriteAsync(
            [Some.Opening(), .. Enumerable.Range(1, logged).Select(static sequence => Some.Entry(sequence, $"entry {sequence}", isPii: sequence % 3 == 0))]);
        var counted = CountingStore.Around(_store);
        var reader = new ConversationReader((IConversationStore)counted);
        var query = new LogQuery(Some.Conversation) { Limit = 50 };

        List<string> contents = [];
        for (string? cursor = null; contents.Count == 0 || cursor is not null;)
        {
            var page = await reader.GetLogAsync(StoredSession.Other, query, cursor);
            contents.AddRange(page.Logged.Select(static entry => entry.Entry!.Content));
            cursor = page.Next;
        }

        contents.Should().HaveCount(logged * 2 / 3).And.OnlyHaveUniqueItems();
        counted.Records.Should().BeLessThanOrEqualTo(logged * 2 / 3, "no part is read twice");
    }

    [Fact]
    public async Task A_cursor_works_on_a_host_that_has_not_cached_its_position()
    {
        byte[] key = new byte[32];
        await _store.WriteAsync(
            [Some.Opening(), .. Enumerable.Range(1, 2_500).Select(static sequence => Some.Entry(sequence, $"entry {sequence}", isPii: sequence == 2))]);
        ConversationReader NewReader() => new(_store, new ConversationReaderOptions { CursorKey = key });
        var query = new LogQuery(Some.Conversation) { Limit = 1_200 };

        var first = await NewReader().GetLogAsync(StoredSession.Other, query);
        var second = await NewReader().GetLogAsync(StoredSession.Other, query, first.Next);
        var third = await NewReader().GetLogAsync(StoredSession.Other, query, second.Next);

        second.Logged[0].Entry!.Content.Should().Be("entry 1202");
        third.Logged.Select(static entry => entry.Entry!.Content).Should().Equal(Enumerable.Range(2_402, 99).Select(static sequence => $"entry {sequence}"));
        third.Next.Should().BeNull();
    }

    [Fact]
    public async Task The_log_of_an_unknown_conversation_is_empty()
        => (await Reader.GetLogAsync(StoredSession.Permitted, new LogQuery("unknown"))).Should().BeEquivalentTo(new LogPage { Logged = [] });

    [Fact]
    public async Task Entries_of_a_missing_turn_or_event_are_shown_one_level_up()
    {
        await _store.WriteAsync([
            Some.Opening(), Some.Turn(1), Some.Call(1, turn: 1), Some.Call(2, turn: 9),
            Some.Entry(1, "in the event") with { TurnId = Some.TurnId(1), FunctionEventId = Some.CallId(1) },
            Some.Entry(2, "of an unknown event") with { TurnId = Some.TurnId(1), FunctionEventId = "unknown" },
            Some.Entry(3, "of an unknown turn") with { TurnId = "unknown" },
            Some.ApiResponse("of neither", after: 3) with { TurnId = "unknown", FunctionEventId = "unknown" },
            Some.Entry(4, "in an event of an unknown turn") with { TurnId = Some.TurnId(9), FunctionEventId = Some.CallId(2) },
        ]);

        var view = (await Reader.GetAsync(StoredSession.Other, Some.Conversation))!;

        view.Turns.Single().FunctionEvents.Single().Entries.Select(static entry => entry.Content).Should().Equal("in the event");
        view.Turns.Single().Entries.Select(static entry => entry.Content).Should().Equal("of an unknown event");
        view.FunctionEvents.Single().Entries.Select(static entry => entry.Content).Should().Equal("in an event of an unknown turn");
        view.Entries.Select(static entry => entry.Content).Should().Equal("of an unknown turn");
        view.ApiResponses.Single().Url.Text.Should().Be("of neither");
    }

    [Fact]
    public async Task A_metric_that_is_written_once_shows_its_first_value_over_all_openings()
    {
        await _store.WriteAsync([
            Some.Opening(),
            Some.Metric("score", value: 1) with { WriteOnce = true },
            Some.Opening(writer: 2),
            Some.Metric("score", value: 2, writer: 2) with { WriteOnce = true },
            Some.Metric("other", value: 3, writer: 2),
            Some.Metric("other", value: 4, after: 1, writer: 2),
        ]);

        var view = (await Reader.GetAsync(StoredSession.Other, Some.Conversation))!;

        view.Metrics.Select(static metric => metric.Metric.ToString()).Should().Equal("score=1", "other=3", "other=4");
    }
}
