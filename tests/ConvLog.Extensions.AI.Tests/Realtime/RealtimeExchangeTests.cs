namespace ConvLog.Extensions.AI.Tests.Realtime;

/// <summary>User inputs and model responses of a realtime session, as turns.</summary>
public sealed class RealtimeExchangeTests
{
    [Fact]
    public async Task A_spoken_input_and_its_response_are_a_turn()
    {
        await using var call = await VoiceCall.BeginAsync(new RealtimeSessionOptions { Instructions = "Be brief.", MaxOutputTokens = 500 });
        await call.ReceiveAsync("""{"type":"session.created","session":{"id":"sess_1"}}""");
        await call.SpeakAsync("item_1");
        call.Time.Advance(TimeSpan.FromMilliseconds(300));
        await call.BeginAnswerAsync("resp_1", "We are open ", "until ten.");
        await call.TranscribeAsync("item_1", "When do you close?");
        call.Time.Advance(TimeSpan.FromMilliseconds(500));
        await call.EndAnswerAsync("resp_1", "We are open until ten.");

        var turn = call.Chat.Turn;
        (turn.UserInput.Text, turn.AgentResponse.Text, turn.Outcome).Should().Be(("When do you close?", "We are open until ten.", TurnOutcome.Completed));
        (turn.Info!.Kind, turn.Info.SpeechEndedAt - turn.Info.SpeechStartedAt).Should().Be((TurnInputKind.Speech, TimeSpan.FromSeconds(2)));
        (turn.Latency, turn.Stages!.FirstByte, turn.Stages.SpeechToText)
            .Should().Be((TimeSpan.FromMilliseconds(800), TimeSpan.FromMilliseconds(300), TimeSpan.FromMilliseconds(300)));
        turn.EndedAt.Should().NotBeNull();
        (turn.Usage!.InputTokens, turn.Usage.OutputTokens, turn.Usage.AudioInputTokens, turn.Usage.AudioOutputTokens).Should().Be((120, 40, 80, 30));
        (turn.Usage.CachedInputTokens, turn.Usage.CachedAudioInputTokens).Should().Be((64, 48));
        turn.Entries.Should().ContainSingle().Which.Fields["seconds"].Should().Be(2.0, "the transcription is paid for by that");
    }

    [Fact]
    public async Task A_response_is_a_model_call_whose_request_has_the_words_known_so_far()
    {
        await using var call = await VoiceCall.BeginAsync(new RealtimeSessionOptions { Instructions = "Be brief.", MaxOutputTokens = 500 });
        await call.SpeakAsync("item_1");
        await call.BeginAnswerAsync("resp_1", "Until ten.");
        await call.TranscribeAsync("item_1", "When do you close?");
        await call.EndAnswerAsync("resp_1", "Until ten.");
        await call.SpeakAsync("item_2");
        await call.AnswerAsync("resp_2", "Goodbye.");

        var calls = call.Chat.ModelCalls;
        calls.Should().HaveCount(2);
        (calls[0].Model, calls[0].Provider, calls[0].Outcome, calls[0].FinishReason, calls[0].ResponseId, calls[0].Parameters!.MaxOutputTokens)
            .Should().Be(("gpt-realtime", "openai", FunctionOutcome.Completed, "stop", "resp_1", 500));
        calls[0].Chunks.Should().Be(2, "the audio and its transcript come in parts");
        calls[0].Response!.Text.Text.Should().Be("Until ten.");
        calls[1].Response!.Text.Text.Should().Be("Goodbye.");
        call.Turns.Select(static turn => turn.UserInput.Text).Should().Equal("When do you close?", "");
        call.Chat.Sink.ModelCalls[1].Request.Select(static message => message.Text.Text).Should()
            .Contain("[audio]", "the second input is not transcribed").And.Contain("Until ten.");
    }

    [Fact]
    public async Task A_transcript_that_comes_after_the_next_turn_began_is_of_its_own_turn()
    {
        await using var call = await VoiceCall.BeginAsync();
        await call.SpeakAsync("item_1");
        await call.AnswerAsync("resp_1", "Which day?");
        await call.SpeakAsync("item_2");
        await call.BeginAnswerAsync("resp_2", "It ");
        await call.TranscribeAsync("item_1", "A table, please.");
        await call.EndAnswerAsync("resp_2", "It is booked.");
        await call.TranscribeAsync("item_2", "Friday.");

        call.Turns.Select(static turn => (turn.UserInput.Text, turn.AgentResponse.Text)).Should()
            .Equal(("A table, please.", "Which day?"), ("Friday.", "It is booked."));
    }

