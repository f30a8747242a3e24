namespace ConvLog.StoreContract;

/// <summary>Calls are counted by function, endpoint and model: those that started in the period, newest conversations first.</summary>
public abstract class CallStatisticsContract(Func<ValueTask<IStoreUnderTest>> open) : StoreTest(open)
{
    private static readonly StatisticsQuery s_day = new() { From = Some.At(-60), To = Some.At(23 * 60) };
    private static readonly CallQuery s_functions = new() { Period = s_day, IdleSince = Some.At(60) };
    private static readonly CallQuery s_endpoints = s_functions with { Kind = CallTargetKind.Endpoint };
    private static readonly CallQuery s_models = s_functions with { Kind = CallTargetKind.Model };

    protected override bool CountsDays => true;

    [Fact]
    public async Task Functions_are_counted_by_outcome_in_descending_order()
    {
        await WriteAsync(
            Some.Opening("a"),
            Called(1, "a", 0, FunctionOutcome.Completed, 100), Called(2, "a", 1, FunctionOutcome.Failed, 300), Called(3, "a", 2, FunctionOutcome.Canceled, 200),
            Called(4, "a", 3), Called(5, "a", 4, FunctionOutcome.Completed, 10) with { Name = "find_table" },
            Some.Opening("b", minute: 600), Called(1, "b", 600) with { Name = "save_guest" }, Called(2, "b", 601, FunctionOutcome.Failed, 400));

        var found = await Store.ReadCallStatisticsAsync(s_functions, withPii: false);

        found.Targets.Select(static target => target.Name).Should().Equal("save_guest", "find_table");
        (found.TargetCount, found.Since).Should().Be((2, null));
        var figures = found.Targets[0].Figures;
        (figures.Calls, figures.Failed, figures.Canceled, figures.Abandoned, figures.Running, figures.Conversations).Should().Be((6, 2, 1, 1, 1, 2));
        (figures.Problems, figures.ProblemRate).Should().Be((3, 3.0 / 6));
        (figures.Duration.Count, figures.Duration.Average).Should().Be((4, TimeSpan.FromMilliseconds(250)));
        figures.Duration.P50.Should().BeCloseTo(TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(2));
        figures.Duration.P95.Should().BeCloseTo(TimeSpan.FromMilliseconds(400), TimeSpan.FromMilliseconds(4));
        (found.Targets[0].FirstProblem?.CallId, found.Targets[0].LastProblem?.CallId, found.Targets[0].LastProblem?.ConversationId)
            .Should().Be((Some.CallId(2, "a"), Some.CallId(2, "b"), "b"));
        found.Targets[1].LastProblem.Should().BeNull();
    }

    [Fact]
    public async Task A_series_has_hourly_intervals_for_a_day_and_daily_ones_for_a_month()
    {
        await WriteAsync(Some.Opening("a"), Called(1, "a", 5, FunctionOutcome.Completed), Called(2, "a", 65, FunctionOutcome.Failed), Called(3, "a", 66));

        var hours = (await Store.ReadCallStatisticsAsync(s_functions, withPii: false)).Targets[0].Series;
        hours.Should().HaveCount(24);
        hours.Where(static hour => hour.Calls > 0).Select(static hour => (hour.Start, hour.Calls, hour.Problems)).Should()
            .Equal((Some.At(0), 1, 0), (Some.At(60), 2, 1)); // The last one is still running.

        var days = (await Store.ReadCallStatisticsAsync(s_functions with { Period = s_day with { From = Some.At(-29 * 1440), To = Some.At(1440) } },
            withPii: false)).Targets[0].Series;
        days.Should().HaveCount(31, "it begins and ends at ten in the morning");
        days[29].Calls.Should().Be(3);
    }

    [Fact]
    public async Task A_call_counts_at_its_start_time_even_in_a_much_older_conversation()
    {
        await WriteAsync(
            Some.Opening("long", minute: -5_000), Called(1, "long", -4_990, FunctionOutcome.Failed), Called(2, "long", 10, FunctionOutcome.Completed),
            Some.Opening("later", minute: 23 * 60), Called(1, "later", 23 * 60));

        var found = await Store.ReadCallStatisticsAsync(s_functions, withPii: false);

        (found.Targets.Single().Figures.Calls, found.Targets[0].Figures.Failed).Should().Be((1, 0));
    }

