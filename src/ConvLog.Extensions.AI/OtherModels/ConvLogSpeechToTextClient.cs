using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI.OtherModels;

/// <summary>A speech-to-text client whose requests are logged.</summary>
/// <param name="inner">The client that answers.</param>
/// <param name="logging">The conversation and the masks.</param>
internal sealed class ConvLogSpeechToTextClient(ISpeechToTextClient inner, ConvLogModelOptions logging) : DelegatingSpeechToTextClient(inner)
{
    public override Task<SpeechToTextResponse> GetTextAsync(
        Stream audioSpeechStream, SpeechToTextOptions? options = null, CancellationToken cancellationToken = default)
        => LoggedCall.RunAsync(
            Begin(audioSpeechStream, options), () => InnerClient.GetTextAsync(audioSpeechStream, options, cancellationToken), Read, cancellationToken);

    public override IAsyncEnumerable<SpeechToTextResponseUpdate> GetStreamingTextAsync(
        Stream audioSpeechStream, SpeechToTextOptions? options = null, CancellationToken cancellationToken = default)
        => LoggedCall.ReadAsync(
            () => Begin(audioSpeechStream, options), token => InnerClient.GetStreamingTextAsync(audioSpeechStream, options, token), Read, cancellationToken);

    private LoggedCall? Begin(Stream audio, SpeechToTextOptions? options)
        => LoggedCall.Begin(logging, typeof(ConvLogSpeechToTextClient), InnerClient.GetService, _ => CreateQuestion(audio, options));

    private ModelQuestion CreateQuestion(Stream audio, SpeechToTextOptions? options)
    {
        var metadata = InnerClient.GetService(typeof(SpeechToTextClientMetadata)) as SpeechToTextClientMetadata;
        return new ModelQuestion(ModelCallKind.SpeechToText, InnerClient.GetService)
        {
            Model = options?.ModelId ?? metadata?.DefaultModelId,
            Provider = metadata?.ProviderName,
            Server = metadata?.ProviderUri,
            Messages = [ModelMessage.User(ModelAnswer.Media("audio", SizeOf(audio)))],
        };
    }

    private static long? SizeOf(Stream audio)
    {
        try
        {
            return audio.CanSeek ? audio.Length - audio.Position : null;
        }
        catch (Exception)
        {
            // The host's stream may fail to report its size and still be readable.
            return null;
        }
    }

    private static void Read(ModelAnswer answer, SpeechToTextResponse response)
    {
        (answer.Model, answer.ResponseId, answer.Usage) = (response.ModelId, response.ResponseId, response.Usage);
        answer.Add(response.Contents);
    }

    private static bool Read(ModelAnswer answer, SpeechToTextResponseUpdate update)
    {
        (answer.Model, answer.ResponseId) = (update.ModelId ?? answer.Model, update.ResponseId ?? answer.ResponseId);
        return answer.Add(update.Contents, isDraft: update.Kind == SpeechToTextResponseUpdateKind.TextUpdating);
    }
}
