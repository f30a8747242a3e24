namespace ConvLog.StoreContract;

/// <summary>The last answer of each conversation on a page.</summary>
/// <param name="open">Opens an empty store.</param>
public abstract class LastAnswerContract(Func<ValueTask<IStoreUnderTest>> open) : StoreTest(open)
{
    [Fact]
    public async Task The_answer_of_the_last_turn_with_a_completed_call_comes_before_a_farewell()
    {
        await WriteAsync(
            Some.Opening(), Turn(1, "Which day?"), Turn(2, "Your table is booked."), Turn(3, "It could not be changed."), Turn(4, "Goodbye!"),
            Some.Call(1, turn: 1, outcome: FunctionOutcome.Completed), Some.Call(2, turn: 2, outcome: FunctionOutcome.Completed),
            Some.Call(3, turn: 3, outcome: FunctionOutcome.Failed), Some.Call(4, outcome: FunctionOutcome.Completed));

        (await FindAsync()).Should().Equal("conv-42: Your table is booked.");
    }

    [Fact]
    public async Task Without_a_completed_call_the_last_answer_counts()
    {
        await WriteAsync(
            Some.Opening("talk"), Turn(1, "Hello", "talk"), Turn(2, "Goodbye!", "talk"), Turn(3, "", "talk"),
            Some.Opening("silent"), Turn(1, "", "silent"), Some.Opening("empty"),
            Some.Opening("mute call"), Turn(1, "One moment", "mute call"), Turn(2, "", "mute call"),
            Some.Call(1, "mute call", turn: 2, outcome: FunctionOutcome.Completed));

        (await FindAsync("mute call", "talk", "silent", "empty", "unknown")).Should().Equal("mute call: One moment", "talk: Goodbye!");
    }

    [Fact]
    public async Task Personal_data_is_redacted_and_an_erased_answer_is_not_found()
    {
        await WriteAsync(Some.Opening(), Some.Turn(1) with { AgentResponse = new MaskedText("Thank you, Linn Terri.", "Thank you, [redacted].") });
        (await FindAsync()).Should().Equal("conv-42: Thank you, [redacted].");

        await EraseAsync(ErasureRequest.OfConversation(Some.Conversation, "dpo", Some.At(5)));
        (await FindAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task A_conversation_without_an_opening_has_no_last_answer()
    {
        await WriteAsync(Turn(1, "Hello"));

        (await FindAsync()).Should().BeEmpty();
    }

    private static TurnRecord Turn(int turn, string response, string conversation = Some.Conversation)
        => Some.Turn(turn, conversation, minute: turn) with { AgentResponse = response };

    private async Task<IEnumerable<string>> FindAsync(params string[] conversations)
        => (await Store.ReadLastAnswersAsync(conversations is [] ? [Some.Conversation] : conversations))
            .Select(static answer => $"{answer.ConversationId}: {answer.Text}");
}
