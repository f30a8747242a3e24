using ConvLog;
using ConvLog.Records;
using WebConsole.Dialogues;
using WebConsole.Tests.Support;

namespace WebConsole.Tests.Replay;

public sealed class DialogueReplayTests
{
    [Fact]
    public async Task Entries_are_logged_under_their_call()
    {
        await using var bench = new Bench();
        var dialogue = Some.Dialogue(
            "d-1",
            Some.Exchange("First?", "One.", Some.Call("FindProvider", results: 3), Some.Call("FindRestaurants", results: 7)),
            Some.Exchange("Second?", "Two.", Some.Call("FindApartment", results: 2)));

        var view = await bench.PlayAsync(dialogue);

        view.Turns.Select(turn => turn.FunctionEvents.Count).Should().Equal(2, 1);
        view.AllFunctionEvents.Select(call => (call.Name, Count(call))).Should().Equal(("FindProvider", 3), ("FindRestaurants", 7), ("FindApartment", 2));
        view.AllFunctionEvents.Should().OnlyContain(call => call.ParentId == null && call.CallId!.StartsWith("call_", StringComparison.Ordinal));
        view.Entries.Should().BeEmpty();
        view.Turns.Should().OnlyContain(turn => turn.Entries.Count == 0 && turn.ApiResponses.Count == 0);
    }

    [Fact]
    public async Task Entries_are_within_the_time_of_their_call_and_calls_within_their_turn()
    {
        await using var bench = new Bench();

        var view = await bench.PlayAsync(
            Some.Dialogue("d-1", Some.Exchange("First?", "One.", Some.Call(), Some.Call(failed: true, method: "BookAppointment")),
            Some.Exchange("Bye", "Bye")));

        view.Summary.StartedAt.Should().Be(FixedTime.Noon.AddHours(-2));
        foreach (var (turn, call) in view.Turns.SelectMany(turn => turn.FunctionEvents.Select(call => (turn, call))))
        {
            (call.StartedAt > turn.StartedAt).Should().BeTrue();
            (call.StartedAt + call.Duration < turn.StartedAt + turn.Latency).Should().BeTrue();
            call.Entries.Should().OnlyContain(entry => entry.Timestamp >= call.StartedAt && entry.Timestamp <= call.StartedAt + call.Duration);
            call.ApiResponses.Should().OnlyContain(response => response.Elapsed < call.Duration);
        }

        view.Turns[1].StartedAt.Should().BeAfter(view.Turns[0].EndedAt!.Value.AddMilliseconds(500));
    }

    [Fact]
    public async Task The_prompt_grows_with_the_conversation()
    {
        await using var bench = new Bench();
        var exchanges = Enumerable.Range(0, 6).Select(n => Some.Exchange($"And what about the option number {n}, please?", "It is just like the one before."));

        var view = await bench.PlayAsync(Some.Dialogue("d-1", [.. exchanges]));

        view.Turns.Select(turn => turn.Usage!.InputTokens).Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
        view.Turns.Should().OnlyContain(turn => turn.Usage!.Cost > 0 && turn.Usage.TimeToFirstToken > TimeSpan.Zero
            && turn.Usage.TimeToFirstToken < turn.Latency);
    }

