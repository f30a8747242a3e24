namespace ConvLog.Extensions.AI.Tests.OtherModels;

/// <summary>Behavior common to embeddings, speech and images.</summary>
public sealed class LoggedCallTests : IDisposable
{
    private readonly Chat _chat = new();

    public static TheoryData<ModelCallKind, bool> All { get; } = new()
    {
        { ModelCallKind.Embeddings, false },
        { ModelCallKind.SpeechToText, false },
        { ModelCallKind.SpeechToText, true },
        { ModelCallKind.TextToSpeech, false },
        { ModelCallKind.TextToSpeech, true },
        { ModelCallKind.ImageGeneration, false },
    };

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_request_is_a_model_call_of_its_kind_in_the_turn_and_no_turn_of_its_own(ModelCallKind kind, bool isStreamed)
    {
        using (var turn = _chat.Conversation.BeginTurn("hi"))
        {
            await ScriptedMedia.AskAsync(new ScriptedMedia(), kind, isStreamed: isStreamed);
            turn.Complete("hello");
        }

        var call = _chat.ModelCalls.Should().ContainSingle().Subject;
        (call.Kind, call.Model, call.Provider, call.Outcome, call.TurnId).Should().Be((kind, "media-x", "acme", FunctionOutcome.Completed, _chat.Turn.Id));
        (call.Usage!.InputTokens, call.Usage.OutputTokens, call.Usage.Model).Should().Be((8, 2, "media-x"));
        call.Duration.Should().NotBeNull();
        (call.TimeToFirstToken is not null, call.Chunks > 0).Should().Be((isStreamed, isStreamed));
        _chat.Turn.Usage!.TotalTokens.Should().Be(10);
        call.ToString().Should().NotBeEmpty();
        System.Text.Json.JsonSerializer.Serialize(call).Should().NotContain("said").And.NotContain("table").And.NotContain("secret");
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_failure_reaches_the_caller_as_it_is_and_ends_the_call(ModelCallKind kind, bool isStreamed)
    {
        using var turn = _chat.Conversation.BeginTurn("hi");
        var failure = new InvalidOperationException("no");
        var asking = () => ScriptedMedia.AskAsync(new ScriptedMedia { Exception = failure }, kind, isStreamed: isStreamed);

        (await asking.Should().ThrowAsync<InvalidOperationException>()).Which.Should().BeSameAs(failure);
        var call = _chat.ModelCalls.Should().ContainSingle().Subject;
        (call.Outcome, call.ErrorType, call.Error).Should().Be((FunctionOutcome.Failed, "System.InvalidOperationException", "no"));
        turn.Outcome.Should().BeNull("whoever asked decides what that means for the turn");
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_request_that_its_caller_cancels_is_canceled(ModelCallKind kind, bool isStreamed)
    {
        using var turn = _chat.Conversation.BeginTurn("hi");
        using var cancel = new CancellationTokenSource();
        var asking = () => ScriptedMedia.AskAsync(new ScriptedMedia { Asked = cancel.Cancel }, kind, isStreamed: isStreamed, token: cancel.Token);

        await asking.Should().ThrowAsync<OperationCanceledException>();
        _chat.ModelCalls.Should().ContainSingle().Which.Outcome.Should().Be(FunctionOutcome.Canceled);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Between_turns_it_is_of_the_latest_one_and_before_the_first_an_entry(ModelCallKind kind, bool isStreamed)
    {
        await ScriptedMedia.AskAsync(new ScriptedMedia(), kind, isStreamed: isStreamed);
        _chat.Sink.Turns.Should().BeEmpty();
        var entry = _chat.Sink.Entries.Should().ContainSingle().Subject;
        (entry.Content, entry.Fields["model"], entry.Fields["input_tokens"]).Should().Be(("Model call outside any turn", "media-x", 8L));
        entry.Fields["kind"].Should().Be(System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString()));

        _chat.Conversation.BeginTurn("hi").Dispose();
        await ScriptedMedia.AskAsync(new ScriptedMedia(), kind, isStreamed: isStreamed);
        _chat.ModelCalls.Should().ContainSingle().Which.TurnId.Should().Be(_chat.Turn.Id);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task The_model_is_called_without_a_conversation_and_where_finding_it_throws(ModelCallKind kind, bool isStreamed)
    {
        using var turn = _chat.Conversation.BeginTurn("hi");
        int asked = 0;
        ScriptedMedia model = new() { Asked = () => asked++ };
        await ScriptedMedia.AskAsync(model, kind, new ConvLogModelOptions { Conversation = static () => null }, isStreamed);
        asked.Should().BePositive();
        int before = asked;
        await ScriptedMedia.AskAsync(model, kind, new ConvLogModelOptions { Conversation = static () => throw new InvalidOperationException() }, isStreamed);

        asked.Should().Be(2 * before);
        _chat.ModelCalls.Should().BeEmpty();
        (await _chat.Conversation.FlushAsync()).Dropped.Should().Be(1);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Texts_are_personal_without_a_mask_and_with_one_that_throws(ModelCallKind kind, bool isStreamed)
    {
        using var turn = _chat.Conversation.BeginTurn("hi");
        await ScriptedMedia.AskAsync(new ScriptedMedia(), kind, isStreamed: isStreamed);
        await ScriptedMedia.AskAsync(new ScriptedMedia(), kind, new ConvLogModelOptions { Mask = static text => new MaskedText(text, "masked") }, isStreamed);
        ConvLogModelOptions throwing = new() { Mask = static _ => throw new InvalidOperationException() };
        await ScriptedMedia.AskAsync(new ScriptedMedia(), kind, throwing, isStreamed);

        // For speech to text, the text is in the response.
        var texts = _chat.ModelCalls.Select(call => kind == ModelCallKind.SpeechToText ? call.Response!.Text : call.Request[0].Text).ToList();
        texts.Select(static text => text.Shown).Should().Equal("[redacted]", "masked", "[redacted]");
        texts.Select(static text => text.Text).Distinct(StringComparer.Ordinal).Should()
            .Equal(kind == ModelCallKind.SpeechToText ? "A table for two." : "said");
    }

    [Fact]
    public async Task OpenAIs_own_client_is_logged_for_each_of_them()
    {
        using var service = new OpenAIMedia();
        var client = service.Client();
        using (var turn = _chat.Conversation.BeginTurn("hi"))
        {
            await client.GetEmbeddingClient("text-embedding-3-small").AsIEmbeddingGenerator().WithConvLog().GenerateAsync(["said"]);
            var speech = client.GetAudioClient("gpt-4o-transcribe").AsISpeechToTextClient().WithConvLog();
            await speech.GetTextAsync(new MemoryStream(new byte[64]));
            await ScriptedMedia.ReadAsync(speech.GetStreamingTextAsync(new MemoryStream(new byte[64])));
            await client.GetAudioClient("gpt-4o-mini-tts").AsITextToSpeechClient().WithConvLog().GetAudioAsync("said");
            await client.GetImageClient("gpt-image-1").AsIImageGenerator().WithConvLog().GenerateAsync(new ImageGenerationRequest("said"));
        }

        _chat.ModelCalls.Select(static call => (call.Kind, call.Model, call.Provider, call.Outcome, call.Response?.Text.Text)).Should().Equal(
            (ModelCallKind.Embeddings, "text-embedding-3-small", "openai", FunctionOutcome.Completed, null),
            (ModelCallKind.SpeechToText, "gpt-4o-transcribe", "openai", FunctionOutcome.Completed, "A table for two."),
            (ModelCallKind.SpeechToText, "gpt-4o-transcribe", "openai", FunctionOutcome.Completed, "A table for two."),
            (ModelCallKind.TextToSpeech, "gpt-4o-mini-tts", "openai", FunctionOutcome.Completed, "[audio/mpeg, 640 bytes]"),
            (ModelCallKind.ImageGeneration, "gpt-image-1", "openai", FunctionOutcome.Completed, "[image/png, 3 bytes]"));
        _chat.ModelCalls[0].Usage!.TotalTokens.Should().Be(8);
        _chat.ModelCalls[4].Usage!.TotalTokens.Should().Be(100);
    }

    [Fact]
    public async Task The_turns_usage_has_the_model_and_first_token_of_the_answer()
    {
        using (var turn = _chat.Conversation.BeginTurn("hi"))
        {
            await new ScriptedModel(ScriptedModel.Says("Hello", 100, 20)).WithConvLog().GetResponseAsync("hi");
            await ScriptedMedia.AskAsync(new ScriptedMedia(), ModelCallKind.TextToSpeech, isStreamed: true);
            await ScriptedMedia.AskAsync(new ScriptedMedia(), ModelCallKind.Embeddings);
            turn.Complete("Hello");
        }

        (_chat.Turn.Usage!.Model, _chat.Turn.Usage.TotalTokens, _chat.Turn.Usage.TimeToFirstToken).Should().Be(("gpt-x-2026", 140L, null));
    }

    [Fact]
    public async Task In_a_function_it_is_of_the_functions_turn_and_names_it()
    {
        var turn = _chat.Conversation.BeginTurn("hi");
        using (var call = _chat.Conversation.BeginFunction("search", "call_1"))
        {
            await ScriptedMedia.AskAsync(new ScriptedMedia(), ModelCallKind.Embeddings);
        }

        turn.Dispose();
        _chat.ModelCalls.Should().ContainSingle().Which.FunctionEventId.Should().Be(_chat.Call("call_1").Id);
    }

    [Fact]
    public async Task Each_goes_to_the_turn_of_its_flow()
    {
        async Task<string> TalkAsync()
        {
            using var turn = _chat.Conversation.BeginTurn("hi");
            await Task.Yield();
            await ScriptedMedia.AskAsync(new ScriptedMedia { Model = turn.Id }, ModelCallKind.Embeddings);
            return turn.Id;
        }

        string[] turns = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => TalkAsync()));

        _chat.ModelCalls.Select(static call => call.TurnId).Should().BeEquivalentTo(turns);
        _chat.ModelCalls.Should().OnlyContain(static call => call.Model == call.TurnId);
    }

    public void Dispose() => _chat.Dispose();
}