    [Fact]
    public async Task Debug_calls_count_only_on_request_even_in_a_much_older_conversation()
    {
        await WriteAsync(Some.Opening("a", minute: -5_000) with { Environment = ConversationEnvironment.Debug }, Called(1, "a", 10, FunctionOutcome.Canceled));
        var debugging = s_functions with { Period = s_day with { Environment = ConversationEnvironment.Debug } };

        (await Store.ReadCallStatisticsAsync(debugging, withPii: false)).Targets.Should().ContainSingle().Which.Figures.Canceled.Should().Be(1);
        (await Store.ReadCallStatisticsAsync(s_functions, withPii: false)).Targets.Should().BeEmpty();
    }

    [Fact]
    public async Task Call_statistics_are_filtered_by_name_agent_scope_and_environment()
    {
        await WriteAsync(
            Some.Opening("a"), Called(1, "a", 0), Called(2, "a", 0) with { Name = "find_table" },
            Some.Opening("b", agent: "weather") with { Channel = "voice", AccountId = "globex" }, Called(1, "b", 0), Called(2, "b", 0),
            Some.Opening("c") with { Environment = ConversationEnvironment.Debug }, Called(1, "c", 0), Called(2, "c", 0), Called(3, "c", 0));

        async Task<long> CallsAsync(StatisticsQuery period, string? name = "save_guest")
            => (await Store.ReadCallStatisticsAsync(s_functions with { Period = period, Name = name }, withPii: false)).Targets
                .Sum(static one => one.Figures.Calls);
        (await CallsAsync(s_day)).Should().Be(3);
        (await CallsAsync(s_day, name: null)).Should().Be(4);
        (await CallsAsync(s_day, "SAVE_GUEST")).Should().Be(0);
        (await CallsAsync(s_day with { AgentId = "weather" })).Should().Be(2);
        (await CallsAsync(s_day with { Channel = "voice" })).Should().Be(2);
        (await CallsAsync(s_day with { Scope = new ConversationScope { AgentIds = ["bookings"] } })).Should().Be(1);
        (await CallsAsync(s_day with { Scope = new ConversationScope { AccountIds = ["globex"] } })).Should().Be(2);
        (await CallsAsync(s_day with { Environment = ConversationEnvironment.Debug })).Should().Be(3);
    }

    [Fact]
    public async Task Entries_logged_by_a_function_are_counted_by_message_without_personal_ones()
    {
        await WriteAsync(
            Some.Opening("a") with { VariantId = "short" },
            Called(1, "a", 0, FunctionOutcome.Failed, 900) with { ErrorType = "Http" }, Called(2, "a", 1, FunctionOutcome.Completed, 20),
            Of(1, Some.Entry(1, "refused", "a", level: EntryLevel.Error), 2), Of(1, Some.Entry(2, "refused", "a", level: EntryLevel.Error), 3),
            Of(2, Some.Entry(3, "checked", "a"), 4), Of(2, Some.Entry(4, "secret", "a", level: EntryLevel.Error, isPii: true), 5),
            Of(9, Some.Entry(5, "of another call", "a"), 5), Some.Entry(6, "outside", "a"),
            Some.ApiResponse("r1", 6, "a") with { FunctionEventId = Some.CallId(1, "a"), StatusCode = 409 },
            Some.ApiResponse("r2", 6, "a") with { FunctionEventId = Some.CallId(1, "a"), StatusCode = 503, IsPii = true },
            Some.ApiResponse("r3", 6, "a") with { FunctionEventId = Some.CallId(2, "a") },
            Some.Opening("b", minute: 10, agent: "weather"), Called(1, "b", 11, FunctionOutcome.Failed, 500) with { ErrorType = "Http" },
            Of(1, Some.Entry(1, "refused", "b", level: EntryLevel.Error), 12, "b"));

        var found = await Store.ReadCallDetailsAsync(s_functions with { Name = "save_guest" }, withPii: true);

        found.Messages.Select(static message => (message.Level, message.Content, message.Count, message.Calls, message.Conversations)).Should().Equal(
            (EntryLevel.Error, "refused", 3, 2, 2), (EntryLevel.Info, "checked", 1, 1, 1));
        var refused = found.Messages[0];
        (refused.FirstAt, refused.LastAt, refused.LastConversationId, refused.LastCallId).Should().Be((Some.At(2), Some.At(12), "b", Some.CallId(1, "b")));
        refused.Series.Sum().Should().Be(2);
        found.ErrorTypes.Should().Equal(new CallValueCount { Value = "Http", Count = 2, Conversations = 2, FirstAt = Some.At(0), LastAt = Some.At(11) });
        found.Statuses.Select(static status => (status.Value, status.Count)).Should().Equal(("200", 1), ("409", 1));
        found.Slowest.Select(static call => call.Duration?.TotalMilliseconds).Should().Equal(900, 500, 20);
        found.LatestProblems.Select(static call => (call.ConversationId, call.Message, call.StatusCode, call.ErrorType)).Should().Equal(
            ("b", "refused", null, "Http"), ("a", "refused", 409, "Http"));
        found.Agents.Select(static slice => (slice.Value, slice.Figures.Calls, slice.Figures.Problems)).Should().Equal(("bookings", 2, 1), ("weather", 1, 1));
        found.Variants.Select(static slice => (slice.Value, slice.Figures.Calls)).Should().Equal(("short", 2), (null, 1));
        (found.Target.Figures.Calls, found.Since, found.MessagesSince).Should().Be((3, null, null));
        found.Target.Series.Single(static hour => hour.Calls > 0).Duration!.Count.Should().Be(3);
    }