    [Fact]
    public async Task A_turn_has_a_model_call_before_each_function_and_one_for_the_answer()
    {
        await using var bench = new Bench();

        var view = await bench.PlayAsync(Some.Dialogue("d-1",
            Some.Exchange("Two things", "Both done.", Some.Call("FindProvider"), Some.Call("BookAppointment", failed: true)),
            Some.Exchange("Thanks", "Bye")));

        var (working, last) = (view.Turns[0], view.Turns[1]);
        working.ModelCalls.Select(call => (call.Outcome, call.FinishReason)).Should().Equal(
            (FunctionOutcome.Completed, "tool_calls"), (FunctionOutcome.Completed, "tool_calls"), (FunctionOutcome.Completed, "stop"));
        working.FunctionEvents.Select(call => call.ModelCallId).Should().Equal(working.ModelCalls[0].Id, working.ModelCalls[1].Id);
        working.ModelCalls.SelectMany(call => call.Response?.ToolCalls ?? []).Select(asked => asked.CallId)
            .Should().Equal(working.FunctionEvents.Select(call => call.CallId));
        working.ModelCalls[2].Request.Select(message => message.Role).Should().Equal(ModelRole.System, ModelRole.User, ModelRole.Assistant, ModelRole.Tool,
            ModelRole.Assistant, ModelRole.Tool);
        working.ModelCalls[2].Request[5].Text.Text.Should().StartWith("Error: ");
        last.ModelCalls.Should().ContainSingle().Which.Request.Should().HaveCount(8);
        view.Turns.Should().OnlyContain(turn => turn.Usage!.InputTokens == turn.ModelCalls.Sum(call => call.Usage!.InputTokens));
        view.Turns.SelectMany(turn => turn.ModelCalls).Should().OnlyContain(call => call.TimeToFirstToken < call.Duration);
    }

    [Fact]
    public async Task Some_model_calls_fail_and_are_retried()
    {
        await using var bench = new Bench();
        var failing = new List<TurnView>();
        for (int n = 0; n < 100; n++)
        {
            var view = await bench.PlayAsync(Some.Dialogue(FormattableString.Invariant($"d-{n}"),
                [.. Enumerable.Range(0, 10).Select(_ => Some.Exchange("And?", "Yes."))]));
            failing.AddRange(view.Turns.Where(turn => turn.ModelCalls.Any(call => call.Outcome == FunctionOutcome.Failed)));
        }

        failing.Should().HaveCountGreaterThan(0).And.HaveCountLessThan(20).And.OnlyContain(turn
            => turn.ModelCalls.Count == 2 && turn.ModelCalls[1].Outcome == FunctionOutcome.Completed && turn.AgentResponse.Text == "Yes.");
    }

    [Fact]
    public async Task The_replay_has_judge_scores_user_reasons_and_team_labels()
    {
        await using var bench = new Bench();
        var views = new List<ConversationView>();
        for (int n = 0; n < 40; n++)
        {
            views.Add(await bench.PlayAsync(Some.Dialogue(FormattableString.Invariant($"d-{n}"),
                Some.Exchange("Find", "Found", Some.Call()), Some.Exchange("Book", "Sorry", Some.Call("BookAppointment", failed: true)))));
        }

        views.Should().OnlyContain(view => view.Labels.Single().Label == "service failed" && view.Scores.Any(score => score.Name == "goal reached"));
        views.SelectMany(view => view.Turns).SelectMany(turn => turn.Scores)
            .Where(score => string.Equals(score.Name, "groundedness", StringComparison.Ordinal)).Should().HaveCountGreaterThan(10)
            .And.OnlyContain(score => score.Source == ScoreSource.Model && score.Value.Number >= 0.6 && score.Value.Number <= 1);
        views.SelectMany(view => view.Turns).SelectMany(turn => turn.Feedback).SelectMany(rating => rating.Reasons).Distinct(StringComparer.Ordinal)
            .Should().BeEquivalentTo("wrong information", "wrong tool", "incomplete");
    }

    [Fact]
    public async Task Personal_arguments_and_results_are_visible_only_to_permitted_readers()
    {
        await using var bench = new Bench();
        var personal = new Dictionary<string, string>(StringComparer.Ordinal) { ["recipient_name"] = "Khadija", ["phone_number"] = "415-555-0134" };
        for (int n = 0; n < 20; n++)
        {
            string id = FormattableString.Invariant($"d-{n}");
            await bench.PlayAsync(Some.Dialogue(id,
                Some.Exchange("Pay", "Paid", new ServiceCall("Banks_2", "TransferMoney", personal, [personal], Failed: false))));

            string full = ShownText.Of(await bench.FullAsync(id));
            string plain = ShownText.Of(await bench.PlainAsync(id));

            full.Should().Contain("Khadija").And.Contain("415-555-0134");
            plain.Should().NotContain("Khadija").And.NotContain("415-555-0134");
            plain.Should().Contain("Detail captured").And.Contain("recipient_name").And.Contain("phone_number");
        }
    }

