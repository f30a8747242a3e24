namespace ConvLog.Extensions.AI.Tests.Realtime;

/// <summary>Sessions behave for the host as without logging; and how they end.</summary>
public sealed class ConvLogRealtimeSessionTests
{
    [Fact]
    public async Task Messages_of_the_host_are_sent_unchanged()
    {
        await using var call = await VoiceCall.BeginAsync();
        RealtimeClientMessage[] messages =
        [
            new InputAudioBufferAppendRealtimeClientMessage(new DataContent(new byte[] { 1, 2 }, "audio/pcm")),
            new InputAudioBufferCommitRealtimeClientMessage(),
            new CreateResponseRealtimeClientMessage(),
            new SessionUpdateRealtimeClientMessage(new RealtimeSessionOptions()),
            new RealtimeClientMessage { RawRepresentation = """{"type":"response.cancel"}""" },
            new RealtimeClientMessage(),
        ];
        foreach (var message in messages)
        {
            await call.Session.SendAsync(message, CancellationToken.None);
        }

        call.Service.Sent.Should().Equal(messages);
    }

    [Fact]
    public async Task Services_and_options_are_those_of_the_session()
    {
        var options = new RealtimeSessionOptions { Model = "gpt-realtime-2" };
        await using var call = await VoiceCall.BeginAsync(options);

        call.Session.Options.Should().BeSameAs(options);
        call.Session.GetService(typeof(string), "voice").Should().Be("alloy");
        call.Session.GetService(typeof(IRealtimeClientSession)).Should().BeSameAs(call.Session);
        await call.SpeakAsync("item_1");
        await call.AnswerAsync("resp_1", "Yes.");
        call.Chat.ModelCalls[0].Model.Should().Be("gpt-realtime-2");
    }

    [Fact]
    public async Task A_failed_connection_fails_open_items_and_throws_to_the_host()
    {
        await using var call = await VoiceCall.BeginAsync();
        await call.SpeakAsync("item_1");
        await call.BeginAnswerAsync("resp_1", "The ");
        var thrown = new IOException("reset");
        call.Service.Close(thrown);

        (await call.Awaiting(static call => call.ReadAsync().AsTask()).Should().ThrowAsync<IOException>()).Which.Should().BeSameAs(thrown);
        var turn = call.Chat.Turn;
        (turn.Outcome, turn.Error, turn.ErrorType, turn.AgentResponse.Text).Should().Be((TurnOutcome.Failed, "reset", "System.IO.IOException", "The"));
        call.Chat.ModelCalls[0].Outcome.Should().Be(FunctionOutcome.Failed);
    }

    [Fact]
    public async Task A_host_that_stops_reading_cancels_open_items()
    {
        using var stop = new CancellationTokenSource();
        await using var call = await VoiceCall.BeginAsync(token: stop.Token);
        await call.SpeakAsync("item_1");
        await call.BeginAnswerAsync("resp_1", "The ");
        await stop.CancelAsync();

        await call.Awaiting(static call => call.ReadAsync().AsTask()).Should().ThrowAsync<OperationCanceledException>();
        (call.Chat.Turn.Outcome, call.Chat.Turn.CancelReason, call.Chat.Turn.Streamed.Text).Should().Be((TurnOutcome.Canceled, CancelReason.UserLeft, "The"));
        (call.Chat.ModelCalls[0].Outcome, call.Chat.ModelCalls[0].CancelReason).Should().Be((FunctionOutcome.Canceled, CancelReason.UserLeft));
    }

    [Fact]
    public async Task A_stop_by_the_host_is_the_cancel_reason()
    {
        using var stop = new CancellationTokenSource();
        await using var call = await VoiceCall.BeginAsync(token: stop.Token);
        using var explained = call.Chat.Conversation.ExplainCancel(stop.Token, CancelReason.HostStopped);
        await call.SpeakAsync("item_1");
        await stop.CancelAsync();
        await call.Session.DisposeAsync();

        (call.Chat.Turn.Outcome, call.Chat.Turn.CancelReason).Should().Be((TurnOutcome.Canceled, CancelReason.HostStopped));
    }

    [Fact]
    public async Task A_disposed_session_cancels_open_items_only()
    {
        var call = await VoiceCall.BeginAsync();
        await call.SpeakAsync("item_1");
        await call.AnswerAsync("resp_1", "Yes.");
        await call.SpeakAsync("item_2");
        await call.Session.DisposeAsync();
        await call.Session.DisposeAsync();

        call.Service.IsDisposed.Should().BeTrue();
        call.Turns.Select(static turn => (turn.Outcome, turn.CancelReason)).Should()
            .Equal((TurnOutcome.Completed, null), (TurnOutcome.Canceled, CancelReason.UserLeft));
        await call.DisposeAsync();
    }