    [Fact]
    public async Task Details_have_the_calls_over_time_by_agent_variant_and_channel()
    {
        await WriteAsync(
            Some.Opening("a") with { VariantId = "A", Channel = "voice" },
            Called(1, "a", 0, FunctionOutcome.Completed, 100), Called(2, "a", 61, FunctionOutcome.Failed, 300),
            Some.Opening("b", minute: 10, agent: "weather") with { VariantId = "B", Channel = "voice" }, Called(1, "b", 62, FunctionOutcome.Completed, 500),
            Some.Opening("c", minute: 20) with { Channel = null }, Called(1, "c", 63, FunctionOutcome.Abandoned));

        for (int round = 0; round < 2; round++)
        {
            // Before its day is counted, and from the counts.
            var found = await Store.ReadCallDetailsAsync(s_functions with { Name = "save_guest" }, withPii: false);

            Lines(found.Variants).Should().Equal("A: 1/0/1 1/1/1", ": 0/0/0 1/1/0", "B: 0/0/0 1/0/1");
            Lines(found.Agents).Should().Equal("bookings: 1/0/1 2/2/1", "weather: 0/0/0 1/0/1");
            Lines(found.Channels).Should().Equal("voice: 1/0/1 2/1/2", ": 0/0/0 1/1/0");
            found.Variants.Should().AllSatisfy(slice => slice.Series.Select(static one => one.Start)
                .Should().Equal(found.Target.Series.Select(static one => one.Start)));
            found.Variants[2].Series[2].Duration!.P95.Should().Be(TimeSpan.FromMilliseconds(500));
            await CountDaysAsync();
        }

        // Calls, problems and durations of the two hours that have calls.
        static IEnumerable<string> Lines(IReadOnlyList<CallSlice> slices) => slices.Select(static slice => $"{slice.Value}: "
            + string.Join(' ', slice.Series.Skip(1).Take(2).Select(static hour => $"{hour.Calls}/{hour.Problems}/{hour.Duration!.Count}")));
    }

