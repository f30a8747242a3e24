using System.Text.Json;
using System.Text.Json.Nodes;

namespace ConvLog.Extensions.AI.Tests.Realtime;

/// <summary>Messages for which Microsoft.Extensions.AI has no type.</summary>
public sealed class RealtimeLogTests
{
    public static TheoryData<string> Forms => ["text", "element", "document", "node"];

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task A_message_of_the_service_is_read_in_each_form(string form)
    {
        await using var call = await VoiceCall.BeginAsync();
        await call.SpeakAsync("item_1");
        await call.AnswerAsync("resp_1", "The terrace has twenty tables.");
        await call.ReceiveAsync(new RealtimeServerMessage
        {
            Type = RealtimeServerMessageType.RawContentOnly,
            RawRepresentation = As(form, """{"type":"conversation.item.truncated","item_id":"item_resp_1","content_index":0,"audio_end_ms":700}"""),
        });

        call.Chat.Turn.InterruptedAfter.Should().Be(TimeSpan.FromMilliseconds(700));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Messages_of_the_host_are_read_in_each_form(string form)
    {
        await using var call = await VoiceCall.BeginAsync();
        string[] messages =
        [
            """{"type":"conversation.item.create","item":{"type":"message","role":"user","content":[{"type":"input_text","text":"Hi"}]}}""",
            """{"type":"response.create","response":{}}""",
        ];
        foreach (string message in messages)
        {
            await call.Session.SendAsync(new RealtimeClientMessage { RawRepresentation = As(form, message) }, CancellationToken.None);
        }

        await call.CallAsync("resp_1", ("call_a", "find_table"));
        await call.Session.SendAsync(
            new RealtimeClientMessage
            {
                RawRepresentation = As(form, """{"type":"conversation.item.create","item":{"type":"function_call_output","call_id":"call_a","output":"5"}}"""),
            },
            CancellationToken.None);
        await call.AnswerAsync("resp_2", "Table 5.");

        (call.Chat.Turn.UserInput.Text, call.Chat.Turn.AgentResponse.Text).Should().Be(("Hi", "Table 5."));
        call.Chat.Call("call_a").Result!.Value.ToString().Should().Contain("5");
    }

    [Fact]
    public async Task Messages_after_the_end_of_a_session_begin_no_turn()
    {
        using var stop = new CancellationTokenSource();
        await using var call = await VoiceCall.BeginAsync(token: stop.Token);
        await call.SpeakAsync("item_1");
        await call.BeginAnswerAsync("resp_1", "The ");
        await stop.CancelAsync();
        await call.Awaiting(static call => call.ReadAsync().AsTask()).Should().ThrowAsync<OperationCanceledException>();
        foreach (string e in (string[])["response.output_audio_transcript.done", "response.output_audio.delta"])
        {
            call.Service.Send(Wire.Message($$$"""{"type":"{{{e}}}","response_id":"resp_1","item_id":"item_resp_1","transcript":"The end."}"""));
        }

        await using var rest = call.Session.GetStreamingResponseAsync(CancellationToken.None).GetAsyncEnumerator(CancellationToken.None);
        await rest.MoveNextAsync();
        await rest.MoveNextAsync();

        call.Chat.Turn.AgentResponse.Text.Should().Be("The");
    }

    [Fact]
    public async Task Malformed_messages_change_nothing()
    {
        await using var call = await VoiceCall.BeginAsync();
        await call.SpeakAsync("item_1");
        await call.BeginAnswerAsync("resp_1", "Yes");
        await call.ReceiveAsync(
            new RealtimeServerMessage(),
            new RealtimeServerMessage { RawRepresentation = "not json" },
            new RealtimeServerMessage { RawRepresentation = "[1]" },
            new RealtimeServerMessage { RawRepresentation = new object() },
            new RealtimeServerMessage { RawRepresentation = """{"type":7,"item_id":{}}""" },
            new RealtimeServerMessage { RawRepresentation = """{"type":"conversation.item.truncated","item_id":"nobody's","audio_end_ms":-1}""" },
            new RealtimeServerMessage { RawRepresentation = """{"type":"conversation.item.truncated"}""" },
            new RealtimeServerMessage { RawRepresentation = """{"type":"conversation.item.created","item":{"type":"message","role":"user","content":5}}""" },
            new ErrorRealtimeServerMessage(),
            new ResponseOutputItemRealtimeServerMessage(RealtimeServerMessageType.ResponseOutputItemDone),
            new ResponseOutputItemRealtimeServerMessage(RealtimeServerMessageType.ResponseOutputItemDone) { Item = new RealtimeConversationItem([null!]) },
            new ResponseOutputItemRealtimeServerMessage(RealtimeServerMessageType.ConversationItemDone)
            {
                Item = new RealtimeConversationItem([new FunctionResultContent("nobody's", 1)]),
            },
            new InputAudioTranscriptionRealtimeServerMessage(RealtimeServerMessageType.InputAudioTranscriptionCompleted) { ItemId = "item_1" },
            new InputAudioTranscriptionRealtimeServerMessage(RealtimeServerMessageType.InputAudioTranscriptionFailed) { ItemId = "nobody's" },
            new OutputTextAudioRealtimeServerMessage(RealtimeServerMessageType.OutputTextDelta) { ResponseId = "resp_1" },
            new OutputTextAudioRealtimeServerMessage(RealtimeServerMessageType.OutputAudioDone));
        await call.EndAnswerAsync("resp_1", "Yes.");

        (call.Chat.Turn.AgentResponse.Text, call.Chat.Turn.Outcome).Should().Be(("Yes.", TurnOutcome.Completed));
        call.Chat.Sink.FunctionEvents.Should().BeEmpty();
    }

    private static object As(string form, string json) => form switch
    {
        "element" => JsonDocument.Parse(json).RootElement,
        "document" => JsonDocument.Parse(json),
        "node" => JsonNode.Parse(json)!,
        _ => json,
    };
}
