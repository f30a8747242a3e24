using System.Text.Json;

namespace ConvLog.Tests.Functions;

/// <summary>A model call has its request, response, usage and duration, and none of its methods throws.</summary>
public sealed class ModelCallTests : IDisposable
{
    private readonly ManualClock _clock = new();
    private readonly InMemorySink _sink = new();
    private readonly Conversation _conv;

    public ModelCallTests() => _conv = Open();

    public void Dispose() => _conv.Dispose();

    [Fact]
    public void It_holds_request_answer_usage_and_times()
    {
        using var turn = _conv.BeginTurn("A table for two");
        using var call = turn.BeginModelCall("gpt-x", "openai", new ModelParameters { Temperature = 0.2, Tools = ["find_table"] });
        call.AddRequest(ModelMessage.System("You book tables."));
        call.AddRequest(ModelMessage.User("A table for two"));
        _clock.Advance(TimeSpan.FromMilliseconds(300));
        call.AddChunk();
        _clock.Advance(TimeSpan.FromMilliseconds(700));
        call.AddChunk();
        var usage = new ModelUsage("", 310, 42) { CachedInputTokens = 100 };
        call.Complete(ModelMessage.Assistant("", [new ModelToolCall("call_1", "find_table", new { people = 2 })]), usage, "tool_calls", "resp_1");

        call.Duration.Should().Be(TimeSpan.FromSeconds(1));
        call.TimeToFirstToken.Should().Be(TimeSpan.FromMilliseconds(300));
        call.Chunks.Should().Be(2);
        call.Outcome.Should().Be(FunctionOutcome.Completed);
        call.Usage.Should().Be(new ModelUsage("gpt-x", 310, 42, timeToFirstToken: TimeSpan.FromMilliseconds(300)) { CachedInputTokens = 100 });
        call.Response!.ToolCalls[0].Arguments["people"].Should().Be(2);
        call.Request.Select(static message => message.Role).Should().Equal(ModelRole.System, ModelRole.User);
        turn.Usage.Should().Be(call.Usage);
        _sink.ModelCalls.Should().ContainSingle().Which.Should().Match<ModelCallSnapshot>(
            seen => seen.Id == call.Id && seen.TurnId == turn.Id && seen.FinishReason == "tool_calls" && seen.ResponseId == "resp_1"
                && seen.ConversationId == "c");
    }

    [Fact]
    public void Model_calls_around_and_inside_functions_add_up_and_keep_their_function()
    {
        using var turn = _conv.BeginTurn();
        var first = turn.BeginModelCall("gpt-x");
        var beside = turn.BeginModelCall("small");
        first.Complete(ModelMessage.Assistant("", [new ModelToolCall("call_1", "find_table")]), new ModelUsage("", 10, 1, 0.5m));
        beside.Complete(usage: new ModelUsage("", 5, 5, 0.25m));
        using (var function = _conv.BeginFunction("find_table", "call_1"))
        {
            function.ModelCallId.Should().Be(first.Id);
            using var inside = turn.BeginModelCall("embedder");
            inside.Function.Should().BeSameAs(function);
        }

        using var other = _conv.BeginFunction("find_table", "call_2");
        other.ModelCallId.Should().BeNull("no call asked for it");
        turn.Usage.Should().Be(new ModelUsage("small", 15, 6, 0.75m));
        _sink.ModelCalls.Select(static call => call.Model).Should().Equal("gpt-x", "small", "embedder");
        _sink.ModelCalls[2].Outcome.Should().Be(FunctionOutcome.Completed, "it was disposed without an exception");
    }

    [Fact]
    public void The_first_end_holds()
    {
        using var turn = _conv.BeginTurn();
        var call = turn.BeginModelCall("gpt-x");
        call.Fail(new TimeoutException("too slow"), usage: new ModelUsage("", 7, 0));
        call.Complete(ModelMessage.Assistant("late"), new ModelUsage("", 100, 100));
        call.AddRequest(ModelMessage.User("late"));
        call.AddChunk();
        call.Dispose();

        call.Outcome.Should().Be(FunctionOutcome.Failed);
        (call.Response, call.ErrorType, call.Request.Count, call.Chunks).Should().Be((null, typeof(TimeoutException).FullName, 0, 0));
        turn.Usage!.TotalTokens.Should().Be(7);
        _sink.ModelCalls.Should().ContainSingle();
    }