    [Fact]
    public async Task A_greeting_is_a_turn_without_input()
    {
        await using var call = await VoiceCall.BeginAsync();
        await call.Session.SendAsync(new CreateResponseRealtimeClientMessage { Instructions = "Greet." }, CancellationToken.None);
        call.Time.Advance(TimeSpan.FromSeconds(1));
        await call.AnswerAsync("resp_1", "Good evening.");
        await call.SpeakAsync("item_1");
        await call.AnswerAsync("resp_2", "Certainly.");

        call.Turns.Select(static turn => (turn.Info!.Kind, turn.AgentResponse.Text)).Should()
            .Equal((TurnInputKind.None, "Good evening."), (TurnInputKind.Speech, "Certainly."));
        call.Turns[0].Stages.Should().BeNull("nobody waited for it");
    }

    [Fact]
    public async Task Messages_of_the_user_are_the_input_of_the_turn_that_answers_them()
    {
        await using var call = await VoiceCall.BeginAsync();
        await call.Session.SendAsync(Text("A table"), CancellationToken.None);
        await call.Session.SendAsync(Text("for four"), CancellationToken.None);
        await call.ReceiveAsync(
            """{"type":"conversation.item.added","item":{"id":"item_1","type":"message","role":"user","content":[{"type":"input_text","text":"A table"}]}}""",
            """{"type":"conversation.item.done","item":{"id":"item_1","type":"message","role":"user","content":[{"type":"input_text","text":"A table"}]}}""");
        await call.Session.SendAsync(new CreateResponseRealtimeClientMessage(), CancellationToken.None);
        await call.ReceiveAsync(
            """{"type":"conversation.item.added","item":{"id":"item_2","type":"message","role":"user","content":[{"type":"input_text","text":"for four"}]}}""",
            """{"type":"conversation.item.done","item":{"id":"item_2","type":"message","role":"user","content":[{"type":"input_text","text":"for four"}]}}""",
            """{"type":"response.created","response":{"id":"resp_1","status":"in_progress","output":[]}}""",
            """{"type":"response.output_text.delta","response_id":"resp_1","item_id":"item_3","content_index":0,"delta":"When"}""",
            """{"type":"response.output_text.done","response_id":"resp_1","item_id":"item_3","content_index":0,"text":"When?"}""",
            """{"type":"response.done","response":{"id":"resp_1","status":"completed","output":[]}}""");

        var turn = call.Chat.Turn;
        (turn.UserInput.Text, turn.AgentResponse.Text, turn.Info!.Kind).Should().Be(("A table\nfor four", "When?", TurnInputKind.Text));
        call.Chat.ModelCalls[0].Request.Select(static message => message.Text.Text).Should().Equal("A table", "for four");
    }

    [Fact]
    public async Task Messages_of_an_earlier_session_are_no_turns()
    {
        await using var call = await VoiceCall.BeginAsync();
        await call.Session.SendAsync(Text("A table for four"), CancellationToken.None);
        await call.Session.SendAsync(Item(ChatRole.Assistant, "When?"), CancellationToken.None);
        await call.SpeakAsync("item_1");
        await call.AnswerAsync("resp_1", "Booked.");

        call.Chat.Turn.UserInput.IsEmpty.Should().BeTrue();
        call.Chat.ModelCalls[0].Request.Select(static message => message.Text.Text).Should().Equal("A table for four", "When?", "[audio]");
    }

