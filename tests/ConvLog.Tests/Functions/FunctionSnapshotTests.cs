using System.Text.Json;

namespace ConvLog.Tests.Functions;

/// <summary>A sink receives each beginning and end as it happens, with the state of that moment, directly and behind a queue.</summary>
public class FunctionSnapshotTests
{
    [Fact]
    public void A_sink_receives_beginnings_ends_and_entries_in_order()
    {
        var sink = new ListeningSink();
        using (var conv = new Conversation(new ConversationInfo("c"), sink))
        {
            using (var turn = conv.BeginTurn("a table"))
            {
                using (var call = conv.BeginFunction("find_tables", "call_7", new { party = 2 }))
                {
                    conv.Log.Info("inside");
                    call.Complete(7);
                }

                turn.Complete("Done.", new ModelUsage("gpt-x", 310, 42));
            }

            conv.BeginTurn("and a cake");
            conv.BeginFunction("order_cake");
        }

        sink.Heard.Should().Equal(
            "turn 1 began", "find_tables began", "inside", "find_tables ended Completed", "turn 1 ended", "turn 2 began", "order_cake began",
            "order_cake ended Abandoned", "turn 2 ended without an end");
        var (began, ended) = (sink.Functions[0], sink.Functions[1]);
        began.Should().Match<FunctionSnapshot>(call => call.Outcome == null && call.Result == null && call.Duration == null && call.CallId == "call_7");
        ended.Id.Should().Be(began.Id);
        ended.TurnId.Should().Be(sink.Turns[0].Id);
        ended.Arguments.Keys.Should().Equal("party");
        ended.Result!.Value.Value.Should().Be(7);
        sink.Turns[0].AgentResponse.IsEmpty.Should().BeTrue();
        sink.Turns[1].Should().Match<TurnSnapshot>(turn => turn.Usage!.TotalTokens == 352 && turn.EndedAt != null && turn.ConversationId == "c");
    }

    [Fact]
    public async Task Behind_a_queue_every_beginning_is_a_beginning()
    {
        var sink = new ListeningSink { Gate = new ManualResetEventSlim() };
        await using var queue = new BackgroundSink(sink);
        await using var conv = new Conversation(new ConversationInfo("c"), queue);
        for (int i = 0; i < 200; i++)
        {
            using var turn = conv.BeginTurn();
            using var call = conv.BeginFunction($"f{i}");
            conv.Log.Info($"entry {i}");
        }

        sink.Gate.Set();
        (await queue.FlushAsync()).Pending.Should().Be(0);

        sink.Functions.Should().HaveCount(400);
        sink.Functions.Count(call => call.Outcome is null).Should().Be(200);
        sink.Turns.Count(turn => turn.EndedAt is null).Should().Be(200);
        sink.Heard.Should().Equal(Enumerable.Range(0, 200).SelectMany(i => new[]
        {
            $"turn {i + 1} began", $"f{i} began", $"entry {i}", $"f{i} ended Completed", $"turn {i + 1} ended",
        }));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_end_overtaken_by_the_end_of_the_conversation_is_received_after_it(bool ofTurn)
    {
        var sink = new ListeningSink();
        var clock = new InterruptingClock();
        var conv = new Conversation(new ConversationInfo("c"), sink, new ConversationOptions { TimeProvider = clock });
        var turn = conv.BeginTurn();
        var call = conv.BeginFunction("f");
        clock.Next = conv.Dispose;

        (ofTurn ? (IDisposable)turn : call).Dispose();

        clock.Next.Should().BeNull("the conversation has ended, in the middle of it");
        sink.Heard.Should().HaveCount(5).And.EndWith(ofTurn ? "turn 1 ended" : "f ended Completed");
    }

    [Fact]
    public void All_sinks_receive_the_same_and_a_throwing_one_is_counted()
    {
        var sink = new ListeningSink();
        var faulty = new ListeningSink { Throws = true };
        using var conv = new Conversation(new ConversationInfo("c"), new FanOutSink([faulty, sink]));
        using (conv.BeginTurn())
        {
            using var call = conv.BeginFunction("f");
        }

        sink.Heard.Should().Equal("turn 1 began", "f began", "f ended Completed", "turn 1 ended");
        faulty.Heard.Should().BeEmpty();
    }

    [Fact]
    public void Its_text_and_its_JSON_contain_no_personal_data()
    {
        var sink = new ListeningSink();
        using var conv = new Conversation(new ConversationInfo("c"), sink);
        using (var turn = conv.BeginTurn(new MaskedText("I am Jane", shown: "I am [name]")))
        {
            using var call = conv.BeginFunction("save_guest", arguments: new { guest = "Jane" });
            call.Fail(new InvalidOperationException("Jane exists"));
            turn.Fail("Jane is gone");
        }

        string json = string.Concat(sink.Functions.Select(call => JsonSerializer.Serialize(call) + call))
            + string.Concat(sink.Turns.Select(turn => JsonSerializer.Serialize(turn) + turn));
        json.Should().NotContain("Jane").And.Contain("I am [name]").And.Contain("\"guest\":\"[redacted]\"").And.Contain("save_guest (Failed)")
            .And.Contain("\"outcome\":\"failed\"").And.Contain("\"error_type\":\"System.InvalidOperationException\"");
    }

    /// <summary>Runs an action when the time is next read.</summary>
    private sealed class InterruptingClock : TimeProvider
    {
        public Action? Next { get; set; }

        public override DateTimeOffset GetUtcNow()
        {
            Interrupt();
            return System.GetUtcNow();
        }

        public override long GetTimestamp()
        {
            Interrupt();
            return System.GetTimestamp();
        }

        private void Interrupt()
        {
            var next = Next;
            Next = null;
            next?.Invoke();
        }
    }

    private sealed class ListeningSink : ILogSink
    {
        public bool Throws { get; init; }

        public ManualResetEventSlim? Gate { get; init; }

        public List<string> Heard { get; } = [];

        public List<FunctionSnapshot> Functions { get; } = [];

        public List<TurnSnapshot> Turns { get; } = [];

        public void Emit(LogEntry entry) => Hear(entry.Content);

        public void TurnBegan(TurnSnapshot turn)
        {
            Hear($"turn {turn.Ordinal} began");
            Turns.Add(turn);
        }

        public void TurnEnded(TurnSnapshot turn)
        {
            Hear($"turn {turn.Ordinal} ended{(turn.EndedAt is null ? " without an end" : "")}");
            Turns.Add(turn);
        }

        public void FunctionBegan(FunctionSnapshot call)
        {
            Hear($"{call.Name} began");
            Functions.Add(call);
        }

        public void FunctionEnded(FunctionSnapshot call)
        {
            Hear($"{call.Name} ended {call.Outcome}");
            Functions.Add(call);
        }

        private void Hear(string what)
        {
            Gate?.Wait();
            if (Throws)
            {
                throw new IOException("No space left on device");
            }

            Heard.Add(what);
        }
    }
}
