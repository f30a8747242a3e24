namespace ConvLog.StoreContract;

/// <summary>The input of a turn and how far its answer came, reported immediately or late.</summary>
/// <param name="open">Opens an empty store.</param>
public abstract class TurnInputContract(Func<ValueTask<IStoreUnderTest>> open) : StoreTest(open)
{
    private const string Id = Some.Conversation;

    private static readonly TurnRecord s_turn = Some.Turn(1) with
    {
        Revision = 1,
        UserInput = "12#",
        AgentResponse = new MaskedText("Your code is 48 21, and so on", "Your code is [redacted], and so on"),
        IsInterrupted = true,
        InterruptedAfter = TimeSpan.FromMilliseconds(1_400),
        Streamed = new MaskedText("Your code is 48 21", "Your code is [redacted]"),
        Said =
        [
            new SaidPart { Text = "One moment, please", At = Some.At(1).AddTicks(1), IsFiller = true },
            new SaidPart { Text = new MaskedText("48 21"), At = Some.At(2) },
        ],
        InputKind = TurnInputKind.Keypad,
        InputAt = Some.At(4).AddTicks(1),
        FinishReason = "refusal",
        SpeechStartedAt = Some.At(3_600).AddTicks(3),
        SpeechEndedAt = Some.At(3_601),
        Language = "en-GB",
        Confidence = 0.93,
        Author = "Jane Doe",
        EndedAt = Some.At(3),
    };

    [Fact]
    public async Task A_turn_is_stored_and_its_personal_values_expire_with_the_personal_data()
    {
        await WriteAsync(Some.Opening() with { ClosedAt = Some.At(4) }, s_turn);
        (await ReadAsync(Id)).Turns.Should().ContainSingle().Which.Should().BeEquivalentTo(s_turn, static options => options.ComparingByMembers<TurnRecord>());

        await RunAsync(new RetentionCut { At = Some.At(1_000), PersonalDataBefore = Some.At(500) });
        var left = (await ReadAsync(Id)).Turns[0];
        AnswerText.Of(await ReadAsync(Id)).Should().NotContain("48 21").And.NotContain("Jane");
        left.Should().BeEquivalentTo((TurnRecord)VisiblePart.Of(s_turn, pseudonym: null, utterancesArePersonal: false)!,
            static options => options.ComparingByMembers<TurnRecord>());
        (left.Author, left.Streamed.Shown, left.Said[1].Text.Shown).Should().Be(("[redacted]", "Your code is [redacted]", "[redacted]"));
    }

    [Fact]
    public async Task A_revision_replaces_the_values_of_a_turn_and_can_remove_them()
    {
        await WriteAsync(Some.Opening(), s_turn, Some.Turn(1) with { Revision = 2, Heard = "Your", IsInterrupted = true });

        var turn = (await ReadAsync(Id)).Turns.Should().ContainSingle().Subject;
        (turn.Heard.Text, turn.Streamed, turn.Said.Count, turn.InputKind, turn.Author).Should().Be(("Your", default, 0, null, null));
    }

    [Fact]
    public async Task The_first_user_input_is_the_title_and_searchable_even_if_it_arrives_late()
    {
        var greeting = Some.Turn(1) with { UserInput = "", AgentResponse = "Bella Vista, good evening" };
        var asked = Some.Turn(2) with { UserInput = "", AgentResponse = "For how many?", Revision = 1, EndedAt = Some.At(2) };
        await WriteAsync(Some.Opening(), greeting, asked);
        (await ReadSummaryAsync(Id)).Title.Text.Should().Be("Bella Vista, good evening");

        await WriteAsync(Some.Turn(3) with { UserInput = "for two" });
        (await ReadSummaryAsync(Id)).Title.Text.Should().Be("for two");
        await WriteAsync(asked with { UserInput = new MaskedText("a table, I am Jane", "a table, I am [name]"), Revision = 2 });
        (await ReadSummaryAsync(Id)).Title.Should().Be(new MaskedText("a table, I am Jane", "a table, I am [name]"));
        await WriteAndIndexAsync(asked with { UserInput = "a window table", Revision = 3 });

        (await ReadSummaryAsync(Id)).Title.Text.Should().Be("a window table");
        (await ListAsync(new ConversationQuery { Text = "window table" })).Should().ContainSingle();
        (await ListAsync(new ConversationQuery { Text = "I am [name]" })).Should().BeEmpty();
    }

    [Fact]
    public async Task Late_input_of_an_erased_conversation_is_discarded()
    {
        await using var sink = new StoreSink(Store);
        var conversation = new Conversation(new ConversationInfo(Id), sink);
        var turn = conversation.BeginTurn(new TurnInfo { Id = "SM1", Input = "hello" });
        turn.Dispose();
        await conversation.FlushAsync();

        await EraseAsync(Id);
        turn.SetInput("late words");
        turn.AddInput("and more");
        turn.Say("a late part");
        turn.Interrupt("late", TimeSpan.FromSeconds(1));
        await conversation.DisposeAsync();

        (await Store.ReadAsync(Id)).Should().BeNull();
        (await ListAsync(new ConversationQuery())).Should().BeEmpty();
    }

    [Fact]
    public async Task A_turn_reported_by_two_hosts_is_one_turn_per_conversation()
    {
        string id = new('é', 10_240);
        await using var sink = new StoreSink(Store);
        await DeliverAsync(sink, Id, id);
        await DeliverAsync(sink, Id, id);
        await DeliverAsync(sink, "conv-43", id);

        foreach (string conversation in (string[])[Id, "conv-43"])
        {
            var read = await ReadAsync(conversation);
            read.Turns.Should().ContainSingle().Which.UserInput.Text.Should().Be("hello");
            read.Summary.TurnCount.Should().Be(1);
            read.Logged.OfType<EntryRecord>().Should().OnlyContain(entry => entry.TurnId == read.Turns[0].Id);
        }

        (await ReadAsync(Id)).Logged.Should().HaveCount(2);
    }

    [Fact]
    public async Task Personal_utterances_make_all_spoken_text_personal()
    {
        var personal = s_turn with { UtterancesArePersonal = new EqualityNeutral(true) };

        VisiblePart.Of(personal, pseudonym: null, utterancesArePersonal: true).Should().BeOfType<TurnRecord>().Which.Said.Should()
            .OnlyContain(static part => part.Text.Text == "[redacted]");
        await WriteAsync(Some.Opening(), personal);
        (await ReadAsync(Id)).Turns[0].Said.Select(static part => part.Text.Text).Should().Equal("One moment, please", "48 21");
    }

    private static async Task DeliverAsync(StoreSink sink, string conversationId, string id)
    {
        await using var conversation = new Conversation(new ConversationInfo(conversationId), sink);
        using var turn = conversation.BeginTurn(new TurnInfo { Id = id, Input = "hello" });
        conversation.Log.Info("delivered");
        turn.Complete("hi");
    }
}
