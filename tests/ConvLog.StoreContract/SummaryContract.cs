using ConvLog.Storage.Records;

namespace ConvLog.StoreContract;

/// <summary>The summary of a conversation in lists: counts with and without personal entries, and values from all openings.</summary>
public abstract class SummaryContract(Func<ValueTask<IStoreUnderTest>> open) : StoreTest(open)
{
    [Fact]
    public async Task Entries_are_counted_with_and_without_personal_ones()
    {
        await WriteAsync(
            Some.Opening(),
            Some.Entry(1, level: EntryLevel.Error),
            Some.Entry(2, level: EntryLevel.Warning) with { Timestamp = Some.At(1) },
            Some.Entry(3, level: EntryLevel.Warning, isPii: true) with { Timestamp = Some.At(2) },
            Some.Entry(4, isPii: true) with { Timestamp = Some.At(3) },
            Some.Entry(5));

        var summary = await ReadSummaryAsync();
        summary.All.Should().Be(new ActivityCounts { Entries = 5, Warnings = 2, Errors = 1, LastActivityAt = Some.At(3) });
        summary.Visible.Should().Be(new ActivityCounts { Entries = 3, Warnings = 1, Errors = 1, LastActivityAt = Some.At(1) });
    }

    public static TheoryData<string> Activities
        => ["opening", "closing", "turn", "turn's end", "call", "call's end", "entry", "response", "state", "metric", "personal entry", "personal response"];

    [Theory]
    [MemberData(nameof(Activities))]
    public async Task All_records_except_those_of_the_team_are_activity(string activity)
    {
        var at = Some.At(30);
        await WriteAsync(Some.Opening(), activity switch
        {
            "opening" => Some.Opening(writer: 2, minute: 30),
            "closing" => Some.Opening() with { Revision = 1, ClosedAt = at },
            "turn" => Some.Turn(1, minute: 30),
            "turn's end" => Some.Turn(1) with { EndedAt = at },
            "call" => Some.Call(1) with { StartedAt = at },
            "call's end" => Some.Call(1) with { Duration = TimeSpan.FromMinutes(30) },
            "entry" => Some.Entry(1) with { Timestamp = at },
            "response" => Some.ApiResponse() with { Timestamp = at },
            "state" => Some.StateChange() with { Timestamp = at },
            "metric" => Some.Metric() with { Timestamp = at },
            "personal entry" => Some.Entry(1, isPii: true) with { Timestamp = at },
            _ => Some.ApiResponse() with { Timestamp = at, IsPii = true },
        });
        await WriteAsync(Some.Feedback(1, FeedbackRating.Like, minute: 90), Some.Annotation(1, minute: 90), Some.Note(minute: 90), Some.ReadMark(minute: 90),
            Some.DeadLetter(minute: 90));

        var summary = await ReadSummaryAsync();
        summary.All.LastActivityAt.Should().Be(at);
        summary.Visible.LastActivityAt.Should().Be(activity.StartsWith("personal", StringComparison.Ordinal) ? Some.At(0) : at);
    }

    [Fact]
    public async Task Activity_removed_by_a_later_revision_does_not_count()
    {
        await WriteAsync(Some.Opening(), Some.Turn(1) with { EndedAt = Some.At(30) }, Some.Call(1) with { Duration = TimeSpan.FromMinutes(40) });
        await WriteAsync(Some.Turn(1) with { Revision = 1, EndedAt = Some.At(3) }, Some.Call(1) with { Revision = 1, Duration = TimeSpan.FromMinutes(4) });

        (await ReadSummaryAsync()).All.LastActivityAt.Should().Be(Some.At(4));
    }

