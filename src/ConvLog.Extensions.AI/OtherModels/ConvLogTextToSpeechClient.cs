using ConvLog.Extensions.AI.Models;
using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI.OtherModels;

/// <summary>A text-to-speech client whose requests are logged.</summary>
/// <param name="inner">The client that answers.</param>
/// <param name="logging">The conversation and the masks.</param>
internal sealed class ConvLogTextToSpeechClient(ITextToSpeechClient inner, ConvLogModelOptions logging) : DelegatingTextToSpeechClient(inner)
{
    public override Task<TextToSpeechResponse> GetAudioAsync(string text, TextToSpeechOptions? options = null, CancellationToken cancellationToken = default)
        => LoggedCall.RunAsync(Begin(text, options), () => InnerClient.GetAudioAsync(text, options, cancellationToken), Read, cancellationToken);

    public override IAsyncEnumerable<TextToSpeechResponseUpdate> GetStreamingAudioAsync(
        string text, TextToSpeechOptions? options = null, CancellationToken cancellationToken = default)
        => LoggedCall.ReadAsync(() => Begin(text, options), token => InnerClient.GetStreamingAudioAsync(text, options, token), Read, cancellationToken);

    private LoggedCall? Begin(string text, TextToSpeechOptions? options)
        => LoggedCall.Begin(logging, typeof(ConvLogTextToSpeechClient), InnerClient.GetService, messages => CreateQuestion(messages, text, options));

    private ModelQuestion CreateQuestion(ModelMessages messages, string text, TextToSpeechOptions? options)
    {
        var metadata = InnerClient.GetService(typeof(TextToSpeechClientMetadata)) as TextToSpeechClientMetadata;
        return new ModelQuestion(ModelCallKind.TextToSpeech, InnerClient.GetService)
        {
            Model = options?.ModelId ?? metadata?.DefaultModelId,
            Provider = metadata?.ProviderName,
            Server = metadata?.ProviderUri,
            Format = options?.AudioFormat,
            Messages = [ModelMessage.User(messages.Masked(text))],
        };
    }

    private static void Read(ModelAnswer answer, TextToSpeechResponse response)
    {
        (answer.Model, answer.ResponseId, answer.Usage) = (response.ModelId, response.ResponseId, response.Usage);
        answer.Add(response.Contents);
    }

    private static bool Read(ModelAnswer answer, TextToSpeechResponseUpdate update)
    {
        (answer.Model, answer.ResponseId) = (update.ModelId ?? answer.Model, update.ResponseId ?? answer.ResponseId);
        return answer.Add(update.Contents);
    }
}
