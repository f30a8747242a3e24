namespace ConvLog.StoreContract;

/// <summary>The most frequent error messages: grouped by exact message, without personal entries, newest conversations first if there are too many.</summary>
public abstract class ErrorMessageContract(Func<ValueTask<IStoreUnderTest>> open) : StoreTest(open)
{
    private static readonly StatisticsQuery s_all = new() { From = Some.At(-24 * 60), To = Some.At(24 * 60) };

    [Fact]
    public async Task Errors_are_counted_by_message_in_descending_order()
    {
        await WriteAsync(
            Some.Opening("a"), Error(1, "CRM upsert failed", "a"), Error(2, "CRM upsert failed", "a", minute: 5), Error(3, "no table", "a"),
                Some.Entry(4, "fine", "a"),
            Some.Entry(5, "CRM upsert failed", "a", level: EntryLevel.Warning),
            Some.Opening("b", writer: 1), Some.Opening("b", writer: 2, minute: 1),
                Error(1, "CRM upsert failed", "b", minute: 3) with { WriterId = Some.Writer("b", 2) }, Error(1, "a", "b"));

        var found = await Store.ReadErrorMessagesAsync(s_all, 10);

        found.Messages.Should().Equal(
            new ErrorMessage { Content = "CRM upsert failed", Count = 3, Conversations = 2, LastAt = Some.At(5) },
            new ErrorMessage { Content = "a", Count = 1, Conversations = 1, LastAt = Some.At(0) },
            new ErrorMessage { Content = "no table", Count = 1, Conversations = 1, LastAt = Some.At(0) });
        found.Since.Should().BeNull("all were looked at");
        (await Store.ReadErrorMessagesAsync(s_all, 1)).Messages.Should().ContainSingle().Which.Content.Should().Be("CRM upsert failed");
    }

    [Fact]
    public async Task Personal_and_erased_error_entries_are_not_counted()
    {
        await WriteAsync(
            Some.Opening("a"), Error(1, "secret", "a") with { IsPii = true },
                Error(2, "seen", "a") with { Fields = Some.Fields(LogField.Pii("phone", "+15550100")) },
            Some.Opening("b"), Error(1, "secret", "b") with { IsPii = true },
            Some.Opening("c"), Error(1, "seen", "c"));

        (await Store.ReadErrorMessagesAsync(s_all, 10)).Messages
            .Should().Equal(new ErrorMessage { Content = "seen", Count = 2, Conversations = 2, LastAt = Some.At(0) });

        await EraseAsync("c");

        (await Store.ReadErrorMessagesAsync(s_all, 10)).Messages
            .Should().Equal(new ErrorMessage { Content = "seen", Count = 1, Conversations = 1, LastAt = Some.At(0) });
    }

    [Fact]
    public async Task Error_messages_are_those_of_matching_conversations_started_in_the_period()
    {
        await WriteAsync(
            Some.Opening("a"), Error(1, "of a", "a", minute: 500),
            Some.Opening("b", agent: "weather", minute: 60) with { Channel = "voice", AccountId = "globex" }, Error(1, "of b", "b"),
            Some.Opening("c") with { Environment = ConversationEnvironment.Debug }, Error(1, "of c", "c"));

        async Task<string[]> FoundAsync(StatisticsQuery query)
            => [.. (await Store.ReadErrorMessagesAsync(query, 10)).Messages.Select(static message => message.Content)];
        (await FoundAsync(s_all)).Should().Equal("of a", "of b");
        (await FoundAsync(s_all with { To = Some.At(60) })).Should().Equal("of a");
        (await FoundAsync(s_all with { From = Some.At(60) })).Should().Equal("of b");
        (await FoundAsync(s_all with { AgentId = "weather" })).Should().Equal("of b");
        (await FoundAsync(s_all with { Channel = "voice" })).Should().Equal("of b");
        (await FoundAsync(s_all with { Scope = new ConversationScope { AgentIds = ["bookings"] } })).Should().Equal("of a");
        (await FoundAsync(s_all with { Scope = new ConversationScope { AccountIds = ["globex"] } })).Should().Equal("of b");
        (await FoundAsync(s_all with { Scope = new ConversationScope { AgentIds = [] } })).Should().BeEmpty();
        (await FoundAsync(s_all with { Environment = ConversationEnvironment.Debug })).Should().Equal("of c");
    }

    [Fact]
    public async Task With_too_many_errors_only_the_newest_conversations_are_counted_and_the_start_reported()
    {
        await WriteAsync(Some.Opening("oldest"), Error(1, "old", "oldest"));
        await WriteAsync([Some.Opening("middle", minute: 1), .. Enumerable.Range(1, 6_000).Select(static i => Error(i, "often", "middle"))]);
        await WriteAsync([Some.Opening("newest", minute: 2), .. Enumerable.Range(1, 4_001).Select(static i => Error(i, "now", "newest"))]);

        var found = await Store.ReadErrorMessagesAsync(s_all, 10);

        found.Messages.Select(static message => (message.Content, message.Count)).Should().Equal(("often", 6_000), ("now", 4_001));
        found.Since.Should().Be(Some.At(1), "the conversation that reaches the bound is counted whole");
        (await Store.ReadErrorMessagesAsync(s_all with { From = Some.At(-30), To = Some.At(-15) }, 10))
            .Should().BeEquivalentTo(new ErrorMessages { Messages = [] });
    }

    [Fact]
    public async Task An_empty_period_and_a_limit_out_of_range_are_rejected()
    {
        await Store.Invoking(static store => store.ReadErrorMessagesAsync(s_all with { To = s_all.From }, 10).AsTask()).Should()
            .ThrowAsync<ArgumentException>();
        await Store.Invoking(static store => store.ReadErrorMessagesAsync(s_all, 0).AsTask()).Should().ThrowAsync<ArgumentOutOfRangeException>();
        await Store.Invoking(static store => store.ReadErrorMessagesAsync(s_all, 1_001).AsTask()).Should().ThrowAsync<ArgumentOutOfRangeException>();
    }

    private static EntryRecord Error(long sequence, string content, string conversation, double minute = 0)
        => Some.Entry(sequence, content, conversation, level: EntryLevel.Error) with { Timestamp = Some.At(minute) };
}
