namespace ConvLog.Extensions.AI.Tests.OtherModels;

public sealed class ConvLogTextToSpeechClientTests : IDisposable
{
    private readonly Chat _chat = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_text_and_the_type_and_size_of_the_audio_are_logged(bool isStreamed)
    {
        using var turn = _chat.Conversation.BeginTurn();
        await ScriptedMedia.AskAsync(new ScriptedMedia(), ModelCallKind.TextToSpeech, isStreamed: isStreamed);

        var call = _chat.ModelCalls.Should().ContainSingle().Subject;
        call.Request.Should().ContainSingle().Which.Text.Text.Should().Be("said");
        (call.Response!.Text.Text, call.ResponseId, call.Chunks).Should().Be(("[audio/mpeg, 4,096 bytes]", "resp_1", isStreamed ? 4 : 0));
    }

    [Fact]
    public async Task The_audio_format_is_logged_and_options_and_services_pass_through()
    {
        using var turn = _chat.Conversation.BeginTurn();
        using var client = ((ITextToSpeechClient)new ScriptedMedia()).AsBuilder().UseConvLog().Build();
        await client.GetAudioAsync("said", new TextToSpeechOptions { AudioFormat = "mp3", ModelId = "tts-x" });

        var call = _chat.ModelCalls.Should().ContainSingle().Subject;
        (call.Model, call.Parameters!.ResponseFormat).Should().Be(("tts-x", "mp3"));
        client.GetService<TextToSpeechClientMetadata>()!.ProviderName.Should().Be("acme");
    }

    public void Dispose() => _chat.Dispose();
}