    [Fact]
    public async Task A_user_who_talks_over_an_answer_cancels_the_turn()
    {
        await using var call = await VoiceCall.BeginAsync();
        await call.SpeakAsync("item_1");
        await call.BeginAnswerAsync("resp_1", "The terrace ", "has twenty");
        await call.ReceiveAsync("""{"type":"input_audio_buffer.speech_started","item_id":"item_2","audio_start_ms":3000}""");
        await call.ReceiveAsync(
            """
                {"type":"response.done","response":{"id":"resp_1","status":"cancelled","status_details":{"type":"cancelled","reason":"turn_detected"},
                "output":[],"usage":{"input_tokens":10,"output_tokens":5}}}
                """);
        await call.Session.SendAsync(
            new RealtimeClientMessage { RawRepresentation = """
                {"type":"conversation.item.truncate","item_id":"item_resp_1","content_index":0,"audio_end_ms":640}
                """ },
            CancellationToken.None);
        await call.ReceiveAsync(
            """{"type":"conversation.item.truncated","item_id":"item_resp_1","content_index":0,"audio_end_ms":640}""",
            """{"type":"input_audio_buffer.speech_stopped","item_id":"item_2","audio_end_ms":4000}""");
        await call.AnswerAsync("resp_2", "Inside, then.");
        await call.TranscribeAsync("item_2", "No, inside.");

        var turn = call.Turns[0];
        (turn.Outcome, turn.CancelReason, turn.Error).Should().Be((TurnOutcome.Canceled, CancelReason.UserInterrupted, null));
        (turn.Streamed.Text, turn.AgentResponse.Text, turn.IsInterrupted, turn.InterruptedAfter)
            .Should().Be(("The terrace has twenty", "The terrace has twenty", true, TimeSpan.FromMilliseconds(640)));
        turn.Usage!.OutputTokens.Should().Be(5);
        (call.Chat.ModelCalls[0].Outcome, call.Chat.ModelCalls[0].CancelReason).Should().Be((FunctionOutcome.Canceled, CancelReason.UserInterrupted));
        (call.Turns[1].UserInput.Text, call.Turns[1].Outcome).Should().Be(("No, inside.", TurnOutcome.Completed));
    }

    [Fact]
    public async Task An_answer_that_was_whole_and_not_heard_to_its_end_is_interrupted()
    {
        await using var call = await VoiceCall.BeginAsync();
        await call.SpeakAsync("item_1");
        await call.AnswerAsync("resp_1", "The terrace has twenty tables.");
        await call.ReceiveAsync("""{"type":"conversation.item.truncated","item_id":"item_resp_1","content_index":0,"audio_end_ms":1500}""");

        var turn = call.Chat.Turn;
        (turn.Outcome, turn.IsInterrupted, turn.InterruptedAfter).Should().Be((TurnOutcome.Completed, true, TimeSpan.FromMilliseconds(1500)));
    }

    [Fact]
    public async Task A_response_that_the_host_canceled_has_no_other_reason()
    {
        await using var call = await VoiceCall.BeginAsync();
        await call.SpeakAsync("item_1");
        await call.BeginAnswerAsync("resp_1", "The ");
        await call.ReceiveAsync(
            """
                {"type":"response.done","response":{"id":"resp_1","status":"cancelled","status_details":{"type":"cancelled","reason":"client_cancelled"},
                "output":[]}}
                """);

        var turn = call.Chat.Turn;
        (turn.Outcome, turn.CancelReason, turn.IsInterrupted, turn.Streamed.Text).Should().Be((TurnOutcome.Canceled, CancelReason.Unspecified, false, "The"));
    }

    [Fact]
    public async Task A_response_that_failed_fails_its_turn()
    {
        await using var call = await VoiceCall.BeginAsync();
        await call.SpeakAsync("item_1");
        await call.BeginAnswerAsync("resp_1", "One ");
        await call.ReceiveAsync(
            """
                {"type":"response.done","response":{"id":"resp_1","status":"failed","status_details":{"type":"failed","error":{"type":"server_error",
                "code":"rate_limit_exceeded"}},"output":[]}}
                """);

        var turn = call.Chat.Turn;
        (turn.Outcome, turn.Error, turn.AgentResponse.Text).Should().Be((TurnOutcome.Failed, "server_error", "One"));
        call.Chat.ModelCalls[0].Outcome.Should().Be(FunctionOutcome.Failed);
    }

    [Fact]
    public async Task A_response_that_was_cut_off_says_why()
    {
        await using var call = await VoiceCall.BeginAsync();
        await call.SpeakAsync("item_1");
        await call.BeginAnswerAsync("resp_1", "Once upon");
        await call.ReceiveAsync(
            """
                {"type":"response.done","response":{"id":"resp_1","status":"incomplete","status_details":{"type":"incomplete","reason":"max_output_tokens"},
                "output":[]}}
                """);

        (call.Chat.Turn.Outcome, call.Chat.Turn.AgentResponse.Text, call.Chat.ModelCalls[0].FinishReason)
            .Should().Be((TurnOutcome.Completed, "Once upon", "max_output_tokens"));
    }

