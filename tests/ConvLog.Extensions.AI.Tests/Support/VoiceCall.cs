using Microsoft.Extensions.Time.Testing;

namespace ConvLog.Extensions.AI.Tests.Support;

/// <summary>A logged session in a conversation, and shortcuts to both.</summary>
public sealed class VoiceCall : IAsyncDisposable
{
    private readonly IAsyncEnumerator<RealtimeServerMessage> _stream;

    private VoiceCall(Chat chat, FakeTimeProvider time, IRealtimeClientSession session, ScriptedRealtimeSession service, CancellationToken token)
    {
        (Chat, Time, Session, Service) = (chat, time, session, service);
        _stream = session.GetStreamingResponseAsync(token).GetAsyncEnumerator(token);
    }

    public Chat Chat { get; }

    public FakeTimeProvider Time { get; }

    public IRealtimeClientSession Session { get; }

    public ScriptedRealtimeSession Service { get; }

    /// <summary>The turns in the order in which they began, in their current state.</summary>
    public IReadOnlyList<Turn> Turns => [.. Chat.Sink.Turns.OrderBy(static turn => turn.Ordinal)];

    public static async Task<VoiceCall> BeginAsync(
        RealtimeSessionOptions? session = null, ConvLogRealtimeOptions? logging = null, Func<RealtimeClientBuilder, RealtimeClientBuilder>? inside = null,
        Func<RealtimeClientBuilder, RealtimeClientBuilder>? outside = null, CancellationToken token = default)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 5, 4, 9, 0, 0, TimeSpan.Zero));
        var chat = new Chat(new ConversationOptions { TimeProvider = time });
        var service = new ScriptedRealtime();
        var builder = new RealtimeClientBuilder(service);
        builder = outside?.Invoke(builder) ?? builder;
        builder = builder.UseConvLog(logging);
        var client = (inside?.Invoke(builder) ?? builder).Build();
        return new VoiceCall(chat, time, await client.CreateSessionAsync(session, CancellationToken.None), service.Sessions[0], token);
    }

    /// <summary>Sends events from the service and reads each on the host.</summary>
    public async Task<IReadOnlyList<RealtimeServerMessage>> ReceiveAsync(params string[] events)
    {
        var messages = events.Select(Wire.Message).ToArray();
        await ReceiveAsync(messages);
        return messages;
    }

    public async Task ReceiveAsync(params RealtimeServerMessage[] messages)
    {
        foreach (var message in messages)
        {
            Service.Send(message);
            (await _stream.MoveNextAsync()).Should().BeTrue();
            _stream.Current.Should().BeSameAs(message, "nothing changes for the host");
        }
    }

    /// <summary>Reads the next message, or the end of the stream.</summary>
    public ValueTask<bool> ReadAsync() => _stream.MoveNextAsync();

    /// <summary>The user speaks for two seconds.</summary>
    public async Task SpeakAsync(string item)
    {
        await ReceiveAsync($$$$"""{"type":"input_audio_buffer.speech_started","item_id":"{{{{item}}}}","audio_start_ms":100}""");
        Time.Advance(TimeSpan.FromSeconds(2));
        await ReceiveAsync(
            $$$$"""{"type":"input_audio_buffer.speech_stopped","item_id":"{{{{item}}}}","audio_end_ms":2100}""",
            $$$$"""{"type":"input_audio_buffer.committed","item_id":"{{{{item}}}}","previous_item_id":null}""",
            $$$$"""
                {"type":"conversation.item.added","item":{"id":"{{{{item}}}}","type":"message","role":"user","content":[{"type":"input_audio",
                "transcript":null}]}}
                """,
            $$$$"""
                {"type":"conversation.item.done","item":{"id":"{{{{item}}}}","type":"message","role":"user","content":[{"type":"input_audio",
                "transcript":null}]}}
                """);
    }

    public Task TranscribeAsync(string item, string words) => ReceiveAsync(
        $$$$"""{"type":"conversation.item.input_audio_transcription.delta","item_id":"{{{{item}}}}","content_index":0,"delta":"{{{{words[..1]}}}}"}""",
        $$$$"""
            {"type":"conversation.item.input_audio_transcription.completed","item_id":"{{{{item}}}}","content_index":0,"transcript":"{{{{words}}}}",
            "usage":{"type":"duration","seconds":2}}
            """);

    /// <summary>The model begins to answer.</summary>
    public Task BeginAnswerAsync(string response, params string[] parts) => ReceiveAsync([
        $$$$"""{"type":"response.created","response":{"id":"{{{{response}}}}","status":"in_progress","output":[]}}""",
        $$$$"""
            {"type":"response.output_item.added","response_id":"{{{{response}}}}","item":{"id":"item_{{{{response}}}}","type":"message","role":"assistant",
            "content":[]}}
            """,
        .. parts.SelectMany(part => new[]
        {
            $$$$"""
                {"type":"response.output_audio_transcript.delta","response_id":"{{{{response}}}}","item_id":"item_{{{{response}}}}","content_index":0,
                "delta":"{{{{part}}}}"}
                """,
            $$$$"""
                {"type":"response.output_audio.delta","response_id":"{{{{response}}}}","item_id":"item_{{{{response}}}}","content_index":0,"delta":"AAAA"}
                """,
        })]);

    /// <summary>The model has answered.</summary>
    public Task EndAnswerAsync(string response, string words) => ReceiveAsync(
        $$$$"""
            {"type":"response.output_audio_transcript.done","response_id":"{{{{response}}}}","item_id":"item_{{{{response}}}}","content_index":0,
            "transcript":"{{{{words}}}}"}
            """,
        $$$$"""
            {"type":"response.output_item.done","response_id":"{{{{response}}}}","item":{"id":"item_{{{{response}}}}","type":"message","role":"assistant",
            "content":[{"type":"output_audio","transcript":"{{{{words}}}}"}]}}
            """,
        $$$$"""
            {"type":"response.done","response":{"id":"{{{{response}}}}","status":"completed","output":[{"id":"item_{{{{response}}}}","type":"message",
            "role":"assistant","content":[{"type":"output_audio","transcript":"{{{{words}}}}"}]}],"usage":{"input_tokens":120,"output_tokens":40,
            "input_token_details":{"audio_tokens":80,"text_tokens":40,"cached_tokens":64,"cached_tokens_details":{"audio_tokens":48,"text_tokens":16}},
            "output_token_details":{"audio_tokens":30,"text_tokens":10} } } }
            """);

    public async Task AnswerAsync(string response, string words)
    {
        await BeginAnswerAsync(response, words);
        await EndAnswerAsync(response, words);
    }

    /// <summary>The model calls functions, each with the argument <c>{"guests":4}</c>, and says nothing.</summary>
    public async Task CallAsync(string response, params (string CallId, string Name)[] calls)
    {
        await ReceiveAsync($$$$"""{"type":"response.created","response":{"id":"{{{{response}}}}","status":"in_progress","output":[]}}""");
        foreach (var (callId, name) in calls)
        {
            string item = $$$$"""
                {"id":"fc_{{{{callId}}}}","type":"function_call","call_id":"{{{{callId}}}}","name":"{{{{name}}}}","arguments":"{\"guests\":4}"}
                """;
            await ReceiveAsync(
                $$$$"""
                    {"type":"response.output_item.added","response_id":"{{{{response}}}}","item":{"id":"fc_{{{{callId}}}}","type":"function_call",
                    "call_id":"{{{{callId}}}}","name":"{{{{name}}}}","arguments":""}}
                    """,
                $$$$"""
                    {"type":"response.function_call_arguments.delta","response_id":"{{{{response}}}}","item_id":"fc_{{{{callId}}}}",
                    "call_id":"{{{{callId}}}}","delta":"{"}
                    """,
                $$$$"""
                    {"type":"response.function_call_arguments.done","response_id":"{{{{response}}}}","item_id":"fc_{{{{callId}}}}",
                    "call_id":"{{{{callId}}}}","arguments":"{\"guests\":4}"}
                    """,
                $$$$"""{"type":"conversation.item.done","item":{{{{item}}}}}""",
                $$$$"""{"type":"response.output_item.done","response_id":"{{{{response}}}}","item":{{{{item}}}}}""");
        }

        await ReceiveAsync($$$$"""
            {"type":"response.done","response":{"id":"{{{{response}}}}","status":"completed","output":[],"usage":{"input_tokens":100,"output_tokens":12}}}
            """);
    }

    /// <summary>The host sends what a function returned.</summary>
    public Task ReturnAsync(string callId, object? result) => Session.SendAsync(
        new CreateConversationItemRealtimeClientMessage(new RealtimeConversationItem([new FunctionResultContent(callId, result)])), CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await Session.DisposeAsync();
        await _stream.DisposeAsync();
        Chat.Dispose();
    }
}
