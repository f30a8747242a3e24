using ConvLog.Entries;
using ConvLog.Privacy;

namespace ConvLog.StoreContract;

/// <summary>The recording level of a conversation: the strictest level of its openings applies to all writers.</summary>
/// <param name="open">Opens an empty store.</param>
public abstract class RecordingContract(Func<ValueTask<IStoreUnderTest>> open) : StoreTest(open)
{
    private const string Id = Some.Conversation;

    [Fact]
    public async Task A_conversation_recorded_without_text_keeps_times_outcomes_counts_usage_and_ratings()
    {
        await LogAsync(Recording.MetadataOnly);

        var read = await ReadAsync();
        AnswerText.Of(read).Should().NotContain(AllTexts.Canary);
        read.Summary.Conversation.Should().Match<ConversationRecord>(known => known.Recording == Recording.MetadataOnly && known.AgentId == "bookings"
            && known.Channel == "voice" && known.VariantId == "b" && known.UserId == null && known.FromNumber == null && known.Attributes.Count == 0);
        read.Turns.Should().HaveCount(2).And.OnlyContain(static turn => turn.EndedAt != null && turn.Latency != null);
        read.Turns[0].Usage.Should().Be(new ModelUsage("gpt-x", 310, 42, 0.002m, "EUR"));
        read.Turns[0].IsInterrupted.Should().BeTrue();
        read.Summary.FailedTurnCount.Should().Be(1, "a turn that failed without an exception has failed all the same");
        read.FunctionEvents.Select(static call => (call.Name, call.Outcome, call.ErrorType)).Should().Equal(
            ("save_guest", FunctionOutcome.Failed, "System.InvalidOperationException"), ("find_guest", FunctionOutcome.Completed, null),
            ("find_table", FunctionOutcome.Failed, null));
        read.Summary.All.Should().Match<ActivityCounts>(static counts => counts.Entries == 5 && counts.Errors == 2 && counts.FailedApiResponses == 2);
        read.Logged.OfType<EntryRecord>().Should().OnlyContain(static entry => entry.Content == "[not recorded]");
        read.Logged.OfType<EntryRecord>().SelectMany(static entry => entry.Fields).Should().ContainSingle()
            .Which.Should().Match<LogField>(static field => field.Key == "exception" && Equals(field.Value, "System.TimeoutException"));
        read.Logged.OfType<ModelCallRecord>().Count(static call => call.HasEnded).Should().Be(2);
        read.Logged.OfType<MetricRecord>().Select(static metric => metric.Metric.Key).Should().Equal("csat", "solved", "score");
        read.Feedback.Select(static rating => (rating.Rating, rating.Comment)).Should().Equal((FeedbackRating.Dislike, null));
        read.Summary.Conversation.Handoff.Should().NotBeNull();
        read.Logged.OfType<HandoffRecord>().Select(static handoff => (handoff.Kind, handoff.Destination, handoff.Reason, handoff.Person)).Should().Equal(
            (HandoffKind.Agent, "billing", null, null), (HandoffKind.Off, "[not recorded]", null, null), (HandoffKind.Back, "", null, null));
        (read.Annotations.Count, read.Notes.Count, read.DeadLetters.Count).Should().Be((0, 0, 0));
    }

    [Fact]
    public async Task A_conversation_that_is_not_recorded_is_not_stored()
    {
        await LogAsync(Recording.Off);

        (await Store.ReadAsync(Id)).Should().BeNull();
        (await Store.ReadSummaryAsync(Id)).Should().BeNull();
        (await ListAsync(new ConversationQuery())).Should().BeEmpty();
    }

