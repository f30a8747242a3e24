using ConvLog.Privacy;

namespace ConvLog.StoreContract;

/// <summary>Model calls: requests and responses are read back in order, each message is stored once, and failures are counted and found.</summary>
/// <param name="open">Opens an empty store.</param>
public abstract class ModelCallContract(Func<ValueTask<IStoreUnderTest>> open) : StoreTest(open)
{
    private const string Id = Some.Conversation;

    private static readonly ModelMessage s_prompt = ModelMessage.System("You book tables. The guest is Ana Lima.");

    [Fact]
    public async Task Model_requests_and_responses_are_read_back()
    {
        await using (var sink = new StoreSink(Store))
        {
            await using var conversation = new Conversation(new ConversationInfo(Id), sink);
            using var turn = conversation.BeginTurn("A table for two");
            var call = turn.BeginModelCall("gpt-x", "openai", new ModelParameters { Temperature = 0.2, MaxOutputTokens = 500, Tools = ["find_table"] });
            call.AddRequest(s_prompt, ModelMessage.User("A table for two"));
            call.AddChunk();
            call.Complete(
                ModelMessage.Assistant("", [new ModelToolCall("call_1", "find_table", new { people = 2 })]),
                new ModelUsage("", 310, 42, 0.002m) { CachedInputTokens = 300 }, "tool_calls", "resp_1");
            using (var found = conversation.BeginFunction("find_table", callId: "call_1"))
            {
                found.ModelCallId.Should().Be(call.Id);
            }

            turn.Complete("Done.");
        }

        var read = await ReadAsync();
        var ended = read.Logged.OfType<ModelCallRecord>().Should().HaveCount(2).And.Subject.Single(static record => record.HasEnded);
        ended.Should().Match<ModelCallRecord>(call => call.Model == "gpt-x" && call.Provider == "openai" && call.Outcome == FunctionOutcome.Completed
            && call.FinishReason == "tool_calls" && call.ResponseId == "resp_1" && call.Chunks == 1 && call.Duration >= call.TimeToFirstToken);
        ended.Parameters.Should().BeEquivalentTo(new ModelParameters { Temperature = 0.2, MaxOutputTokens = 500, Tools = ["find_table"] });
        Texts(read, ended).Should().Equal("You book tables. The guest is Ana Lima.", "A table for two");
        Answer(read, ended).ToolCalls.Should().ContainSingle().Which.Arguments["people"].Should().Be(2);
        read.FunctionEvents.Should().ContainSingle().Which.ModelCallId.Should().Be(ended.ModelCallId);
        read.Turns.Should().ContainSingle().Which.Usage.Should().Be(
            new ModelUsage("gpt-x", 310, 42, 0.002m, timeToFirstToken: ended.TimeToFirstToken) { CachedInputTokens = 300 });
        read.Summary.ModelCallCount.Should().Be(1);
        read.Summary.TotalTokens.Should().Be(352);
    }

    [Fact]
    public async Task A_message_repeated_by_several_requests_and_openings_is_stored_once()
    {
        for (int opening = 1; opening <= 3; opening++)
        {
            await using var sink = new StoreSink(Store);
            await using var conversation = new Conversation(new ConversationInfo(Id), sink);
            var history = new List<ModelMessage> { s_prompt };
            for (int n = 1; n <= 4; n++)
            {
                using var turn = conversation.BeginTurn($"question {n}");
                using var call = turn.BeginModelCall("gpt-x");
                history.Add(ModelMessage.User($"question {n}"));
                call.AddRequest([.. history]);
                history.Add(ModelMessage.Assistant($"answer {n}"));
                call.Complete(history[^1]);
            }
        }

        var read = await ReadAsync();
        read.ModelMessages.Should().HaveCount(9, "one prompt, four questions, four answers");
        var calls = read.Logged.OfType<ModelCallRecord>().Where(static call => call.HasEnded).ToList();
        calls.Should().HaveCount(12);
        Texts(read, calls[^1]).Should().Equal(
            s_prompt.Text.Text, "question 1", "answer 1", "question 2", "answer 2", "question 3", "answer 3", "question 4");
        Answer(read, calls[^1]).Text.Text.Should().Be("answer 4");
    }

    [Fact]
    public async Task Model_messages_are_not_part_of_the_log()
    {
        var (prompt, asked, ended) = Asked(1);
        await WriteAsync(Some.Opening(), Some.Turn(1), Some.Entry(1), Some.ModelCall(after: 1), prompt, asked, ended, Some.Entry(2));

        foreach (bool withPii in (bool[])[true, false])
        {
            var seen = new List<ScopedRecord>();
            LogPosition? after = null;
            do
            {
                var page = await Store.ReadLogAsync(new LogQuery(Id) { WithPii = withPii, Limit = 1, After = after });
                seen.AddRange(page.Logged);
                after = page.Next;
            }
            while (after is not null);
            seen.Select(static record => record.GetType().Name).Should().Equal(
                nameof(EntryRecord), nameof(ModelCallRecord), nameof(ModelCallRecord), nameof(EntryRecord));
        }
    }

