namespace ConvLog.Extensions.AI.Tests.OtherModels;

public sealed class ConvLogSpeechToTextClientTests : IDisposable
{
    private readonly Chat _chat = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_transcript_and_the_size_of_the_audio_are_logged(bool isStreamed)
    {
        using var turn = _chat.Conversation.BeginTurn();
        await ScriptedMedia.AskAsync(new ScriptedMedia(), ModelCallKind.SpeechToText, isStreamed: isStreamed);

        var call = _chat.ModelCalls.Should().ContainSingle().Subject;
        call.Request.Should().ContainSingle().Which.Text.Text.Should().Be("[audio, 1,200 bytes]");
        (call.Response!.Text.Text, call.ResponseId).Should().Be(("A table for two.", "resp_1"));
    }

    [Fact]
    public async Task A_stream_passes_unchanged_and_parts_before_a_failure_are_kept()
    {
        using var turn = _chat.Conversation.BeginTurn();
        ISpeechToTextClient model = new ScriptedMedia { Exception = new InvalidOperationException("no"), Fails = 3 };
        using var client = model.AsBuilder().UseConvLog().Build();
        List<SpeechToTextResponseUpdate> updates = [];
        var reading = async () =>
        {
            await foreach (var update in client.GetStreamingTextAsync(new Unsized()))
            {
                updates.Add(update);
            }
        };

        await reading.Should().ThrowAsync<InvalidOperationException>();
        updates.Select(static update => update.Text).Should().Equal("", "A fable", "A table ");
        var call = _chat.ModelCalls.Should().ContainSingle().Subject;
        (call.Outcome, call.Response!.Text.Text, call.Request[0].Text.Text).Should().Be((FunctionOutcome.Failed, "A table ", "[audio]"));
        client.GetService<ScriptedMedia>().Should().NotBeNull();
    }

    [Fact]
    public async Task Abandoning_the_stream_cancels_the_call_and_interrupts_no_turn()
    {
        using (var turn = _chat.Conversation.BeginTurn())
        {
            await ScriptedMedia.ReadAsync(((ISpeechToTextClient)new ScriptedMedia()).WithConvLog().GetStreamingTextAsync(Stream.Null), most: 2);
            turn.Complete("hello");
        }

        var call = _chat.ModelCalls.Should().ContainSingle().Subject;
        (call.Outcome, call.Response!.Text.Text).Should().Be((FunctionOutcome.Canceled, "A fable"));
        (_chat.Turn.Outcome, _chat.Turn.IsInterrupted).Should().Be((TurnOutcome.Completed, false));
    }

    [Fact]
    public async Task An_error_without_a_transcript_is_a_failure_and_one_with_a_transcript_is_not()
    {
        using var turn = _chat.Conversation.BeginTurn();
        await new Answers(new ErrorContent("too quiet")).WithConvLog().GetTextAsync(Stream.Null);
        await new Answers(new TextContent("Yes."), new ErrorContent("too quiet")).WithConvLog().GetTextAsync(Stream.Null);

        _chat.ModelCalls.Select(static call => (call.Outcome, call.Error, call.Response?.Text.Text)).Should().Equal(
            (FunctionOutcome.Failed, "too quiet", null), (FunctionOutcome.Completed, null, "Yes."));
    }

    public void Dispose() => _chat.Dispose();

    private sealed class Answers(params AIContent[] contents) : ISpeechToTextClient
    {
        public Task<SpeechToTextResponse> GetTextAsync(
            Stream audioSpeechStream, SpeechToTextOptions? options = null, CancellationToken cancellationToken = default)
            => Task.FromResult(new SpeechToTextResponse([.. contents]));

        public IAsyncEnumerable<SpeechToTextResponseUpdate> GetStreamingTextAsync(
            Stream audioSpeechStream, SpeechToTextOptions? options = null, CancellationToken cancellationToken = default)
            => throw new NotSupportedException();

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }

    /// <summary>A seekable stream whose length throws.</summary>
    private sealed class Unsized : MemoryStream
    {
        public override long Length => throw new NotSupportedException();
    }
}
