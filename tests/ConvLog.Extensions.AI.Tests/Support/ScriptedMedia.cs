using System.Runtime.CompilerServices;

namespace ConvLog.Extensions.AI.Tests.Support;

/// <summary>A model for embeddings, speech and images: it answers each request in the same way, or throws.</summary>
public sealed class ScriptedMedia : IEmbeddingGenerator<string, Embedding<float>>, ISpeechToTextClient, ITextToSpeechClient, IImageGenerator
{
    public static IReadOnlyList<ModelCallKind> Kinds { get; } =
        [ModelCallKind.Embeddings, ModelCallKind.SpeechToText, ModelCallKind.TextToSpeech, ModelCallKind.ImageGeneration];

    /// <summary>The name of the model; null if only the request names it.</summary>
    public string? Model { get; init; } = "media-x";

    /// <summary>The exception to throw; null to answer.</summary>
    public Exception? Exception { get; init; }

    /// <summary>Called for each request.</summary>
    public Action? Asked { get; init; }

    /// <summary>The number of parts of a streamed answer before the exception.</summary>
    public int Fails { get; init; } = int.MaxValue;

    public UsageDetails? Usage { get; init; } = new() { InputTokenCount = 8, OutputTokenCount = 2 };

    public bool IsDisposed { get; private set; }

    /// <summary>Sends a request of each kind, streamed where the client supports it.</summary>
    public static async Task AskAsync(
        ScriptedMedia model, ModelCallKind kind, ConvLogModelOptions? logging = null, bool isStreamed = false, CancellationToken token = default)
    {
        switch (kind)
        {
            case ModelCallKind.Embeddings:
                await ((IEmbeddingGenerator<string, Embedding<float>>)model).WithConvLog(logging).GenerateAsync(["said"], cancellationToken: token);
                break;
            case ModelCallKind.SpeechToText when isStreamed:
                await ReadAsync(((ISpeechToTextClient)model).WithConvLog(logging).GetStreamingTextAsync(new MemoryStream(new byte[1_200]), null, token));
                break;
            case ModelCallKind.SpeechToText:
                await ((ISpeechToTextClient)model).WithConvLog(logging).GetTextAsync(new MemoryStream(new byte[1_200]), null, token);
                break;
            case ModelCallKind.TextToSpeech when isStreamed:
                await ReadAsync(((ITextToSpeechClient)model).WithConvLog(logging).GetStreamingAudioAsync("said", null, token));
                break;
            case ModelCallKind.TextToSpeech:
                await ((ITextToSpeechClient)model).WithConvLog(logging).GetAudioAsync("said", null, token);
                break;
            default:
                await ((IImageGenerator)model).WithConvLog(logging).GenerateAsync(new ImageGenerationRequest("said"), null, token);
                break;
        }
    }

    public static async Task<int> ReadAsync<T>(IAsyncEnumerable<T> stream, int most = int.MaxValue)
    {
        int count = 0;
        await foreach (var _ in stream)
        {
            if (++count == most)
            {
                break;
            }
        }

        return count;
    }

    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        await AnswerAsync(cancellationToken);
        return new(values.Select(_ => new Embedding<float>(new float[3]) { ModelId = Model })) { Usage = Usage };
    }

    public async Task<SpeechToTextResponse> GetTextAsync(
        Stream audioSpeechStream, SpeechToTextOptions? options = null, CancellationToken cancellationToken = default)
    {
        await AnswerAsync(cancellationToken);
        return new SpeechToTextResponse("A table for two.") { ModelId = Model, ResponseId = "resp_1", Usage = Usage };
    }

    public async IAsyncEnumerable<SpeechToTextResponseUpdate> GetStreamingTextAsync(
        Stream audioSpeechStream, SpeechToTextOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        SpeechToTextResponseUpdate[] updates =
        [
            new() { Kind = SpeechToTextResponseUpdateKind.SessionOpen, ModelId = Model },
            new("A fable") { Kind = SpeechToTextResponseUpdateKind.TextUpdating },
            new("A table ") { Kind = SpeechToTextResponseUpdateKind.TextUpdated },
            new("for two.") { Kind = SpeechToTextResponseUpdateKind.TextUpdated, ResponseId = "resp_1" },
            new([.. Usage is null ? [] : new AIContent[] { new UsageContent(Usage) }]) { Kind = SpeechToTextResponseUpdateKind.SessionClose },
        ];
        for (int i = 0; i < updates.Length; i++)
        {
            await AnswerAsync(cancellationToken, i);
            yield return updates[i];
        }
    }

    public async Task<TextToSpeechResponse> GetAudioAsync(string text, TextToSpeechOptions? options = null, CancellationToken cancellationToken = default)
    {
        await AnswerAsync(cancellationToken);
        return new TextToSpeechResponse([new DataContent(new byte[4_096], "audio/mpeg")]) { ModelId = Model, ResponseId = "resp_1", Usage = Usage };
    }

    public async IAsyncEnumerable<TextToSpeechResponseUpdate> GetStreamingAudioAsync(
        string text, TextToSpeechOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (int i = 0; i < 4; i++)
        {
            await AnswerAsync(cancellationToken, i);
            yield return new TextToSpeechResponseUpdate([new DataContent(new byte[1_024], "audio/mpeg")]) { ModelId = Model, ResponseId = "resp_1" };
        }

        yield return new TextToSpeechResponseUpdate([.. Usage is null ? [] : new AIContent[] { new UsageContent(Usage) }]);
    }

    public async Task<ImageGenerationResponse> GenerateAsync(
        ImageGenerationRequest request, ImageGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        await AnswerAsync(cancellationToken);
        return new ImageGenerationResponse([new DataContent(new byte[2_048], "image/png"), new UriContent("https://secret.example/1", "image/webp")])
        {
            Usage = Usage,
        };
    }

    public object? GetService(Type serviceType, object? serviceKey = null)
        => serviceType == typeof(EmbeddingGeneratorMetadata) ? new EmbeddingGeneratorMetadata("acme", new Uri("https://acme.example/v1"), Model)
        : serviceType == typeof(SpeechToTextClientMetadata) ? new SpeechToTextClientMetadata("acme", new Uri("https://acme.example/v1"), Model)
        : serviceType == typeof(TextToSpeechClientMetadata) ? new TextToSpeechClientMetadata("acme", new Uri("https://acme.example/v1"), Model)
        : serviceType == typeof(ImageGeneratorMetadata) ? new ImageGeneratorMetadata("acme", new Uri("https://acme.example/v1"), Model)
        : serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose() => IsDisposed = true;

    private async Task AnswerAsync(CancellationToken token, int part = 0)
    {
        Asked?.Invoke();
        await Task.Yield();
        token.ThrowIfCancellationRequested();
        if (Exception is { } e && (Fails == int.MaxValue || part == Fails))
        {
            throw e;
        }
    }
}