    [Fact]
    public async Task Without_permission_a_reader_gets_the_visible_part_of_model_calls()
    {
        var (prompt, asked, ended) = Asked(1);
        await WriteAsync(Some.Opening(), Some.Turn(1), Some.ModelCall(), prompt, asked, ended with { Error = "no place for Ana", ErrorType = "E" });

        var reader = new ConversationReader(Store);
        var seen = (await reader.GetAsync(new Reader("ana", canReadPii: false), Id))!;
        var call = seen.Turns.Single().ModelCalls.Should().ContainSingle().Subject;
        (call.Error?.Text, call.ErrorType, call.IsProblem).Should().Be((MaskedText.Redacted, "E", true));
        call.Request.Select(static message => message.Text.Text).Should().Equal(MaskedText.Redacted, "My number is [redacted].");
        AnswerText.Of(seen).Should().NotContain("Ana").And.NotContain("555-0100");
        seen = (await reader.GetAsync(new Reader("ben", canReadPii: true), Id))!;
        seen.Turns.Single().ModelCalls.Single().Request[0].Text.Should().Be(new VisibleText(s_prompt.Text.Text, isPii: true));
    }

    [Fact]
    public async Task Model_messages_are_deleted_with_their_personal_data_and_their_conversation()
    {
        var (prompt, asked, ended) = Asked(1);
        await WriteAsync(Some.Opening() with { ClosedAt = Some.At(1) }, Some.Turn(1), Some.ModelCall(), prompt, asked, ended);

        await RunAsync(new RetentionCut { At = Some.At(100), PersonalDataBefore = Some.At(50) });
        var read = await ReadAsync();
        Texts(read, read.Logged.OfType<ModelCallRecord>().Single(static call => call.HasEnded)).Should().Equal(MaskedText.Redacted, "My number is [redacted].");

        (await EraseAsync()).Records.Facts.Should().Be(4);
        (await Store.ReadAsync(Id)).Should().BeNull();
    }