    [Fact]
    public async Task An_error_of_the_service_is_an_entry_and_fails_only_unanswered_turns()
    {
        await using var call = await VoiceCall.BeginAsync();
        await call.SpeakAsync("item_1");
        await call.ReceiveAsync("""
            {"type":"error","error":{"type":"invalid_request_error","code":"response_cancel_not_active","message":"Nothing to cancel"}}
            """);
        await call.AnswerAsync("resp_1", "Yes.");
        await call.SpeakAsync("item_2");
        await call.ReceiveAsync("""{"type":"error","error":{"type":"server_error","code":"rate_limit","message":"Too many"}}""");
        await call.SpeakAsync("item_3");
        await call.AnswerAsync("resp_2", "Sorry.");

        call.Turns.Select(static turn => (turn.Outcome, turn.Error)).Should()
            .Equal((TurnOutcome.Completed, null), (TurnOutcome.Failed, "Too many"), (TurnOutcome.Completed, null));
        call.Chat.Sink.Entries.Select(static entry => entry.Content).Should().AllBe("The realtime service reported an error").And.HaveCount(2);
    }

    [Fact]
    public async Task Everything_said_before_an_answer_is_one_input()
    {
        await using var call = await VoiceCall.BeginAsync();
        await call.SpeakAsync("item_1");
        await call.SpeakAsync("item_2");
        await call.TranscribeAsync("item_2", "for four.");
        await call.TranscribeAsync("item_1", "A table");
        await call.AnswerAsync("resp_1", "When?");

        call.Chat.Turn.UserInput.Text.Should().Be("A table\nfor four.");
    }

    [Fact]
    public async Task An_out_of_band_response_is_a_model_call_and_not_the_answer()
    {
        await using var call = await VoiceCall.BeginAsync();
        await call.SpeakAsync("item_1");
        await call.Session.SendAsync(new CreateResponseRealtimeClientMessage { ExcludeFromConversation = true }, CancellationToken.None);
        await call.ReceiveAsync("""{"type":"response.created","response":{"id":"guard","status":"in_progress","output":[]}}""");
        await call.BeginAnswerAsync("resp_1", "Yes.");
        await call.ReceiveAsync(
            """{"type":"response.output_text.delta","response_id":"guard","item_id":"item_guard","content_index":0,"delta":"harmless"}""",
            """{"type":"response.done","response":{"id":"guard","status":"completed","output":[],"usage":{"input_tokens":5,"output_tokens":1}}}""");
        await call.EndAnswerAsync("resp_1", "Yes.");

        call.Chat.Turn.Outcome.Should().Be(TurnOutcome.Completed);
        (call.Chat.Turn.AgentResponse.Text, call.Chat.Turn.Usage!.InputTokens).Should().Be(("Yes.", 125));
        call.Chat.ModelCalls.Should().HaveCount(2);
    }

    [Fact]
    public async Task A_turn_ends_with_the_last_of_its_responses()
    {
        await using var call = await VoiceCall.BeginAsync();
        await call.SpeakAsync("item_1");
        await call.Session.SendAsync(new CreateResponseRealtimeClientMessage { ExcludeFromConversation = true }, CancellationToken.None);
        await call.ReceiveAsync("""{"type":"response.created","response":{"id":"guard","status":"in_progress","output":[]}}""");
        await call.AnswerAsync("resp_1", "Yes.");
        call.Chat.Turn.Outcome.Should().BeNull();
        await call.ReceiveAsync("""{"type":"response.done","response":{"id":"guard","status":"completed","output":[]}}""");

        (call.Chat.Turn.Outcome, call.Chat.Turn.AgentResponse.Text).Should().Be((TurnOutcome.Completed, "Yes."));
    }

    [Fact]
    public async Task A_session_that_only_transcribes_has_a_turn_for_each_input()
    {
        await using var call = await VoiceCall.BeginAsync(new RealtimeSessionOptions { SessionKind = RealtimeSessionKind.Transcription });
        await call.SpeakAsync("item_1");
        await call.SpeakAsync("item_2");
        await call.TranscribeAsync("item_2", "Two");
        await call.TranscribeAsync("item_1", "One");

        call.Turns.Select(static turn => (turn.UserInput.Text, turn.Outcome)).Should().Equal(("One", TurnOutcome.Completed), ("Two", TurnOutcome.Completed));
    }