    [Fact]
    public async Task A_message_that_cannot_be_sent_fails_the_turn_and_throws_to_the_host()
    {
        await using var call = await VoiceCall.BeginAsync();
        call.Service.SendFails = new InvalidOperationException("closed");
        var message = new CreateConversationItemRealtimeClientMessage(new RealtimeConversationItem([new TextContent("Hi")], id: null, ChatRole.User));
        var send = () => call.Session.SendAsync(message, CancellationToken.None);

        (await send.Should().ThrowAsync<InvalidOperationException>()).Which.Should().BeSameAs(call.Service.SendFails);
        (call.Chat.Turn.UserInput.Text, call.Chat.Turn.Outcome, call.Chat.Turn.Error).Should().Be(("Hi", TurnOutcome.Failed, "closed"));
    }

    [Fact]
    public async Task A_send_canceled_by_the_host_cancels_the_turn()
    {
        await using var call = await VoiceCall.BeginAsync();
        await call.SpeakAsync("item_1");
        var send = () => call.Session.SendAsync(new CreateResponseRealtimeClientMessage(), new CancellationToken(canceled: true));

        await send.Should().ThrowAsync<OperationCanceledException>();
        call.Chat.Turn.Outcome.Should().Be(TurnOutcome.Canceled);
    }

    [Fact]
    public async Task Concurrent_sessions_do_not_mix()
    {
        await using var one = await VoiceCall.BeginAsync();
        await using var two = await VoiceCall.BeginAsync();
        await one.SpeakAsync("item_1");
        await two.SpeakAsync("item_1");
        await one.BeginAnswerAsync("resp_1", "One");
        await two.BeginAnswerAsync("resp_1", "Two");
        await one.TranscribeAsync("item_1", "first");
        await two.TranscribeAsync("item_1", "second");
        await two.EndAnswerAsync("resp_1", "Two.");
        await one.EndAnswerAsync("resp_1", "One.");

        (one.Chat.Turn.UserInput.Text, one.Chat.Turn.AgentResponse.Text).Should().Be(("first", "One."));
        (two.Chat.Turn.UserInput.Text, two.Chat.Turn.AgentResponse.Text).Should().Be(("second", "Two."));
    }

    [Fact]
    public async Task Sessions_of_one_conversation_do_not_mix()
    {
        using var chat = new Chat();
        var service = new ScriptedRealtime();
        using var client = new RealtimeClientBuilder(service).UseConvLog().Build();
        var sessions = new[] { await client.CreateSessionAsync(), await client.CreateSessionAsync() };
        var streams = sessions.Select(static session => session.GetStreamingResponseAsync().GetAsyncEnumerator()).ToArray();
        string[] events =
        [
            """{"type":"input_audio_buffer.speech_stopped","item_id":"item_1","audio_end_ms":2100}""",
            """{"type":"response.created","response":{"id":"resp_1","status":"in_progress","output":[]}}""",
            """{"type":"response.output_audio_transcript.delta","response_id":"resp_1","item_id":"item_2","content_index":0,"delta":"SESSION"}""",
            """{"type":"response.done","response":{"id":"resp_1","status":"completed","output":[]}}""",
        ];
        foreach (string e in events)
        {
            for (int i = 0; i < sessions.Length; i++)
            {
                service.Sessions[i].Send(Wire.Message(e.Replace("SESSION", i == 0 ? "one" : "two", StringComparison.Ordinal)));
                await streams[i].MoveNextAsync();
            }
        }

        chat.Sink.Turns.Select(static turn => turn.AgentResponse.Text).Should().Equal("one", "two");
    }

    [Fact]
    public async Task A_turn_that_is_open_when_its_conversation_ends_is_completed_and_the_session_continues_without_a_record()
    {
        await using var call = await VoiceCall.BeginAsync();
        await call.SpeakAsync("item_1");
        call.Chat.Conversation.Dispose();
        await call.BeginAnswerAsync("resp_1", "The ");
        await call.TranscribeAsync("item_1", "Hello?");
        await call.EndAnswerAsync("resp_1", "The end.");
        await call.SpeakAsync("item_2");
        await call.AnswerAsync("resp_2", "Still there?");

        var turn = call.Chat.Turn;
        (turn.Outcome, turn.UserInput.Text, turn.AgentResponse.Text).Should().Be((TurnOutcome.Completed, "Hello?", "The end."));
    }
}