    [Fact]
    public async Task A_later_full_opening_adds_no_text_to_a_conversation_without_text()
    {
        await LogAsync(Recording.MetadataOnly);
        await LogAsync(Recording.Full);

        var read = await ReadAsync();
        AnswerText.Of(read).Should().NotContain(AllTexts.Canary);
        read.Turns.Should().HaveCount(4);
        read.FunctionEvents.Should().HaveCount(6);
        read.Summary.All.Entries.Should().Be(10);
        read.Summary.FailedTurnCount.Should().Be(2);
        read.Summary.Conversation.Recording.Should().Be(Recording.MetadataOnly);
        (read.Annotations.Count, read.Notes.Count, read.Feedback.Count).Should().Be((0, 0, 2));
        read.Logged.OfType<EntryRecord>().SelectMany(static entry => entry.Fields).Should()
            .OnlyContain(static field => field.Key == "exception" && Equals(field.Value, "System.TimeoutException"));
        read.Logged.OfType<ModelCallRecord>().SelectMany(static call => call.Request).Should()
            .BeSubsetOf(read.ModelMessages.Select(static message => message.Id), "calls find their messages, without their texts");
        (await Store.SearchAsync(new SearchQuery { Text = AllTexts.Canary })).Hits.Should().BeEmpty();
    }

    [Fact]
    public async Task A_stricter_opening_also_applies_to_other_processes_and_keeps_stored_records()
    {
        await WriteAsync(Some.Opening(), Some.Turn(1) with { UserInput = "before" }, Some.Entry(1, "before"));
        await using (var other = new StoreSink(Store))
        {
            await using var conversation = new Conversation(new ConversationInfo(Id) { AgentId = "bookings", Recording = Recording.MetadataOnly }, other);
        }

        await WriteAsync(
            Some.Turn(1) with { Revision = 1, UserInput = "before", AgentResponse = AllTexts.Canary, Error = AllTexts.Canary },
            Some.Entry(2, AllTexts.Canary) with { Fields = Some.Fields((AllTexts.Canary, 1)) },
            Some.Entry(3, AllTexts.Canary, isPii: true),
            Some.Note() with { Text = AllTexts.Canary },
            Some.DeadLetter() with { Payload = AllTexts.Canary },
            Some.Opening() with { Revision = 1, UserId = AllTexts.Canary, ClosedAt = Some.At(1) });

        var read = await ReadAsync();
        AnswerText.Of(read).Should().NotContain(AllTexts.Canary);
        read.Logged.OfType<EntryRecord>().Select(static entry => entry.Content).Should().Equal("before", "[not recorded]", "[not recorded]");
        read.Turns.Should().ContainSingle().Which.Should().Match<TurnRecord>(static turn => turn.Revision == 1 && turn.HasFailed);
    }

    [Fact]
    public async Task A_stricter_opening_applies_to_later_records_of_its_batch()
    {
        await WriteAsync(
            Some.Opening(), Some.Turn(1), Some.Call(1), Some.Opening(writer: 2) with { Recording = Recording.MetadataOnly },
            Some.Turn(1) with { Revision = 1, AgentResponse = AllTexts.Canary },
            Some.Call(1, outcome: FunctionOutcome.Failed) with { Revision = 1, Error = AllTexts.Canary });

        var read = await ReadAsync();
        AnswerText.Of(read).Should().NotContain(AllTexts.Canary);
        read.FunctionEvents.Should().ContainSingle().Which.Outcome.Should().Be(FunctionOutcome.Failed);
    }

    [Fact]
    public async Task After_an_opening_with_recording_off_no_more_records_are_stored()
    {
        await WriteAsync(Some.Opening(), Some.Entry(1, "before"));
        await WriteAsync(Some.Opening(writer: 2) with { Recording = Recording.Off, UserId = AllTexts.Canary });
        await WriteAsync(
            Some.Entry(2, "after"), Some.Turn(1), Some.Call(1), Some.Metric(), Some.Note(), Some.ReadMark(), Some.Feedback(1, FeedbackRating.Like),
            Some.Opening() with { Revision = 1, ClosedAt = Some.At(9) }, Some.Opening(writer: 3));

        var read = await ReadAsync();
        AnswerText.Of(read).Should().NotContain(AllTexts.Canary);
        read.Logged.Should().ContainSingle().Which.Should().BeOfType<EntryRecord>().Which.Content.Should().Be("before");
        read.Summary.Conversation.Recording.Should().Be(Recording.Off);
        (read.Turns.Count, read.FunctionEvents.Count, read.Notes.Count, read.Feedback.Count).Should().Be((0, 0, 0, 0));
        read.Summary.ReadMark.Should().BeNull();
    }