    [Fact]
    public async Task Speech_that_was_not_transcribed_is_a_warning_of_its_turn()
    {
        await using var call = await VoiceCall.BeginAsync();
        await call.SpeakAsync("item_1");
        await call.ReceiveAsync(
            """
                {"type":"conversation.item.input_audio_transcription.failed","item_id":"item_1","content_index":0,"error":{"code":"audio_unintelligible",
                "message":"Not understood"}}
                """);
        await call.AnswerAsync("resp_1", "Pardon?");

        call.Chat.Turn.Entries.Should().ContainSingle().Which.Content.Should().Be("The user's speech was not transcribed");
    }

    [Fact]
    public async Task Realtime_messages_are_masked()
    {
        var logging = new ConvLogRealtimeOptions { Mask = static text => new MaskedText(text, text.Replace("48", "**", StringComparison.Ordinal)) };
        await using var call = await VoiceCall.BeginAsync(logging: logging);
        await call.SpeakAsync("item_1");
        await call.TranscribeAsync("item_1", "My code is 48");
        await call.AnswerAsync("resp_1", "48 it is.");

        (call.Chat.Turn.UserInput.Shown, call.Chat.Turn.AgentResponse.Shown, call.Chat.ModelCalls[0].Response!.Text.Shown)
            .Should().Be(("My code is **", "** it is.", "** it is."));
    }

    [Fact]
    public async Task A_realtime_message_whose_mask_throws_is_personal()
    {
        await using var call = await VoiceCall.BeginAsync(logging: new ConvLogRealtimeOptions { Mask = static _ => throw new FormatException() });
        await call.SpeakAsync("item_1");
        await call.TranscribeAsync("item_1", "My code is 48");
        await call.AnswerAsync("resp_1", "48 it is.");

        (call.Chat.Turn.UserInput.Text, call.Chat.Turn.AgentResponse.Text).Should().Be(("My code is 48", "48 it is."));
        call.Chat.Turn.UserInput.Shown.Should().NotContain("48");
    }

    [Fact]
    public async Task A_repeated_message_counts_once()
    {
        await using var call = await VoiceCall.BeginAsync();
        await call.SpeakAsync("item_1");
        await call.SpeakAsync("item_1");
        await call.TranscribeAsync("item_1", "Hello?");
        await call.TranscribeAsync("item_1", "Hello?");
        await call.AnswerAsync("resp_1", "Hello!");
        await call.AnswerAsync("resp_1", "Hello!");

        (call.Chat.Turn.UserInput.Text, call.Chat.Turn.AgentResponse.Text).Should().Be(("Hello?", "Hello!"));
        call.Chat.ModelCalls.Should().ContainSingle();
    }

    [Fact]
    public async Task A_service_without_ids_and_events_of_its_own_has_turns_too()
    {
        await using var call = await VoiceCall.BeginAsync();
        foreach (string word in (string[])["one", "two"])
        {
            await call.ReceiveAsync(
                new InputAudioTranscriptionRealtimeServerMessage(RealtimeServerMessageType.InputAudioTranscriptionCompleted) { Transcription = word },
                new OutputTextAudioRealtimeServerMessage(RealtimeServerMessageType.OutputAudioTranscriptionDelta) { Text = word + "!" },
                new ResponseCreatedRealtimeServerMessage(RealtimeServerMessageType.ResponseDone));
        }

        call.Turns.Select(static turn => (turn.UserInput.Text, turn.AgentResponse.Text)).Should().Equal(("one", "one!"), ("two", "two!"));
    }

    [Fact]
    public async Task A_transcript_of_an_unannounced_input_is_a_turn()
    {
        await using var call = await VoiceCall.BeginAsync();
        await call.SpeakAsync("item_1");
        await call.AnswerAsync("resp_1", "Yes.");
        await call.TranscribeAsync("item_9", "Wait");

        call.Turns.Select(static turn => turn.UserInput.Text).Should().Equal("", "Wait");
    }

    private static CreateConversationItemRealtimeClientMessage Text(string text) => Item(ChatRole.User, text);

    private static CreateConversationItemRealtimeClientMessage Item(ChatRole role, string text)
        => new(new RealtimeConversationItem([new TextContent(text)], id: null, role));
}
