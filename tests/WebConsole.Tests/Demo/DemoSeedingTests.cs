using ConvLog;
using ConvLog.Records;
using WebConsole.Demo;
using WebConsole.Tests.Support;

namespace WebConsole.Tests.Demo;

public sealed class DemoSeedingTests : IAsyncLifetime
{
    private readonly Bench _bench = new();

    public async Task InitializeAsync() => (await _bench.SeedAsync()).Should().Be(DemoSeeding.Stories.Count);

    public async Task DisposeAsync() => await _bench.DisposeAsync();

    [Fact]
    public async Task The_list_has_at_least_14_conversations_and_hides_the_debug_run()
    {
        var list = await _bench.ListAsync();

        list.Should().HaveCountGreaterThanOrEqualTo(14).And.HaveCount(DemoSeeding.Stories.Count - 1);
        list.Should().NotContain(conversation => conversation.Environment == ConversationEnvironment.Debug);
        (await _bench.ListAsync(ConversationEnvironment.Debug)).Should().ContainSingle();
        list.Select(conversation => conversation.Environment).Distinct().Should()
            .BeEquivalentTo([ConversationEnvironment.Live, ConversationEnvironment.PreRelease, ConversationEnvironment.Sandbox]);
    }

    [Fact]
    public async Task The_demo_covers_channels_directions_and_languages()
    {
        var list = await _bench.ListAsync();

        list.Select(conversation => conversation.Channel).Distinct(StringComparer.Ordinal).Should().BeEquivalentTo("voice", "webchat");
        list.Select(conversation => conversation.Direction).Distinct().Should()
            .BeEquivalentTo(new ConversationDirection?[] { null, ConversationDirection.Inbound, ConversationDirection.Outbound });
        list.Select(conversation => conversation.Language![..2]).Distinct(StringComparer.Ordinal).Should().Contain(["en", "de", "es", "ja", "fr"]);
    }

    [Fact]
    public async Task The_demo_shows_every_function_outcome()
    {
        var calls = (await AllAsync()).SelectMany(conversation => conversation.AllFunctionEvents).ToList();

        calls.Select(call => call.Outcome).Distinct().Should()
            .BeEquivalentTo(new FunctionOutcome?[] { FunctionOutcome.Completed, FunctionOutcome.Failed, FunctionOutcome.Canceled, FunctionOutcome.Abandoned });
        calls.SelectMany(call => call.ApiResponses).Select(response => response.StatusCode).Distinct().Should().Contain([200, 201, 404, 409, 422, 503, 504]);
        calls.Should().Contain(call => call.ParentId != null);
        calls.Should().Contain(call => call.ErrorType != null);
    }

    [Fact]
    public async Task Parallel_calls_overlap_and_keep_their_entries_separate()
    {
        var transfer = await _bench.FullAsync("demo-bank-transfer");
        var parent = transfer.AllFunctionEvents.Single(call => call.Name is "prepare_transfer"
            && call.Entries.Any(entry => entry.Content is "All checks passed"));

        var checks = transfer.AllFunctionEvents.Where(call => string.Equals(call.ParentId, parent.Id, StringComparison.Ordinal)).ToList();

        checks.Select(call => call.Name).Should().Equal("check_balance", "check_limits", "screen_recipient");
        checks.Select(call => call.Entries.Single().Content).Should().Equal("Balance sufficient", "Close to the daily limit", "Screening clear");
        checks.Select(call => call.StartedAt).Distinct().Should().ContainSingle();
        checks.Select(call => call.Duration).Should().Equal(TimeSpan.FromMilliseconds(143), TimeSpan.FromMilliseconds(58), TimeSpan.FromMilliseconds(690));
    }