    [Fact]
    public void A_model_call_that_ends_after_its_turn_counts_in_it()
    {
        var turn = _conv.BeginTurn();
        var call = turn.BeginModelCall("gpt-x");
        turn.Complete("Done.");
        turn.Dispose();
        call.Complete(usage: new ModelUsage("", 3, 4));

        turn.Usage!.TotalTokens.Should().Be(7);
        _sink.ModelCalls.Single().Outcome.Should().Be(FunctionOutcome.Completed);
    }

    [Fact]
    public void A_usage_that_the_turn_was_completed_with_holds()
    {
        using var turn = _conv.BeginTurn();
        turn.BeginModelCall("gpt-x").Complete(usage: new ModelUsage("", 3, 4));
        turn.Complete("Done.", new ModelUsage("all", 100, 10));
        turn.BeginModelCall("gpt-x").Complete(usage: new ModelUsage("", 3, 4));

        turn.Usage.Should().Be(new ModelUsage("all", 100, 10));
    }

    [Fact]
    public void An_exception_that_passes_fails_it_and_a_cancellation_cancels_it()
    {
        using var turn = _conv.BeginTurn();
        Try(() => throw new InvalidOperationException("no"));
        Try(() => throw new OperationCanceledException());
        turn.BeginModelCall("gpt-x").Fail(new TaskCanceledException());
        turn.BeginModelCall("gpt-x").Fail("overloaded");

        _sink.ModelCalls.Select(static call => call.Outcome).Should().Equal(
            FunctionOutcome.Failed, FunctionOutcome.Canceled, FunctionOutcome.Canceled, FunctionOutcome.Failed);
        _sink.ModelCalls[0].ErrorType.Should().Be(typeof(InvalidOperationException).FullName);

        void Try(Action action)
        {
            try
            {
                using var call = turn.BeginModelCall("gpt-x");
                action();
            }
            catch (Exception e) when (e is InvalidOperationException or OperationCanceledException)
            {
            }
        }
    }

    [Fact]
    public void A_model_call_open_at_the_end_is_abandoned_and_keeps_its_request_first_token_and_chunks()
    {
        var turn = _conv.BeginTurn();
        var call = turn.BeginModelCall("gpt-x");
        call.AddRequest(ModelMessage.User("hello?"));
        _clock.Advance(TimeSpan.FromMilliseconds(300));
        call.AddChunk();
        call.AddChunk();
        _conv.Dispose();
        _clock.Advance(TimeSpan.FromMinutes(10));
        call.Complete(ModelMessage.Assistant("late"));
        var late = turn.BeginModelCall("gpt-x");
        late.Complete();

        var seen = _sink.ModelCalls.Should().ContainSingle().Subject;
        (seen.Outcome, seen.Duration, seen.Response).Should().Be((FunctionOutcome.Abandoned, null, null));
        seen.Request.Single().Text.Text.Should().Be("hello?");
        (seen.TimeToFirstToken, seen.Chunks).Should().Be((TimeSpan.FromMilliseconds(300), 2));
        late.Outcome.Should().Be(FunctionOutcome.Abandoned);
    }

