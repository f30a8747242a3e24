using System.Text;
using ConvLog.Serialization;
using Microsoft.Extensions.Time.Testing;

namespace ConvLog.Testing.Tests;

public class TestConversationTests
{
    [Fact]
    public async Task A_test_conversation_starts_with_a_stopped_clock()
    {
        await using var test = new TestConversation();
        test.Conversation.Log.Info("m");
        test.Clock.Advance(TimeSpan.FromMinutes(1));
        test.Conversation.Log.Info("m");

        test.Log.Select(entry => entry.Timestamp).Should().Equal(ManualClock.DefaultStart, ManualClock.DefaultStart.AddMinutes(1));
        test.Conversation.Info.Id.Should().NotBeEmpty();
    }

    [Fact]
    public async Task Its_info_clock_and_limits_can_be_set()
    {
        var clock = new ManualClock(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using var test = new TestConversation(new ConversationInfo("conv-42") { AgentId = "bookings" }, clock, new LogLimits { TextLength = 16 });
        test.Conversation.Log.Info(new string('x', 17));

        test.Conversation.Info.Id.Should().Be("conv-42");
        test.Log[0].Timestamp.Should().Be(clock.GetUtcNow());
        test.Log[0].Content.Should().EndWith("… [cut, 17 characters]");
    }

    [Fact]
    public async Task A_clock_of_any_kind_can_be_given_and_is_then_the_tests()
    {
        var late = new FakeTimeProvider(new DateTimeOffset(2040, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using var test = new TestConversation(clock: late);
        test.Conversation.Log.Info("m");
        var factory = new TestConversationFactory(late);
        await using var conv = factory.Open(new ConversationInfo());
        conv.Log.Info("m");

        test.Log[0].Timestamp.Should().Be(late.GetUtcNow());
        factory.Log[0].Timestamp.Should().Be(late.GetUtcNow());
        test.Invoking(given => given.Clock).Should().Throw<InvalidOperationException>().WithMessage("*FakeTimeProvider*use that*");
        factory.Invoking(given => given.Clock).Should().Throw<InvalidOperationException>().WithMessage("*FakeTimeProvider*use that*");
    }

    [Fact]
    public async Task It_shows_what_each_kind_of_reader_gets()
    {
        await using var test = new TestConversation();
        test.Conversation.Log.Info("seen", LogField.Pii("phone", "+1555"));
        test.Conversation.Log.Info("hidden", isPii: true);

        (await test.ReadAsync(canReadPii: true)).Entries.Should().HaveCount(2);
        var seen = (await test.ReadAsync(canReadPii: false)).Entries.Should().ContainSingle().Subject;
        seen.Fields["phone"].Should().Be("[redacted]");
    }

    [Fact]
    public async Task It_is_read_by_its_own_clock()
    {
        await using var test = new TestConversation();
        test.Conversation.BeginFunction("f");

        (await test.ReadAsync(canReadPii: false)).FunctionEvents[0].Outcome.Should().BeNull("no time has passed");
        test.Clock.Advance(TimeSpan.FromHours(1));
        (await test.ReadAsync(canReadPii: false)).FunctionEvents[0].Outcome.Should().Be(FunctionOutcome.Abandoned);
    }

    public static TheoryData<string, Action<Conversation>> Leaks => new()
    {
        { "a message", conv => conv.Log.Info("for Jane \"Doe\"") },
        { "a field", conv => conv.Log.Info("m", ("who", "for Jane \"Doe\"")) },
        { "a key", conv => conv.Log.Info("m", ("for Jane \"Doe\"", 1)) },
        { "a list", conv => conv.Log.Info("m", ("list", new[] { "for Jane \"Doe\"" })) },
        { "a shown form", conv => conv.Log.Info("m", LogField.Pii("who", "x", shown: "for Jane \"Doe\"")) },
        { "an utterance", conv => conv.BeginTurn("for Jane \"Doe\"") },
        {
            "an answer", conv =>
            {
                using var turn = conv.BeginTurn();
                turn.Complete("for Jane \"Doe\"");
            }
        },
        { "a function's name", conv => conv.BeginFunction("for Jane \"Doe\"") },
        { "an argument's name",
            conv => conv.BeginFunction("f", arguments: new Dictionary<string, object?>(StringComparer.Ordinal) { ["for Jane \"Doe\""] = 1 }) },
        { "a variable's name", conv => conv.SetState("for Jane \"Doe\"", 1) },
        { "a metric", conv => conv.WriteMetric("who", "for Jane \"Doe\"") },
        { "a URL", conv => conv.LogApiResponse("GET", "https://x.example/for Jane \"Doe\"", 200, TimeSpan.Zero) },
        { "a key inside a value", conv => conv.Log.Info("m", ("guest", new Dictionary<string, int>(StringComparer.Ordinal) { ["for Jane \"Doe\""] = 1 })) },
        { "a value beside nothing", conv => conv.Log.Info("m", ("nothing", null), ("who", new[] { null, "for Jane \"Doe\"" })) },
        { "a model's name", conv => conv.BeginTurn().BeginModelCall("for Jane \"Doe\"") },
        { "a hand-off", conv => conv.HandOff("humans", "for Jane \"Doe\"") },
    };

    [Theory]
    [MemberData(nameof(Leaks), DisableDiscoveryEnumeration = true)]
    public async Task A_text_that_everyone_may_read_is_revealed(string place, Action<Conversation> leak)
    {
        await using var test = new TestConversation();
        await test.ShouldNotRevealAsync("for Jane \"Doe\"");
        leak(test.Conversation);
        test.Conversation.Log.Info("m");

        (await test.Invoking(t => t.ShouldNotRevealAsync("unrelated", "for Jane \"Doe\"")).Should().ThrowAsync<LogAssertionException>("it is in {0}", place))
            .WithMessage("Expected that a reader without the permission does not get \"for Jane \\\"Doe\\\"\", but they get *. Logged: *");
    }

    [Theory]
    [InlineData("+44 7700 900123", "called +447700900123 back")]
    [InlineData("+447700900123", "called +44 (7700) 900-123 back")]
    [InlineData("7700 900123", "tel:+44-7700-900123")]
    [InlineData("4111 1111 1111 1111", "4111111111111111")]
    [InlineData("Jane.Doe@Example.com", "sent to jane.doe@example.COM")]
    [InlineData("jane.doe@example.com", "GET https://x.example/?to=Jane.Doe%40example.com")]
    [InlineData("Jane Doe", "for JANE\t DOE")]
    [InlineData("Jane Doe", "for \uFF2Aane Doe")]
    public async Task A_text_is_revealed_however_it_is_written(string personal, string shown)
    {
        await using var test = new TestConversation();
        test.Conversation.Log.Info(shown);

        await test.Invoking(t => t.ShouldNotRevealAsync(personal)).Should().ThrowAsync<LogAssertionException>();
    }

    [Theory]
    [InlineData("12 345", "table 12, 345 guests")]
    [InlineData("12 345", "1234 5")]
    [InlineData("7700 900123", "7700 and 900123")]
    [InlineData("Jane Doe", "JaneDoe")]
    [InlineData("100%", "a hundred % and %zz")]
    public async Task Another_text_is_not_taken_for_it(string personal, string shown)
    {
        await using var test = new TestConversation();
        test.Conversation.Log.Info(shown);

        await test.ShouldNotRevealAsync(personal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t")]
    public async Task A_blank_text_throws(string? personal)
    {
        await using var test = new TestConversation();
        test.Conversation.Log.Info("m");

        await test.Invoking(t => t.ShouldNotRevealAsync("Jane", personal!)).Should().ThrowAsync<ArgumentException>().WithMessage("*null or blank*");
    }

    [Fact]
    public async Task Half_a_surrogate_pair_does_not_throw()
    {
        await using var test = new TestConversation();
        test.Conversation.Log.Info("a \uD83D");

        await test.ShouldNotRevealAsync("b \uDE00");
    }

    [Fact]
    public async Task A_value_is_revealed_as_a_reader_gets_it()
    {
        await using var test = new TestConversation();
        test.Conversation.Log.Info("m", ("born", new DateTimeOffset(1990, 5, 17, 0, 0, 0, TimeSpan.Zero)), ("card", 4_711), ("seats", new[] { 12, 13 }));

        foreach (string text in new[] { "1990-05-17", "4711", "13" })
        {
            (await test.Invoking(t => t.ShouldNotRevealAsync(text)).Should().ThrowAsync<LogAssertionException>()).WithMessage($"*does not get \"{text}\"*");
        }
    }

    [Fact]
    public async Task A_text_that_is_personal_is_not_revealed()
    {
        await using var test = new TestConversation(new ConversationInfo { UserId = "Jane", FromNumber = "Jane" });
        var conv = test.Conversation;
        conv.Log.Info("Jane", isPii: true);
        conv.Log.Info("m", LogField.Pii("who", "Jane"));
        using (var turn = conv.BeginTurn(new MaskedText("Jane")))
        using (var call = conv.BeginFunction("f", arguments: new { name = "Jane" }))
        {
            conv.SetState("who", "Jane");
            conv.LogApiResponse("GET", "https://x.example?name=Jane", 500, TimeSpan.Zero, "Jane");
            call.Fail(new InvalidOperationException("Jane"));
            turn.Fail("Jane");
            conv.AddNote("Jane");
        }

        await test.ShouldNotRevealAsync("Jane");
    }

    [Fact]
    public async Task Disposing_it_abandons_what_is_open_and_keeps_what_was_captured()
    {
        var test = new TestConversation();
        test.Conversation.BeginFunction("f");
        test.Conversation.Log.Info("m");
        await test.DisposeAsync();
        test.Log.ShouldHaveCalled("f", FunctionOutcome.Abandoned);
        await test.DisposeAsync();
        test.Dispose();

        test.Log.ShouldHaveCount(1);
        test.Log.Clear();
        test.Log.ShouldBeEmpty();
    }

    [Fact]
    public void A_test_factory_replaces_the_hosts_factory()
    {
        var factory = new TestConversationFactory();
        using (var first = factory.Open(new ConversationInfo("one")))
        {
            first.Log.Info("m");
        }

        factory.Clock.Advance(TimeSpan.FromMinutes(1));
        factory.Open(new ConversationInfo("two")).Log.Info("m");

        factory.Conversations.Select(conv => conv.Info.Id).Should().Equal("one", "two");
        factory.Log.ShouldContainOnce(entry => entry.ConversationId is "two").Timestamp.Should().Be(ManualClock.DefaultStart.AddMinutes(1));
        factory.Log.Records.Should().NotBeEmpty();
        factory.Log.Turns.Should().BeEmpty();
    }

    [Fact]
    public async Task It_records_as_much_as_its_info_says()
    {
        await using var withoutText = new TestConversation(new ConversationInfo { Recording = Recording.MetadataOnly });
        withoutText.Conversation.Log.Info("for Jane", ("name", "Jane"));
        await using var off = new TestConversation(new ConversationInfo("conv-42") { Recording = Recording.Off });
        off.Conversation.Log.Info("for Jane");

        withoutText.Log.ShouldContainOnce(EntryLevel.Info, "[not recorded]");
        (await withoutText.ReadAsync(canReadPii: true)).Entries.Should().ContainSingle().Which.Content.Should().Be("[not recorded]");
        off.Log.Should().BeEmpty();
        (await off.Invoking(static test => test.ReadAsync(canReadPii: true)).Should().ThrowAsync<InvalidOperationException>())
            .WithMessage("Nothing is stored of the conversation 'conv-42' (Recording.Off), so there is nothing to read.");
    }

    [Fact]
    public async Task A_conversation_with_an_ID_reads_the_same_in_every_run()
    {
        string first = await SnapshotAsync("conv-42");
        string second = await SnapshotAsync("conv-42");

        second.Should().Be(first).And.Contain("00000000-000");
        (await SnapshotAsync("conv-43")).Replace("conv-43", "conv-42", StringComparison.Ordinal).Should().NotBe(first, "no two conversations share an id");
    }

    [Fact]
    public void No_two_things_of_a_factory_share_an_ID()
    {
        var factory = new TestConversationFactory();
        for (int i = 0; i < 2; i++)
        {
            using var conv = factory.Open(new ConversationInfo("conv-42"));
            using var turn = conv.BeginTurn();
            using var call = conv.BeginFunction("f");
            conv.Log.Info("m");
            conv.LogApiResponse("GET", "https://x.example", 200, TimeSpan.Zero);
        }

        string[] ids = [.. factory.Log.Turns.Select(static turn => turn.Id), .. factory.Log.FunctionEvents.Select(static call => call.Id)];
        Guid[] logged = [.. factory.Log.Select(static entry => entry.Id), .. factory.Log.ApiResponses.Select(static response => response.Id)];
        ids.Should().HaveCount(4).And.OnlyHaveUniqueItems();
        ids.Take(2).Should().BeInAscendingOrder(StringComparer.Ordinal);
        logged.Should().HaveCount(4).And.OnlyHaveUniqueItems();
        ids.Select(static id => Guid.Parse(id).Version).Should().OnlyContain(static version => version == 7);
        factory.Invoking(static one => one.Open(null!)).Should().Throw<ArgumentNullException>().WithParameterName("info");
    }

    private static async Task<string> SnapshotAsync(string id)
    {
        await using var test = new TestConversation(new ConversationInfo(id));
        using (var turn = test.Conversation.BeginTurn("hi"))
        {
            test.Conversation.RunFunction("f", () => test.Conversation.Log.Info("m", ("guests", 2)));
            test.Conversation.LogApiResponse("GET", "https://x.example", 200, TimeSpan.Zero);
            test.Conversation.WriteMetric("booked", true);
            turn.BeginModelCall("gpt-x").Complete(response: null);
            turn.Complete("bye");
        }

        test.Conversation.AddNote("well done");
        var view = await test.ReadAsync(canReadPii: true);
        return $"{Encoding.UTF8.GetString(ConversationJson.ToUtf8(view))} {string.Join(' ', view.Notes.Select(static note => note.Id))} {test.Log[0].Id}";
    }
}