    [Fact]
    public async Task A_change_is_dated_and_explained_alike_from_rows_and_from_counted_days_whatever_is_hidden()
    {
        // A call every three minutes: from minute 600 on, those of variant B take twice as long.
        await WriteAsync(
        [
            Some.Opening("a") with { VariantId = "A" }, Some.Opening("b") with { VariantId = "B" },
            .. Enumerable.Range(0, 400).Select(static i => Called(i, i % 2 == 0 ? "a" : "b", 3 * i, FunctionOutcome.Completed,
                (200 + (i * 37 % 100)) * (i >= 200 && i % 2 == 1 ? 2 : 1))),
        ]);

        var shift = (await Store.ReadCallDetailsAsync(s_functions with { Name = "save_guest" }, withPii: false)).Shifts.Should().ContainSingle().Which;
        (shift.Measure, shift.IsRise, shift.Since, shift.Dimension, shift.Value)
            .Should().Be((CallMeasure.Duration, true, Some.At(600), CallDimension.Variant, "B"));
        (shift.ValueBefore!.Calls, shift.ValueAfter!.Calls, shift.OthersBefore!.Calls, shift.OthersAfter!.Calls).Should().Be((100, 100, 100, 100));
        (shift.SlowFrom, shift.Slow, shift.SlowOfValue).Should().Be((TimeSpan.FromMilliseconds(300), 100, 100));

        await WriteAsync(
            Of(2, Some.Entry(900, "secret", "a", level: EntryLevel.Error, isPii: true), 1_300),
            Some.ApiResponse("r", 1_300, "a") with { FunctionEventId = Some.CallId(2, "a"), StatusCode = 503, IsPii = true });
        await CountDaysAsync();

        (await Store.ReadCallDetailsAsync(s_functions with { Name = "save_guest" }, withPii: false)).Shifts.Should().Equal(shift);
    }

    [Fact]
    public async Task Argument_keys_correlated_with_problems_come_first_and_values_are_not_read()
    {
        await WriteAsync(
            Some.Opening("a"),
            Called(1, "a", 0, FunctionOutcome.Failed) with { Arguments = Some.Fields(("phone", "+15550100"), ("guest", "Ann")) },
            Called(2, "a", 0, FunctionOutcome.Completed) with { Arguments = Some.Fields(("guest", "Ann"), ("party", 2)) },
            Called(3, "a", 0, FunctionOutcome.Completed) with { Arguments = Some.Fields(("guest", "Ann")) });

        var found = await Store.ReadCallDetailsAsync(s_functions with { Name = "save_guest" }, withPii: true);

        found.ArgumentKeys.Select(static key => (key.Key, key.Problems, key.Completed)).Should().Equal(("phone", 1, 0), ("guest", 1, 2), ("party", 0, 1));
        AnswerText.Of(found).Should().NotContain("Ann").And.NotContain("+15550100");
    }

    [Fact]
    public async Task Approvals_are_counted_with_their_waiting_times_but_without_approvers()
    {
        await WriteAsync(
            Some.Opening("a"),
            Approved(1, ApprovalDecision.Granted, seconds: 4), Approved(2, ApprovalDecision.Granted, seconds: null),
            Approved(3, ApprovalDecision.Declined, seconds: -2), Approved(4, decision: null, seconds: null), Called(5, "a", 0, FunctionOutcome.Completed));

        var found = await Store.ReadCallDetailsAsync(s_functions with { Name = "save_guest" }, withPii: true);

        var approvals = found.Approvals;
        (approvals.Requested, approvals.Granted, approvals.Declined).Should().Be((1, 2, 1));
        (approvals.Waited.Count, approvals.Waited.Average).Should().Be((2, TimeSpan.FromSeconds(2)));
        found.Target.Figures.Declined.Should().Be(1);
        AnswerText.Of(found).Should().NotContain("Ann").And.NotContain("too much");
    }

    [Fact]
    public async Task Endpoints_are_counted_by_method_and_template_without_personal_responses()
    {
        await WriteAsync(
            Some.Opening("a"),
            Some.ApiResponse("https://crm.example/contacts/17?phone=1", 1, "a"),
            Some.ApiResponse("https://crm.example/contacts/18", 2, "a") with { StatusCode = 409, Elapsed = TimeSpan.FromMilliseconds(50) },
            Some.ApiResponse("https://crm.example/contacts/{id}", 3, "a") with { StatusCode = 404, IsExpected = true },
            Some.ApiResponse("https://crm.example/contacts", 4, "a") with { Method = "POST", StatusCode = 0 },
            Some.ApiResponse("https://crm.example/contacts/19", 5, "a") with { IsPii = true });

        const string Name = "GET https://crm.example/contacts/{id}";
        var found = await Store.ReadCallStatisticsAsync(s_endpoints, withPii: true);
        found.Targets.Select(static target => (target.Name, target.Figures.Calls, target.Figures.Failed)).Should().Equal(
            (Name, 3, 1), ("POST https://crm.example/contacts", 1, 1));
        var details = await Store.ReadCallDetailsAsync(s_endpoints with { Name = Name }, withPii: true);
        details.Statuses.Select(static status => (status.Value, status.Count)).Should().Equal(("200", 1), ("404", 1), ("409", 1));
        details.LatestProblems.Should().ContainSingle().Which.StatusCode.Should().Be(409);
        details.Target.Figures.Should().Be(found.Targets[0].Figures);
    }

