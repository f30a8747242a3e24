using System.Globalization;

namespace ConvLog.StoreContract;

/// <summary>
/// Incorrect use by hosts, from the call to the store: no call throws, no record reaches another conversation, and everything the sink accepted is stored or
/// counted.
/// </summary>
/// <param name="open">Opens an empty store.</param>
public abstract class BadInputContract(Func<ValueTask<IStoreUnderTest>> open) : StoreTest(open)
{
    private const string Id = Some.Conversation;
    private const string Neighbour = "neighbour";

    private readonly FakeLogger _logger = new();
    private readonly List<CountedSink> _hosts = [];
    private readonly List<Conversation> _neighbours = [];
    private readonly List<Turn> _turns = []; // The neighbours' turns.

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        var conv = Open(Host(), Neighbour);
        using (var turn = conv.BeginTurn(new TurnInfo { Id = "SM1", Input = "of another user" }))
        {
            conv.Log.Info("of another user");
            turn.Complete("an answer to another user");
            _turns.Add(turn);
        }

        await conv.FlushAsync();
        _neighbours.Add(conv);
    }

    public override async Task DisposeAsync()
    {
        foreach (var host in _hosts)
        {
            await host.DisposeAsync();
        }

        await base.DisposeAsync();
    }

    [Fact]
    public async Task A_turn_ended_in_three_flows_ends_once()
    {
        await using (var conv = Open(Host()))
        {
            var turn = conv.BeginTurn("hello");
            await Task.WhenAll(Enumerable.Range(0, 3).Select(flow => Task.Run(() =>
            {
                using (turn)
                {
                    turn.Complete($"answer {flow}");
                }
            })));
            conv.Log.Info("after");
        }

        var read = await ReadAsync();
        read.Turns.Should().ContainSingle().Which.Should().Match<TurnRecord>(
            static turn => turn.Outcome == TurnOutcome.Completed && turn.EndedAt != null && turn.AgentResponse.Text.StartsWith("answer "));
        read.Logged.OfType<EntryRecord>().Should().ContainSingle().Which.TurnId.Should().Be(read.Turns[0].Id);
        await ShouldAddUpAsync();
    }

    [Fact]
    public async Task Leaving_a_scope_twice_or_on_another_thread_leaves_no_other_scope()
    {
        await using (var conv = Open(Host()))
        {
            var turn = conv.BeginTurn("hello");
            var call = turn.BeginFunction("f");
            IDisposable[] scopes = [turn.MakeCurrent(), call.MakeCurrent(), conv.MakeCurrent()];
            using (_neighbours[0].MakeCurrent())
            {
                foreach (var scope in scopes)
                {
                    var thread = new Thread(scope.Dispose);
                    thread.UnsafeStart(); // Without the execution context.
                    thread.Join();
                    scope.Dispose();
                    await Task.Run(scope.Dispose);
                }

                Conversation.Current.Should().BeSameAs(_neighbours[0]);
                conv.Log.Info("of the turn");
                call.Log.Info("of the call");
            }

            call.Dispose();
            turn.Dispose();
            Array.ForEach(scopes, static scope => scope.Dispose());
            Conversation.Current.Should().BeNull();
        }

        var read = await ReadAsync();
        read.Logged.OfType<EntryRecord>().Select(static entry => (entry.Content, entry.TurnId, entry.FunctionEventId)).Should().Equal(
            ("of the turn", read.Turns[0].Id, null), ("of the call", read.Turns[0].Id, read.FunctionEvents[0].Id));
        await ShouldAddUpAsync();
    }

    [Fact]
    public async Task Each_of_a_thousand_open_turns_has_the_entries_of_its_own_flow()
    {
        const int count = 1_000;
        await using (var conv = Open(Host()))
        {
            var allBegan = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            int began = 0;
            await Task.WhenAll(Enumerable.Range(0, count).Select(number => Task.Run(async () =>
            {
                string name = number.ToString(CultureInfo.InvariantCulture);
                using var turn = conv.BeginTurn(new TurnInfo { Id = $"turn-{name}", Input = name });
                if (Interlocked.Increment(ref began) == count)
                {
                    allBegan.SetResult();
                }

                await allBegan.Task;
                conv.Log.Info(name);
                turn.Complete(name);
            })));
        }

        var read = await ReadAsync();
        read.Turns.Should().HaveCount(count).And.OnlyContain(static turn => turn.Outcome == TurnOutcome.Completed
            && turn.Id == $"turn-{turn.UserInput.Text}" && turn.AgentResponse.Text == turn.UserInput.Text);
        read.Logged.OfType<EntryRecord>().Should().HaveCount(count).And.OnlyContain(static entry => entry.TurnId == $"turn-{entry.Content}");
        await ShouldAddUpAsync();
    }

    [Fact]
    public async Task Heard_text_that_does_not_match_the_answer_reveals_no_personal_data()
    {
        const string words = "We have a table for Jane at eight";
        await using (var conv = Open(Host()))
        {
            foreach (string id in (string[])["longer", "counted", "other", "later"])
            {
                using var turn = conv.BeginTurn(new TurnInfo { Id = id, Input = "hello" });
                turn.Complete(new MaskedText(words, "We have a table for [name] at eight"));
            }

            conv.Turn("longer").Interrupt(words + new string('x', 100_000), TimeSpan.MaxValue);
            conv.Turn("counted").Interrupt(int.MaxValue, TimeSpan.MinValue);
            conv.Turn("other").Interrupt("The terrace is full, Ben");
            conv.Turn("later").Interrupt(int.MinValue);
        }

        await using (var next = Open(Host()))
        {
            next.Turn("later").Interrupt("words of a third turn, of Ben", TimeSpan.MaxValue);
        }

        await ShouldAddUpAsync();
        var turns = (await ReadAsync()).Turns.ToDictionary(static turn => turn.Id, StringComparer.Ordinal);
        turns.Values.Should().OnlyContain(static turn => turn.IsInterrupted && turn.AgentResponse.Text == words);
        turns["longer"].Heard.Text.Should().StartWith(words).And.Subject.Length.Should().BeLessThan(100_000, "it is cut as any text");
        turns["counted"].Heard.Should().Be(new MaskedText(words, "We have a table for [name] at eight"));
        (turns["other"].Heard.Text, turns["later"].Heard.Text).Should().Be(("The terrace is full, Ben", "words of a third turn, of Ben"));
        turns.Values.Should().OnlyContain(static turn => !turn.Heard.Shown.Contains("Ben") && !turn.Heard.Shown.Contains("Jane"));
    }

    [Fact]
    public async Task A_turn_ID_of_10_KB_is_one_turn_and_reaches_no_other_conversation()
    {
        string id = new('é', 10_240);
        await using (var conv = Open(Host(retries: 0)))
        {
            using (var turn = conv.BeginTurn(new TurnInfo { Id = id, Input = "hello" }))
            {
                turn.Complete("hi");
            }

            conv.Turn("SM1").SetInput("words for another conversation");
            conv.Turn("SM1").Say("words for another conversation");
        }

        await using (var next = Open(Host(retries: 0)))
        {
            next.Turn(id).SetInput("hello again");
            using var own = next.BeginTurn(new TurnInfo { Id = "SM1", Input = "of its own" });
            own.Complete("hi");
            own.Dispose();
            next.AddFeedback(FeedbackRating.Dislike, "of another turn", turn: _turns[0]);
            next.Annotate("of another turn", "ana", _turns[0]);
        }

        await ShouldAddUpAsync(dropped: 4);
        var read = await ReadAsync();
        read.Turns.Select(static turn => turn.UserInput.Text).Should().Equal("hello again", "of its own");
        (read.Feedback.Count, read.Annotations.Count).Should().Be((0, 0), "the turn that has the same id is not the one");
    }

    [CapabilityFact(typeof(IStatisticsStore))]
    public async Task Impossible_values_are_dropped_and_extreme_ones_are_stored()
    {
        await using (var conv = Open(Host()))
        {
            using var turn = conv.BeginTurn(new TurnInfo
            {
                Id = "extreme",
                Input = "hello",
                Kind = (TurnInputKind)99,
                SpeechStartedAt = DateTimeOffset.MinValue,
                SpeechEndedAt = DateTimeOffset.MaxValue,
                Language = new string('x', 10_240),
                Confidence = double.NaN,
                Author = new string('x', 10_240),
            });
            turn.SetStages(new TurnStages { Model = TimeSpan.MaxValue, FirstByte = TimeSpan.MaxValue });
            turn.Complete("hi");
            turn.Interrupt(new string('x', 10_240), TimeSpan.MaxValue);
            turn.Score("csat", double.MaxValue);
            turn.HandOver(new string('x', 10_240), null!, new string('x', 10_240), new string('x', 10_240));
            conv.HandOff(new string('x', 10_240), new string('x', 10_240), new string('x', 10_240));
            conv.HandBack(null);
            turn.Cancel((CancelReason)99);
        }

        await using (var next = Open(Host()))
        {
            next.Turn("extreme").SetStages(new TurnStages { Functions = TimeSpan.MaxValue, TextToSpeech = TimeSpan.MinValue });
        }

        await ShouldAddUpAsync();
        var read = (await ReadAsync()).Turns.Should().ContainSingle().Subject;
        (read.Outcome, read.InterruptedAfter, read.Stages?.FirstByte, read.Stages?.Functions, read.Stages?.TextToSpeech).Should().Be(
            (TurnOutcome.Completed, TimeSpan.MaxValue, TimeSpan.MaxValue, TimeSpan.MaxValue, TimeSpan.Zero));
        var now = TimeProvider.System.GetUtcNow();
        (await Store.ReadStatisticsAsync(new StatisticsQuery { From = now.AddDays(-1), To = now.AddDays(1) })).Total.Messages.Should().Be(2);
    }

    [Fact]
    public async Task A_transcript_after_the_erasure_is_not_stored()
    {
        await using (var conv = Open(Host(retries: 0)))
        {
            using var turn = conv.BeginTurn(new TurnInfo { Id = "SM1", Input = "hello" });
            await conv.FlushAsync();
            await EraseAsync();
            turn.SetInput("words of Jane");
            turn.Complete("an answer to Jane");
            turn.Dispose();
            turn.AddInput("and more of Jane");
            await using var next = Open(Host(retries: 0));
            next.Turn("SM1").SetInput("words of Jane");
            next.Log.Info("of Jane");
        }

        (await Store.ReadAsync(Id)).Should().BeNull();
        (await ListAsync(new ConversationQuery())).Should().Equal(Neighbour);
        await ShouldAddUpAsync(dropped: 1);
    }

    [Fact]
    public async Task An_end_before_the_first_turn_or_a_second_end_has_no_other_effect()
    {
        var clock = new ManualClock();
        await using (var conv = Open(Host(), clock: clock))
        {
            conv.End((EndReason)(-1), DateTimeOffset.MinValue);
            clock.Advance(TimeSpan.FromMinutes(1));
            conv.End(EndReason.Failed, DateTimeOffset.MaxValue);
            using var turn = conv.BeginTurn("hello");
            conv.Log.Info("logged");
            turn.Complete("hi");
        }

        await using (var next = Open(Host(), clock: clock))
        {
            next.End(EndReason.UserEnded);
        }

        await ShouldAddUpAsync();
        var read = await ReadAsync();
        (read.Summary.ClosedAt, read.Summary.Conversation.EndReason).Should().Be((ManualClock.DefaultStart, EndReason.Other));
        read.Turns.Should().ContainSingle().Which.Outcome.Should().Be(TurnOutcome.Completed);
        read.Logged.OfType<EntryRecord>().Should().ContainSingle();
    }

    [Fact]
    public async Task Hosts_whose_clocks_differ_by_an_hour_lose_no_records()
    {
        int[] hoursAhead = [0, 1, -1];
        Conversation[] openings = [.. hoursAhead.Select(hours => Open(Host(), clock: new ManualClock(ManualClock.DefaultStart.AddHours(hours))))];
        foreach (var (number, conv) in openings.Select(static (conv, number) => (number, conv)))
        {
            using var turn = conv.BeginTurn(new TurnInfo { Id = $"of-{number}", Input = "hello" });
            conv.Log.Info("logged");
            turn.Complete($"answer {number}");
            turn.Dispose();
            await conv.FlushAsync();
        }

        foreach (var (number, conv) in openings.Select(static (conv, number) => (number, conv)))
        {
            conv.Turn($"of-{(number + 1) % 3}").SetInput("late");
            conv.Turn($"of-{(number + 2) % 3}").Interrupt("answer");
            await conv.DisposeAsync();
        }

        await ShouldAddUpAsync();
        var read = await ReadAsync();
        read.Turns.Select(static turn => (turn.Id, turn.UserInput.Text, turn.Heard.Text, turn.Outcome)).Should().BeEquivalentTo(
            Enumerable.Range(0, 3).Select(static number => ($"of-{number}", "late", "answer", (TurnOutcome?)TurnOutcome.Completed)));
        read.Logged.OfType<EntryRecord>().Select(static entry => entry.TurnId).Should().BeEquivalentTo("of-0", "of-1", "of-2");
        read.Summary.ClosedAt.Should().BeOnOrAfter(read.Summary.StartedAt);
    }

    [Fact]
    public async Task A_user_returning_after_the_linger_continues_the_same_conversation()
    {
        var clock = new ManualClock();
        var conv = Open(Host(), clock: clock);
        var turn = conv.BeginTurn("hello");
        await conv.ReleaseAsync();
        clock.Advance(TimeSpan.FromMinutes(11));
        turn.Complete("too late");
        turn.Dispose();
        conv.Losses.DroppedTotal.Should().Be(1, "the answer came too late");
        conv.Log.Info("is back");
        await conv.ReleaseAsync();
        using (var next = conv.BeginTurn("are you there?"))
        {
            next.Complete("I am");
        }

        await conv.DisposeAsync();
        await ShouldAddUpAsync();
        var read = await ReadAsync();
        read.Turns.Select(static stored => (stored.AgentResponse.Text, stored.Outcome)).Should()
            .Equal(("", TurnOutcome.Abandoned), ("I am", TurnOutcome.Completed));
        read.Logged.OfType<EntryRecord>().Should().ContainSingle();
    }

    private static Conversation Open(CountedSink host, string id = Id, TimeProvider? clock = null)
        => new(new ConversationInfo(id) { AgentId = "bookings", UserId = id }, host, new ConversationOptions { TimeProvider = clock ?? TimeProvider.System });

    private CountedSink Host(int retries = 4)
    {
        var host = new CountedSink(new StoreSink(Store, new StoreSinkOptions { Logger = _logger, Retries = retries }));
        _hosts.Add(host);
        return host;
    }

    private async Task ShouldAddUpAsync(int dropped = 0)
    {
        var drops = new List<long>();
        foreach (var host in _hosts)
        {
            var counts = (await host.FlushAsync()).Records;
            (counts.Stored + counts.Dropped, counts.Pending).Should().Be((host.Given, 0));
            drops.Add(counts.Dropped);
        }

        drops.Sum().Should().Be(dropped);
        _logger.Troubles.Should().HaveCount(drops.Count(static count => count > 0), "each host reports once that something is dropped");
        var neighbour = await ReadAsync(Neighbour);
        neighbour.Turns.Should().ContainSingle().Which.Should().Match<TurnRecord>(
            static turn => turn.UserInput.Text == "of another user" && turn.AgentResponse.Text == "an answer to another user");
        neighbour.Logged.OfType<EntryRecord>().Should().ContainSingle().Which.Content.Should().Be("of another user");
    }
}