    [Fact]
    public async Task A_model_call_requests_the_first_function_of_a_turn_and_the_next_one_reads_its_result()
    {
        var turn = (await _bench.FullAsync("demo-restaurant-booking")).Turns[0];

        turn.ModelCalls.Select(call => call.FinishReason).Should().Equal("tool_calls", "stop");
        turn.FunctionEvents[0].ModelCallId.Should().Be(turn.ModelCalls[0].Id);
        turn.ModelCalls[1].Request.Select(message => (message.Role, message.IsNew)).Should().Equal(
            (ModelRole.System, false), (ModelRole.User, false), (ModelRole.Assistant, false), (ModelRole.Tool, true));
        turn.ModelCalls[1].Response!.Text.Should().Be(turn.AgentResponse);
        turn.ModelCalls[1].Chunks.Should().BePositive("it is streamed");
        turn.Usage!.TotalTokens.Should().Be(turn.ModelCalls.Sum(call => call.Usage!.TotalTokens));
    }

    [Fact]
    public async Task Spoken_turns_have_stages_and_written_turns_have_none()
    {
        foreach (var conversation in await AllAsync())
        {
            var answered = conversation.Turns
                .Where(static turn => turn is { HasFailed: false, AgentResponse.IsEmpty: false, EndedAt: not null, IsAnsweredByPerson: false }).ToList();
            bool isVoice = conversation.Summary.Direction is not null;

            foreach (var turn in answered)
            {
                (turn.Stages is not null).Should().Be(isVoice, conversation.Summary.ConversationId);
                (turn.Stages is null || turn.Stages.FirstByte > turn.Latency).Should().BeTrue();
                (turn.Stages is null || turn.Stages.Model > TimeSpan.Zero).Should().BeTrue();
                (turn.Stages is null || turn.Stages.SpeechToText is not null == !turn.UserInput.IsEmpty).Should().BeTrue();
            }
        }
    }

    [Fact]
    public async Task A_failed_model_call_is_retried()
    {
        var calls = (await _bench.FullAsync("demo-car-rental")).Turns[^1].ModelCalls;

        calls.Select(call => call.Outcome).Should().Equal(FunctionOutcome.Failed, FunctionOutcome.Completed, FunctionOutcome.Completed);
        calls[0].Request.Select(message => message.Text).Should().Equal(calls[1].Request.Select(message => message.Text));
    }

    [Fact]
    public async Task Parallel_functions_are_requested_by_one_model_call()
    {
        var turn = (await _bench.FullAsync("demo-telecom-outage")).Turns.Single(static turn => turn.FunctionEvents.Count == 2);

        turn.FunctionEvents.Select(call => call.ModelCallId).Distinct(StringComparer.Ordinal).Should().Equal(turn.ModelCalls[0].Id);
        turn.ModelCalls[0].Response!.ToolCalls.Should().HaveCount(2);
    }

    [Fact]
    public async Task A_call_left_open_when_the_caller_hangs_up_is_abandoned()
    {
        var call = (await _bench.FullAsync("demo-gym-cancellation")).AllFunctionEvents.Last();

        call.Name.Should().Be("check_early_termination");
        call.Outcome.Should().Be(FunctionOutcome.Abandoned);
        call.Entries.Select(entry => entry.Content).Should().Equal("Contract requested", "Caller hung up");
    }

    [Fact]
    public async Task A_call_running_when_the_caller_hangs_up_is_canceled()
    {
        var turn = (await _bench.FullAsync("demo-meter-reading")).Turns[^1];

        var call = turn.FunctionEvents.Should().ContainSingle().Which;
        (call.Name, call.Outcome).Should().Be(("find_next_bill", FunctionOutcome.Canceled));
        call.Duration.Should().BeGreaterThan(TimeSpan.FromSeconds(4.9)).And.BeLessThan(TimeSpan.FromSeconds(5.2),
            "the model had asked for it while the line was open");
        call.ErrorType.Should().EndWith("CanceledException");
        call.ApiResponses.Should().BeEmpty("the service had not answered");
        turn.Entries.Should().ContainSingle().Which.Content.Should().Be("Caller hung up");
        (turn.Outcome, turn.CancelReason, turn.AgentResponse.IsEmpty).Should().Be((TurnOutcome.Canceled, CancelReason.UserLeft, true));
    }