    [Fact]
    public async Task Turns_and_function_events_are_counted_in_their_current_state()
    {
        await WriteAsync(
            Some.Opening(),
            Some.Turn(1) with { UserInput = "hi", Usage = new ModelUsage("m", 10, 5), Latency = TimeSpan.FromSeconds(2) },
            Some.Turn(2) with { UserInput = "hi", Usage = new ModelUsage("m", long.MaxValue / 4, 0), Latency = TimeSpan.FromSeconds(1) },
            Some.Turn(3),
            Some.Call(5, turn: 3, outcome: FunctionOutcome.Abandoned),
            Some.Call(4, turn: 3, outcome: FunctionOutcome.Canceled),
            Some.Call(3, turn: 1),
            Some.Call(2, turn: 1, outcome: FunctionOutcome.Failed),
            Some.Call(1, outcome: FunctionOutcome.Completed));
        await WriteAsync(Some.Turn(1) with { UserInput = "hi", Revision = 1, Usage = new ModelUsage("m", 20, 5), Latency = TimeSpan.FromSeconds(1.5) });

        var summary = await ReadSummaryAsync();
        summary.TurnCount.Should().Be(3);
        summary.TotalTokens.Should().Be((long.MaxValue / 4) + 25);
        summary.SlowestLatency.Should().Be(TimeSpan.FromSeconds(1.5));
        summary.FunctionOutcomes.Should().Equal(
            FunctionOutcome.Abandoned, FunctionOutcome.Canceled, null, FunctionOutcome.Failed, FunctionOutcome.Completed);
    }

    [Fact]
    public async Task Known_tokens_are_counted()
    {
        await WriteAsync(
            Some.Opening(), Some.Turn(1) with { Usage = new ModelUsage("m") { TotalTokens = 150 } }, Some.Turn(2) with { Usage = new ModelUsage("m") });
        (await ReadSummaryAsync()).TotalTokens.Should().Be(150);

        await WriteAsync(
            Some.Turn(3) with { Usage = new ModelUsage("m", 100, 20) { TotalTokens = 130 } }, Some.Turn(4) with { Usage = new ModelUsage("m", null, 7) });
        await WriteAsync(Some.Turn(5) with { Usage = new ModelUsage("m", 10, 3) });

        (await ReadSummaryAsync()).TotalTokens.Should().Be(150 + 130 + 7 + 13);
        (await ListAsync(new ConversationQuery { MinTokens = 300 })).Should().HaveCount(1);
        (await ListAsync(new ConversationQuery { MinTokens = 301 })).Should().BeEmpty();
    }

    [Fact]
    public async Task Costs_in_two_currencies_are_summed_by_currency()
    {
        var both = ModelUsage.Of([new("m", cost: 0.25m, currency: "USD"), new("m", cost: 0.40m, currency: "EUR"), new("m", cost: 0.5m, currency: "USD")]);
        await WriteAndIndexAsync(Some.Opening(), Some.Turn(1) with { Usage = both });
        (await ReadAsync()).Turns[0].Usage.Should().Be(both);
        (both.Cost, both.CostByCurrency()["USD"], both.CostByCurrency()["EUR"]).Should().Be((null, 0.75m, 0.40m));
        await IsDearestAsync(0.75m);

        await WriteAndIndexAsync(Some.Turn(2) with { Usage = new ModelUsage("m", cost: 0.4m, currency: "EUR") });
        await IsDearestAsync(0.80m);
        await WriteAndIndexAsync(Some.Turn(1) with { Revision = 1, Usage = new ModelUsage("m", cost: 0.1m, currency: "USD") });
        await IsDearestAsync(0.40m);

        async Task IsDearestAsync(decimal most)
        {
            (await Store.ListAsync(new ConversationQuery { MinCost = most, MaxCost = most }, withPii: false)).Conversations.Should().ContainSingle()
                .Which.Cost.Should().Be(ConversationCost.ToUnits(most));
            (await ReadSummaryAsync()).Cost.Should().Be(ConversationCost.ToUnits(most));
            (await ListAsync(new ConversationQuery { MinCost = most + 0.01m })).Should().BeEmpty();
        }
    }

    [Fact]
    public async Task The_title_is_the_first_user_input_or_else_the_first_agent_response()
    {
        await WriteAsync(Some.Opening());
        (await ReadSummaryAsync()).Title.Should().Be(default(MaskedText));

        await WriteAsync(Some.Turn(1) with { AgentResponse = "Welcome!" }, Some.Turn(2) with { AgentResponse = "second" });
        (await ReadSummaryAsync()).Title.Text.Should().Be("Welcome!");

        await WriteAsync(Some.Turn(3) with { UserInput = new MaskedText("I am Jane", "I am [name]") }, Some.Turn(4) with { UserInput = "later" });
        (await ReadSummaryAsync()).Title.Should().Be(new MaskedText("I am Jane", "I am [name]"));
    }