    [Fact]
    public async Task A_rejected_opening_does_not_restrict_the_conversation_of_another_agent()
    {
        await WriteAsync(Some.Opening());
        await FluentActions.Awaiting(() => WriteAsync(Some.Opening(writer: 2, agent: "other") with { Recording = Recording.MetadataOnly })).Should()
            .ThrowAsync<WriterRefusedException>();

        await WriteAsync(Some.Entry(1, "kept"));

        (await ReadAsync()).Logged.OfType<EntryRecord>().Should().ContainSingle().Which.Content.Should().Be("kept");
    }

    [Fact]
    public async Task A_copy_includes_records_stored_before_a_stricter_opening()
    {
        await WriteAsync(Some.Opening(), Some.Entry(1, "before"));
        await WriteAsync(Some.Opening(writer: 2) with { Recording = Recording.MetadataOnly }, Some.Entry(2, "after"));
        await using var another = await OpenAnotherAsync();

        var report = await ConversationStoreCopy.RunAsync(Store, another.Store);

        report.Different.Should().Be(0);
        var copy = (await another.Store.ReadAsync(Id))!;
        copy.Logged.OfType<EntryRecord>().Select(static entry => entry.Content).Should().Equal("before", "[not recorded]");
        copy.Summary.Conversation.Recording.Should().Be(Recording.MetadataOnly);
    }

    [Fact]
    public async Task A_conversation_without_text_and_its_copy_keep_all_numbers_even_JSON_ones()
    {
        await WriteAsync(Some.Opening() with { Recording = Recording.MetadataOnly });
        await WriteAsync([.. ((LogField[])[("ratio", 0.25), ("price", 1.10m), ("half", (Half)0.5), ("big", 1e300), ("count", 7), ("done", true),
                LogField.Captured("json", new JsonFragment("0.5"u8.ToArray())), LogField.Captured("text", new JsonFragment("""{"a":1}"""u8.ToArray()))])
            .Select(static (metric, i) => Some.Metric($"m{i}") with { Metric = metric })]);
        await using var another = await OpenAnotherAsync();

        var report = await ConversationStoreCopy.RunAsync(Store, another.Store);

        report.Different.Should().Be(0);
        (await another.Store.ReadAsync(Id))!.Logged.OfType<MetricRecord>().Select(static metric => metric.Metric.Key)
            .Should().BeEquivalentTo("ratio", "price", "half", "big", "count", "done", "json");
    }

    [Fact]
    public async Task Team_texts_on_a_conversation_without_text_are_rejected_as_not_recorded()
    {
        await WriteAsync(Some.Opening() with { Recording = Recording.MetadataOnly }, Some.Turn(1));
        var team = new ConversationTeam(Store, LogLimits.Default, new ScoreRules([], []), new ManualClock(Some.At(5)));
        var reader = new Reader("ana", canReadPii: true);

        (await team.AddNoteAsync(reader, Id, "note")).Outcome.Should().Be(TeamOutcome.NotRecorded);
        (await team.AnnotateAsync(reader, Id, 1, "better")).Outcome.Should().Be(TeamOutcome.NotRecorded);
        (await team.RateAsync(reader, Id, 1, FeedbackSource.Team, FeedbackRating.Like, "comment")).Outcome.Should().Be(TeamOutcome.NotRecorded);
        (await team.RateAsync(reader, Id, 1, FeedbackSource.Team, FeedbackRating.Like)).Outcome.Should().Be(TeamOutcome.Done);
        (await team.MarkReadAsync(reader, Id)).Outcome.Should().Be(TeamOutcome.Done);
    }

    private async Task LogAsync(Recording recording)
    {
        await using var sink = new StoreSink(Store);
        await using var conversation = new Conversation(AllTexts.Info(Id, recording), sink);
        await AllTexts.LogAsync(conversation);
        (await conversation.FlushAsync()).IsComplete.Should().BeTrue();
    }
}