    [Fact]
    public async Task Both_ways_of_logging_personal_data_occur()
    {
        await using var bench = new Bench();
        var calls = new List<FunctionEventView>();
        for (int n = 0; n < 20; n++)
        {
            var arguments = new Dictionary<string, string>(StringComparer.Ordinal) { ["recipient_name"] = "Khadija" };
            var dialogue = Some.Dialogue(FormattableString.Invariant($"d-{n}"),
                Some.Exchange("Pay", "Paid", new ServiceCall("Banks_2", "TransferMoney", arguments, [], Failed: false)));
            calls.AddRange((await bench.PlayAsync(dialogue)).AllFunctionEvents);
        }

        calls.Should().Contain(call => call.Entries.Any(entry => entry.IsPii)).And.Contain(call
            => call.Entries.Any(entry => !entry.IsPii && entry.Fields.Any(field => field.IsPii)));
    }

    [Fact]
    public async Task Failures_occur_as_refusals_outages_and_timeouts()
    {
        await using var bench = new Bench();
        var statuses = new HashSet<int>();
        for (int n = 0; n < 80; n++)
        {
            var dialogue = Some.Dialogue(FormattableString.Invariant($"d-{n}"),
                Some.Exchange("Book", "Sorry", Some.Call("BookAppointment", results: 0, failed: true)));
            var call = (await bench.PlayAsync(dialogue)).AllFunctionEvents.Single();
            call.Outcome.Should().Be(FunctionOutcome.Failed);
            call.Entries.Should().ContainSingle(entry => entry.Level == EntryLevel.Error);
            statuses.UnionWith(call.ApiResponses.Select(response => response.StatusCode));
        }

        statuses.Should().BeEquivalentTo([409, 503, 504]);
    }

    [Fact]
    public async Task Channels_users_and_ratings_vary_by_conversation()
    {
        await using var bench = new Bench();
        for (int n = 0; n < 120; n++)
        {
            await bench.PlayAsync(Some.Dialogue(FormattableString.Invariant($"d-{n}"),
                Some.Exchange("Book", "Done", Some.Call("BookAppointment", failed: n % 2 == 0))));
        }

        var list = await bench.ListAsync();

        list.Select(c => c.Channel).Distinct(StringComparer.Ordinal).Should().BeEquivalentTo("voice", "webchat");
        list.Select(c => c.VariantId).Distinct(StringComparer.Ordinal).Should().BeEquivalentTo("A", "B");
        list.Where(c => string.Equals(c.Channel, "voice", StringComparison.Ordinal)).Should()
            .OnlyContain(c => c.Direction == ConversationDirection.Inbound && c.FromNumber!.Value.Text == "REDACTED");
        list.Select(c => c.User!.Value.Text).Distinct(StringComparer.Ordinal).Should().HaveCountGreaterThan(40).And.HaveCountLessThan(120);
        list.Sum(c => c.UserLikes).Should().BeInRange(1, 40);
        list.Sum(c => c.UserDislikes).Should().BeInRange(1, 60);
        list.Should().OnlyContain(c => c.Environment == ConversationEnvironment.Live && !c.InProgress);
    }

    [Fact]
    public async Task No_argument_appears_in_a_URL()
    {
        await using var bench = new Bench();

        var view = await bench.PlayAsync(Some.Dialogue("d-1", Some.Exchange("Napa", "Fine", Some.Call(), Some.Call("BookAppointment"))));

        view.AllFunctionEvents.SelectMany(call => call.ApiResponses).Select(response => (response.Method, response.Url.Text))
            .Should().Equal(("GET", "https://api.example/services/find-provider?page=1"), ("POST", "https://api.example/services/{id}/book-appointment"));
    }

    private static object? Count(FunctionEventView call)
        => Convert.ToInt32(call.Entries.Single(entry => string.Equals(entry.Content, "Results found", StringComparison.Ordinal)).Fields["count"],
            System.Globalization.CultureInfo.InvariantCulture);
}