    [Fact]
    public async Task Models_are_counted_by_the_name_and_provider_at_the_end_of_a_call()
    {
        await WriteAsync(
            Some.Opening("a"), Some.Turn(1, "a"),
            Some.ModelCall(1, conversation: "a"),
            Some.ModelCall(1, FunctionOutcome.Failed, conversation: "a", after: 1) with { Duration = TimeSpan.FromSeconds(2), ErrorType = "Timeout" },
            Some.ModelCall(2, conversation: "a", after: 2),
            Some.ModelCall(3, FunctionOutcome.Completed, conversation: "a", after: 3) with { Provider = "openai", Duration = TimeSpan.FromSeconds(1) });

        var found = await Store.ReadCallStatisticsAsync(s_models, withPii: false);
        found.Targets.Select(static target => (target.Name, target.Provider, target.Figures.Calls, target.Figures.Problems)).Should().Equal(
            ("gpt-x", null, 2, 2), ("gpt-x", "openai", 1, 0));
        var details = await Store.ReadCallDetailsAsync(s_models with { Name = "gpt-x" }, withPii: false);
        details.Target.Figures.Calls.Should().Be(3);
        details.ErrorTypes.Should().ContainSingle().Which.Value.Should().Be("Timeout");
        (await Store.ReadCallDetailsAsync(s_models with { Name = "gpt-x", Provider = "openai" }, withPii: false)).Target.Figures.Calls.Should().Be(1);
    }

    [Fact]
    public async Task Calls_of_one_variant_are_counted_in_full_before_and_after_their_day_is_counted()
    {
        await WriteAsync(
            Some.Opening("a") with { VariantId = "B" }, Some.Turn(1, "a"), Called(1, "a", 0), Called(2, "a", 1),
            Some.Opening("b") with { VariantId = "A" }, Some.Turn(1, "b"), Called(1, "b", 0),
            Some.Opening("c"), Some.Turn(1, "c"), Called(1, "c", 0));

        for (int round = 0; round < 2; round++)
        {
            (await CallsAsync("B"), await CallsAsync("A"), await CallsAsync("b"), await CallsAsync(null)).Should().Be(((2L, 2L), (1L, 1L), (0L, 0L), (4L, 4L)));
            await CountDaysAsync();
        }

        async Task<(long Listed, long Detailed)> CallsAsync(string? variant)
        {
            var query = s_functions with { VariantId = variant };
            var listed = await Store.ReadCallStatisticsAsync(query, withPii: false);
            var details = await Store.ReadCallDetailsAsync(query with { Name = "save_guest" }, withPii: false);
            (details.Since, listed.Since).Should().Be((null, null));
            return (listed.Targets.Sum(static target => target.Figures.Calls), details.Target.Figures.Calls);
        }
    }

    [Fact]
    public async Task With_too_many_calls_only_the_newest_conversations_are_examined_and_the_start_reported()
    {
        await WriteAsync(Some.Opening("oldest"), Called(1, "oldest", 0));
        await WriteAsync([Some.Opening("middle", minute: 1), .. Enumerable.Range(1, 15_000).Select(static i => Responded(i, "middle"))]);
        await WriteAsync([Some.Opening("newest", minute: 2), .. Enumerable.Range(1, 5_000).Select(static i => Responded(i, "newest"))]);
        await WriteAsync([Some.Opening("old", minute: 0.5), Responded(1, "old")]);

        var found = await Store.ReadCallStatisticsAsync(s_endpoints, withPii: false);

        found.Targets.Single().Figures.Calls.Should().Be(20_000);
        found.Since.Should().Be(Some.At(1));
        (await Store.ReadCallDetailsAsync(s_endpoints with { Name = "GET r" }, withPii: false)).Since.Should().Be(Some.At(1));
    }