    [Fact]
    public async Task A_human_takes_over_and_hands_back_before_the_caller_ends_the_call()
    {
        var view = await _bench.FullAsync("demo-telecom-outage");

        view.Handoffs.Select(handoff => (handoff.Kind, handoff.Reason)).Should()
            .Equal((HandoffKind.Off, "router_unreachable"), (HandoffKind.Back, "line_restored"));
        view.Turns[2].Said.Should().ContainSingle().Which.IsFiller.Should().BeTrue();
        (view.Turns[^1].IsInterrupted, view.Turns[^1].Heard?.ToString()).Should().Be((true, "Gracias a usted."));
        view.Summary.EndReason.Should().Be(EndReason.UserEnded);
    }

    [Fact]
    public async Task An_unavailable_service_is_logged_with_its_status()
        => (await _bench.FullAsync("demo-telecom-outage")).AllFunctionEvents.SelectMany(static call => call.ApiResponses)
            .Select(static response => response.StatusCode).Should().Equal(503, 503, 503);

    [Fact]
    public async Task A_failed_turn_has_its_error_and_the_text_that_the_user_heard()
    {
        var turn = (await _bench.FullAsync("demo-flight-change")).Turns.Single(turn => turn.Error is not null);

        turn.ErrorType.Should().Be("System.InvalidOperationException");
        turn.AgentResponse.Text.Should().StartWith("Sorry");
    }

    [Fact]
    public async Task Handoffs_ratings_and_notes_are_present()
    {
        var all = await AllAsync();

        all.Count(conversation => conversation.Summary.Handoff is not null).Should().BeGreaterThanOrEqualTo(2);
        all.Sum(conversation => conversation.Summary.UserLikes).Should().BeGreaterThanOrEqualTo(4);
        all.Sum(conversation => conversation.Summary.UserDislikes).Should().BeGreaterThanOrEqualTo(3);
        all.Should().Contain(conversation => conversation.Notes.Count > 0);
        all.Should().Contain(conversation => conversation.Entries.Count > 0, "something is logged outside any turn");
        all.SelectMany(conversation => conversation.Turns).Should().Contain(turn => turn.Entries.Count > 0, "something is logged outside any function");
    }

    [Fact]
    public async Task An_ongoing_story_is_in_progress_until_its_host_ends()
    {
        await using var bench = new Bench();
        await using var sink = new StoreSink(bench.Store);
        await using var seeding = new DemoSeeding(bench.Store, sink, bench.Time);
        await seeding.SeedAsync(CancellationToken.None);

        (await bench.ListAsync()).Where(conversation => conversation.InProgress).Select(conversation => conversation.ConversationId).Should()
            .Equal("demo-taxi-ride");
        (await bench.FullAsync("demo-taxi-ride")).AllFunctionEvents.Last().Outcome.Should().BeNull();
    }

    [Fact]
    public async Task A_non_empty_store_is_not_changed()
    {
        (await _bench.SeedAsync()).Should().Be(0);

        await using var other = new Bench();
        await using (var sink = new StoreSink(other.Store))
        await using (new Conversation(new ConversationInfo("debug") { Environment = ConversationEnvironment.Debug }, sink))
        {
        }

        (await other.SeedAsync()).Should().Be(0, "a debugging run is something, too");
    }

    [Fact]
    public async Task Every_story_ends_before_now()
        => (await _bench.ListAsync()).Should()
            .OnlyContain(conversation => conversation.LastActivityAt <= FixedTime.Noon && conversation.StartedAt > FixedTime.Noon.AddDays(-60));

    private async Task<IReadOnlyList<ConversationView>> AllAsync()
    {
        var all = new List<ConversationView>();
        foreach (var story in DemoSeeding.Stories)
        {
            all.Add(await _bench.FullAsync(story.Info.Id));
        }

        return all;
    }
}