    [Theory]
    [InlineData("[name]")]
    [InlineData("")]
    public async Task A_title_is_removed_with_its_text(string shown)
    {
        await WriteAsync(Some.Opening(), Some.Turn(1) with { UserInput = new MaskedText("Jane", shown) });
        await WriteAsync(Some.Turn(1) with { Revision = 1, AgentResponse = "" });

        (await ReadSummaryAsync()).Title.Should().Be(default(MaskedText));
    }

    [Fact]
    public async Task A_later_opening_adds_its_values_and_removes_none()
    {
        var first = Some.Opening() with
        {
            AccountId = "account",
            ProjectId = "project",
            Environment = ConversationEnvironment.Sandbox,
            Channel = "voice",
            UserId = "ada",
            FromNumber = "+1",
            ToNumber = "+2",
            Direction = ConversationDirection.Inbound,
            VariantId = "b",
            Language = "en-GB",
            Attributes = Some.Fields(("tier", "gold")),
            Handoff = new Handoff("Front desk", "asked"),
            ClosedAt = Some.At(1),
        };
        var second = Some.Opening(writer: 2, minute: 5, agent: "default") with { Environment = ConversationEnvironment.Live, Language = "de-DE" };
        await WriteAsync(first);
        await WriteAsync(second);

        var summary = await ReadSummaryAsync();
        AnswerText.Difference(
            AnswerText.Of(first with { WriterId = second.WriterId, OpenedAt = second.OpenedAt, ClosedAt = null, Language = "de-DE" }),
            AnswerText.Of(summary.Conversation)).Should().BeNull("agent and environment are those of the first opening");
        (summary.StartedAt, summary.ClosedAt).Should().Be((Some.At(0), null));

        await WriteAsync(second with { Revision = 1, ClosedAt = Some.At(9), Channel = "webchat", UserId = "bob", Attributes = Some.Fields(("mood", "well")) });
        summary = await ReadSummaryAsync();
        (summary.Conversation.Channel, summary.Conversation.UserId, summary.ClosedAt).Should().Be(("webchat", "bob", Some.At(9)));
        summary.Conversation.Attributes.Keys.Should().Equal("mood");
    }

    [Fact]
    public async Task A_conversation_is_closed_when_its_last_opening_is_closed()
    {
        await WriteAsync(Some.Opening() with { ClosedAt = Some.At(9) }, Some.Opening(writer: 2, minute: 2));
        (await ReadSummaryAsync()).ClosedAt.Should().BeNull();

        await WriteAsync(Some.Opening(writer: 2, minute: 2) with { Revision = 1, ClosedAt = Some.At(3) });
        (await ReadSummaryAsync()).ClosedAt.Should().Be(Some.At(9));
    }

    [Fact]
    public async Task A_user_has_the_same_random_pseudonym_in_all_conversations()
    {
        await WriteAsync(Some.Opening("c1") with { UserId = "jane" }, Some.Opening("c2") with { UserId = "jane" }, Some.Opening("c3") with { UserId = "Jane" },
            Some.Opening("c4"));

        string? first = (await ReadSummaryAsync("c1")).UserPseudonym;
        first.Should().NotBeNullOrEmpty().And.NotContainEquivalentOf("jane");
        (await ReadSummaryAsync("c2")).UserPseudonym.Should().Be(first);
        (await ReadAsync("c2")).Summary.UserPseudonym.Should().Be(first);
        (await ReadSummaryAsync("c3")).UserPseudonym.Should().NotBe(first).And.NotBeNull();
        (await ReadSummaryAsync("c4")).UserPseudonym.Should().BeNull();

        await using var other = await OpenAnotherAsync();
        await other.Store.WriteAsync([Some.Opening("c1") with { UserId = "jane" }]);
        (await other.Store.ReadSummaryAsync("c1"))!.UserPseudonym.Should().NotBe(first, "it is random and no function of the user");
    }

    [Fact]
    public async Task A_user_identified_later_has_the_same_pseudonym()
    {
        await WriteAsync(Some.Opening("c1"), Some.Opening("c2") with { UserId = "jane" });
        await WriteAsync(Some.Opening("c1", writer: 2) with { UserId = "jane" });

        (await ReadSummaryAsync("c1")).UserPseudonym.Should().Be((await ReadSummaryAsync("c2")).UserPseudonym).And.NotBeNull();
    }
}