    [Fact]
    public async Task A_message_that_arrives_after_a_purge_belongs_to_later_calls_only()
    {
        var (prompt, asked, ended) = Asked(1);
        var answer = Some.Message(ModelMessage.Assistant(new MaskedText("Ana has a table.", "[name] has a table.")), after: 1);
        await WriteAsync(Some.Opening() with { ClosedAt = Some.At(1) }, Some.Turn(1), prompt, ended with { Response = answer.Id });
        await RunAsync(new RetentionCut { At = Some.At(100), PersonalDataBefore = Some.At(50) });

        var again = Asked(2);
        await WriteAsync(answer, asked, again.Prompt, again.Ended with { Response = answer.Id });

        var read = await ReadAsync();
        var calls = read.Logged.OfType<ModelCallRecord>().Where(static call => call.HasEnded).ToList();
        Texts(read, calls[0] with { Request = [calls[0].Request[0]] }).Should().Equal(MaskedText.Redacted);
        (calls[0].Request[1], calls[0].Response).Should().Be((Guid.Empty, Guid.Empty), "what they were is no longer known");
        Texts(read, calls[1]).Should().Equal(s_prompt.Text.Text, "My number is 555-0100.");
        Answer(read, calls[1]).Text.Text.Should().Be("Ana has a table.");

        await RunAsync(new RetentionCut { At = Some.At(200), PersonalDataBefore = Some.At(150) });
        (await ReadAsync()).ModelMessages.Select(static message => message.Message.Text.Text).Should().OnlyContain(
            static text => !text.Contains("Ana", StringComparison.Ordinal) && !text.Contains("555-0100", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Failed_model_calls_are_counted_and_found()
    {
        await WriteAsync(
            Some.Opening("fine"), Some.ModelCall(conversation: "fine"), Some.ModelCall(1, FunctionOutcome.Completed, conversation: "fine"),
            Some.Opening("failed"), Some.ModelCall(conversation: "failed"), Some.ModelCall(1, FunctionOutcome.Failed, conversation: "failed"),
            Some.Opening("canceled"), Some.ModelCall(1, FunctionOutcome.Canceled, conversation: "canceled"),
            Some.Opening("running"), Some.ModelCall(conversation: "running"), Some.Opening("none"));
        await WriteAsync(Some.ModelCall(1, FunctionOutcome.Failed, conversation: "failed")); // Written again.
        var query = new ConversationQuery { Problems = ProblemKinds.Model };
        foreach (bool withPii in (bool[])[true, false])
        {
            await HoldsAsync(query, withPii, "failed");
            await HoldsAsync(query with { IdleSince = Some.At(0) }, withPii, "failed running");
            await HoldsAsync(new ConversationQuery { HasProblem = true }, withPii, "failed");
            await HoldsAsync(new ConversationQuery { HasProblem = true, IdleSince = Some.At(0) }, withPii, "failed running");
            await HoldsAsync(new ConversationQuery { HasProblem = false, IdleSince = Some.At(0) }, withPii, "fine canceled none");
            await HoldsAsync(query with { Problems = ProblemKinds.Function, IdleSince = Some.At(0) }, withPii, "");
        }

        var summary = await ReadSummaryAsync("failed");
        (summary.ModelCallCount, summary.FailedModelCallCount, summary.RunningModelCallCount).Should().Be((1, 1, 0));
        summary.Problems(summary.Visible, hasEnded: true).Should().Be(new ProblemCounts { ModelCalls = 1 });
        (await ReadSummaryAsync("running")).Problems(summary.Visible, hasEnded: true).ModelCalls.Should().Be(1);
    }

    [Fact]
    public async Task A_copy_has_the_same_model_messages_and_reuses_them_later()
    {
        var (prompt, asked, ended) = Asked(1);
        await WriteAsync(Some.Opening(), Some.Turn(1), Some.ModelCall(), prompt, asked, ended);
        await using var other = await OpenAnotherAsync();

        (await ConversationStoreCopy.RunAsync(Store, other.Store)).Should().BeEquivalentTo(new { IsComplete = true, Verified = 1, Different = 0 });

        var again = Asked(2);
        await other.Store.WriteAsync([again.Prompt, again.Asked, again.Ended]);
        (await other.Store.ReadAsync(Id))!.ModelMessages.Should().HaveCount(2);
    }

    [Fact]
    public async Task A_call_of_another_kind_between_two_chat_calls_does_not_make_repeated_messages_new()
    {
        var said = Some.Message(ModelMessage.User("When?"), after: 1);
        var embedded = Some.Message(ModelMessage.User("opening hours"), after: 2);
        await WriteAsync(Some.Opening(), Some.Turn(1), said, embedded, Some.ModelCall(1, FunctionOutcome.Completed) with { Sequence = 1, Request = [said.Id] },
            Some.ModelCall(2, FunctionOutcome.Completed) with { Sequence = 2, Kind = ModelCallKind.Embeddings, Request = [embedded.Id] },
            Some.ModelCall(3, FunctionOutcome.Completed) with { Sequence = 3, Request = [said.Id] });

        var calls = (await new ConversationReader(Store).GetAsync(new Reader("ana", canReadPii: true), Id))!.Turns[0].ModelCalls;
        calls.Select(static call => (call.Kind, call.Request.Single().IsNew)).Should().Equal(
            (ModelCallKind.Chat, true), (ModelCallKind.Embeddings, true), (ModelCallKind.Chat, false));
    }

    [Fact] // Whether two hidden prompts are equal is hidden too: neither the new messages nor a count may reveal it.
    public async Task Without_permission_equal_hidden_messages_cannot_be_recognized()
    {
        await using var twin = await OpenAnotherAsync();
        var seen = new List<string>();
        foreach (var (store, second) in ((IConversationStore, string)[])[(Store, "The guest is Ana."), (twin.Store, "The guest is Ben.")])
        {
            StoreRecord[] records = [Some.Opening() with { ClosedAt = Some.At(9) }, Some.Turn(1)];
            int n = 0;
            foreach (string prompt in (string[])["The guest is Ana.", second])
            {
                var message = Some.Message(ModelMessage.System(prompt), after: ++n);
                var asked = Some.Message(ModelMessage.User($"question {n}"), after: n);
                records = [.. records, message, asked, Some.ModelCall(n, FunctionOutcome.Completed) with { Sequence = n, Request = [message.Id, asked.Id] }];
            }

            await store.WriteAsync(records);
            var view = (await new ConversationReader(store).GetAsync(new Reader("ana", canReadPii: false), Id))!;
            seen.Add(AnswerText.Of(view with { Summary = view.Summary with { UserPseudonym = null } }));
            view.Turns[0].ModelCalls[1].Request.Select(static message => message.IsNew).Should().Equal(false, true);
        }

        seen[1].Should().Be(seen[0]);
    }

    private static (ModelMessageRecord Prompt, ModelMessageRecord Asked, ModelCallRecord Ended) Asked(int call)
    {
        var prompt = Some.Message(s_prompt, after: call);
        var asked = Some.Message(ModelMessage.User(new MaskedText("My number is 555-0100.", "My number is [redacted].")), after: call);
        return (prompt, asked, Some.ModelCall(call, FunctionOutcome.Failed) with { Sequence = call, Request = [prompt.Id, asked.Id] });
    }

    private static IEnumerable<string> Texts(StoredConversation read, ModelCallRecord call)
        => call.Request.Select(id => read.ModelMessages.Single(message => message.Id == id).Message.Text.Text);

    private static ModelMessage Answer(StoredConversation read, ModelCallRecord call)
        => read.ModelMessages.Single(message => message.Id == call.Response).Message;
}