    [Theory]
    [InlineData(-5, 10, null)]
    [InlineData(long.MaxValue, 10, long.MaxValue)]
    [InlineData(long.MinValue, long.MinValue, null)]
    public void Invalid_counts_are_corrected(long input, long output, long? total)
    {
        using var turn = _conv.BeginTurn();
        turn.BeginModelCall("gpt-x").Complete(usage: new ModelUsage("", input, output, -1m)
        {
            CachedInputTokens = -1,
            AudioInputTokens = -7,
            CachedAudioInputTokens = -2,
        });
        turn.BeginModelCall("gpt-x").Complete(usage: new ModelUsage("", cost: decimal.MaxValue));
        turn.BeginModelCall("gpt-x").Complete(usage: new ModelUsage("", cost: decimal.MaxValue));

        var first = _sink.ModelCalls[0].Usage!;
        (first.TotalTokens, first.Cost, first.CachedInputTokens, first.AudioInputTokens, first.CachedAudioInputTokens)
            .Should().Be((total, null, null, null, null));
        turn.Usage!.TotalTokens.Should().Be(total);
        turn.Usage.Cost.Should().BeNull("no number can tell the sum");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_answer_from_a_cache_costs_nothing(bool isFirst)
    {
        using var turn = _conv.BeginTurn();
        if (!isFirst)
        {
            turn.BeginModelCall("gpt-x").Complete(usage: new ModelUsage("", 3, 4, 0.5m));
        }

        var call = turn.BeginModelCall("gpt-x");
        call.IsCached = true;
        call.Complete(ModelMessage.Assistant("At eight."), new ModelUsage("", 100, 100, 9m));

        (call.Usage, turn.Usage?.TotalTokens, turn.Usage?.Cost).Should().Be(isFirst ? (null, null, (decimal?)null) : (null, 7, 0.5m));
        _sink.ModelCalls[^1].IsCached.Should().BeTrue();
        JsonSerializer.Serialize(call).Should().Contain("\"cached\":true").And.NotContain("usage");
    }

    [Theory]
    [InlineData(ModelCallKind.Chat, null)]
    [InlineData(ModelCallKind.Embeddings, "embeddings")]
    [InlineData(ModelCallKind.Reranking, "reranking")]
    [InlineData(ModelCallKind.SpeechToText, "speech_to_text")]
    [InlineData(ModelCallKind.TextToSpeech, "text_to_speech")]
    [InlineData(ModelCallKind.ImageGeneration, "image_generation")]
    public void Each_kind_is_recorded_and_only_chat_calls_set_the_turns_model(ModelCallKind kind, string? name)
    {
        using var turn = _conv.BeginTurn();
        turn.BeginModelCall("gpt-x").Complete(usage: new ModelUsage("", 3, 4));
        var call = turn.BeginModelCall("other-x", kind: kind);
        call.Complete(usage: new ModelUsage("", 5, null, timeToFirstToken: TimeSpan.FromSeconds(1)));

        _sink.ModelCalls[^1].Kind.Should().Be(kind);
        (turn.Usage!.Model, turn.Usage.InputTokens).Should().Be((name is null ? "other-x" : "gpt-x", 8L));
        (turn.Usage.TimeToFirstToken is null).Should().Be(name is not null);
        string json = JsonSerializer.Serialize(call);
        (json.Contains($"\"kind\":\"{name}\"", StringComparison.Ordinal), json.Contains("\"kind\"", StringComparison.Ordinal)).Should()
            .Be((name is not null, name is not null));
    }

    [Fact]
    public void An_undefined_kind_is_treated_as_chat()
    {
        using var turn = _conv.BeginTurn();
        turn.BeginModelCall("gpt-x", kind: (ModelCallKind)99).Kind.Should().Be(ModelCallKind.Chat);
    }

    [Fact]
    public void The_first_and_latest_of_very_many_messages_are_kept()
    {
        int messages = Amount.Of(usual: 100_000, inCi: 1_000_000, inLongCampaign: 1_000_000);
        using var turn = _conv.BeginTurn();
        using var call = turn.BeginModelCall("gpt-x");
        var omitted = ModelMessage.User("omitted");
        call.AddRequest([.. Enumerable.Range(0, messages).Select(n => n < 1_000 || n > messages - 1_000 ? ModelMessage.User($"{n}") : omitted)]);
        call.AddRequest(ModelMessage.User("last"));

        call.Request.Should().HaveCount(1_000);
        call.OmittedMessages.Should().Be(messages + 1 - 1_000);
        (call.Request[0].Text.Text, call.Request[499].Text.Text, call.Request[^1].Text.Text).Should().Be(("0", "499", "last"));
    }

    [Fact]
    public void A_prompt_of_ten_megabytes_is_cut_visibly()
    {
        using var turn = _conv.BeginTurn();
        using var call = turn.BeginModelCall("gpt-x");
        call.AddRequest(ModelMessage.System(new string('x', 10 * 1024 * 1024)));

        call.Request[0].Text.Text.Should().HaveLength(LogLimits.Default.ModelTextLength + 28).And.EndWith("x… [cut, 10485760 characters]");
    }

    [Fact]
    public void Null_and_unreadable_arguments_do_not_throw()
    {
        using var turn = _conv.BeginTurn();
        var call = turn.BeginModelCall(null!, null, new ModelParameters { Tools = null! });
        call.AddRequest((ModelMessage[])null!);
        call.AddRequest(null!, ModelMessage.Tool(null!), ModelMessage.Assistant(default, [null!, new ModelToolCall(null!, null!, new Throwing())]));
        call.Fail((Exception)null!);
        turn.BeginModelCall("").Fail((string)null!);

        var seen = _sink.ModelCalls[0];
        seen.Model.Should().Be("_");
        seen.Request.Should().HaveCount(2);
        seen.Outcome.Should().Be(FunctionOutcome.Failed);
    }

    [Fact]
    public void A_message_is_a_snapshot_and_is_published_once()
    {
        var arguments = new Dictionary<string, object?>(StringComparer.Ordinal) { ["people"] = 2 };
        var sink = new Publishing();
        using var conv = Open(sink);
        using var turn = conv.BeginTurn();
        var prompt = ModelMessage.System("You book tables.");
        for (int n = 0; n < 3; n++)
        {
            var call = turn.BeginModelCall("gpt-x");
            call.AddRequest(prompt, ModelMessage.System("You book tables."), ModelMessage.User($"{n}"));
            call.Complete(ModelMessage.Assistant("", [new ModelToolCall("call", "find", arguments)]));
            arguments["people"] = 3;
        }

        sink.New.Should().Equal("You book tables.,0,2", "1,3", "2");
    }

    [Fact]
    public void A_tool_call_of_an_answer_keeps_its_arguments_when_it_is_sent_again()
    {
        using var turn = _conv.BeginTurn();
        var first = turn.BeginModelCall("gpt-x");
        first.Complete(ModelMessage.Assistant("", [new ModelToolCall("call_1", "find_table", new { people = 2 })]));
        var next = turn.BeginModelCall("gpt-x");
        next.AddRequest(first.Response!, ModelMessage.Assistant("again", first.Response!.ToolCalls));
        next.Complete();

        next.Request.Select(static message => message.ToolCalls[0].Arguments["people"]).Should().Equal(2, 2);
        next.Request[0].Should().BeSameAs(first.Response);
    }

    [Fact]
    public async Task Any_number_of_threads_share_a_turn()
    {
        using var turn = _conv.BeginTurn();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            for (int n = 0; n < 200; n++)
            {
                using var call = turn.BeginModelCall("gpt-x");
                call.AddRequest(ModelMessage.User($"{n}"));
                call.Complete(usage: new ModelUsage("", 1, 1));
            }
        })));

        turn.Usage!.TotalTokens.Should().Be(3_200);
        _sink.ModelCalls.Should().HaveCount(1_600).And.OnlyContain(static call => call.Outcome == FunctionOutcome.Completed);
    }

    [Fact]
    public void Its_json_shows_what_everyone_may_see()
    {
        using var turn = _conv.BeginTurn();
        var call = turn.BeginModelCall("gpt-x");
        call.AddRequest(
            ModelMessage.System("The guest is Ana."), ModelMessage.System(new MaskedText("The guest is Ana.", "The guest is known.")),
            ModelMessage.User(new MaskedText("I am Ana", "I am [name]")), ModelMessage.Tool("call_1", "Ana, 555-0100"));
        call.Fail(new InvalidOperationException("Ana is banned"), ModelMessage.Assistant("", [new ModelToolCall("call_1", "find", new { name = "Ana" })]));

        foreach (string json in (string[])[JsonSerializer.Serialize(call), JsonSerializer.Serialize(_sink.ModelCalls[0]), $"{call}{call.Request[0]}"])
        {
            json.Should().NotContain("Ana").And.NotContain("555-0100");
        }

        JsonSerializer.Serialize(call).Should().Contain("The guest is known.").And.Contain("I am [name]").And.Contain("System.InvalidOperationException");
    }

    private Conversation Open(ILogSink? sink = null)
        => new(new ConversationInfo("c"), sink ?? _sink, new ConversationOptions { TimeProvider = _clock });

    private sealed class Throwing
    {
        public string Name => throw new InvalidOperationException();
    }

    private sealed class Publishing : ILogSink
    {
        public List<string> New { get; } = [];

        public void Emit(LogEntry entry)
        {
        }

        public void ModelCallEnded(ModelCallSnapshot call) => New.Add(string.Join(',', call.NewMessages.Select(static message
            => message.Text.IsEmpty ? $"{message.ToolCalls[0].Arguments["people"]}" : message.Text.Text)));
    }
}