    [Fact]
    public async Task An_unfinished_call_is_abandoned_once_its_conversation_ended_for_the_reader()
    {
        await WriteAsync(
            Some.Opening("a"), Some.Turn(1, "a"), Called(1, "a", 0), Some.ModelCall(1, conversation: "a"),
            Of(1, Some.Entry(5, "of long after", "a", isPii: true), 90),
            Some.Opening("b"), Called(1, "b", 0), Of(1, Some.Entry(1, "of long after", "b"), 90, "b"));

        for (int round = 0; round < 2; round++)
        {
            // Before its day is counted, and from the counts.
            foreach (var query in (CallQuery[])[s_functions with { Name = "save_guest" }, s_models with { Name = "gpt-x" }])
            {
                int others = query.Kind == CallTargetKind.Function ? 1 : 0;
                (await AbandonedAsync(query, withPii: false)).Should().AllBeEquivalentTo((1, others), "a personal entry keeps no conversation open for them");
                (await AbandonedAsync(query, withPii: true)).Should().AllBeEquivalentTo((0, others + 1), "they see that it went on");
            }

            await CountDaysAsync();
        }

        // Both in the list and in the details.
        async Task<(long Abandoned, long Running)[]> AbandonedAsync(CallQuery query, bool withPii)
            => [.. new[]
                {
                    (await Store.ReadCallStatisticsAsync(query, withPii)).Targets.Single().Figures,
                    (await Store.ReadCallDetailsAsync(query, withPii)).Target.Figures,
                }.Select(static figures => (figures.Abandoned, figures.Running))];
    }

    [Fact]
    public async Task Erased_calls_are_not_counted()
    {
        await WriteAsync(Some.Opening("a"), Called(1, "a", 0), Some.Opening("b"), Called(1, "b", 0));
        await EraseAsync("a");

        (await Store.ReadCallStatisticsAsync(s_functions, withPii: true)).Targets.Single().Figures.Calls.Should().Be(1);
    }

    [Fact]
    public async Task An_empty_period_and_details_without_a_name_are_rejected()
    {
        var empty = s_functions with { Period = s_day with { To = s_day.From } };
        await Store.Invoking(store => store.ReadCallStatisticsAsync(empty, withPii: false).AsTask())
            .Should().ThrowAsync<ArgumentException>();
        await Store.Invoking(static store => store.ReadCallDetailsAsync(s_functions, withPii: false).AsTask()).Should().ThrowAsync<ArgumentException>();
    }

    private static FunctionEventRecord Approved(int number, ApprovalDecision? decision, int? seconds)
        => Called(number, "a", 0, decision == ApprovalDecision.Declined ? FunctionOutcome.Declined : FunctionOutcome.Completed) with
        {
            Approval = new FunctionApproval
            {
                AskedAt = seconds is null ? null : Some.At(0),
                Decision = decision,
                DecidedAt = decision is null ? null : Some.At(0) + TimeSpan.FromSeconds(seconds ?? 1),
                DecidedBy = "Ann",
                Reason = "too much",
            },
        };

    private static FunctionEventRecord Called(int call, string conversation, double minute, FunctionOutcome? outcome = null, double? milliseconds = null)
        => Some.Call(call, conversation, outcome: outcome) with
        {
            StartedAt = Some.At(minute),
            Duration = milliseconds is { } taken ? TimeSpan.FromMilliseconds(taken) : null,
        };

    private static EntryRecord Of(int call, EntryRecord entry, double minute, string conversation = "a")
        => entry with { FunctionEventId = Some.CallId(call, conversation), Timestamp = Some.At(minute) };

    private static ApiResponseRecord Responded(int number, string conversation)
        => Some.ApiResponse("r", number, conversation) with { Id = Some.Id($"{conversation} {number}") };
}
