using ConvLog.Extensions.AI.Models;
using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI.OtherModels;

/// <summary>An embedding generator whose requests are logged.</summary>
/// <param name="inner">The generator that answers.</param>
/// <param name="logging">The conversation and the masks.</param>
internal sealed class ConvLogEmbeddingGenerator<TInput, TEmbedding>(IEmbeddingGenerator<TInput, TEmbedding> inner, ConvLogModelOptions logging)
    : DelegatingEmbeddingGenerator<TInput, TEmbedding>(inner)
    where TEmbedding : Embedding
{
    public override async Task<GeneratedEmbeddings<TEmbedding>> GenerateAsync(
        IEnumerable<TInput> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        // Enumerated once, since it may be a query.
        IList<TInput>? given = values as IList<TInput> ?? values?.ToList();
        var call = given is null
            ? null
            : LoggedCall.Begin(
                logging, typeof(ConvLogEmbeddingGenerator<TInput, TEmbedding>), InnerGenerator.GetService, ask => CreateQuestion(ask, given, options));
        return await LoggedCall.RunAsync(call, () => InnerGenerator.GenerateAsync(given!, options, cancellationToken), Read, cancellationToken)
            .ConfigureAwait(false);
    }

    private ModelQuestion CreateQuestion(ModelMessages messages, IList<TInput> given, EmbeddingGenerationOptions? options)
    {
        var metadata = InnerGenerator.GetService(typeof(EmbeddingGeneratorMetadata)) as EmbeddingGeneratorMetadata;
        return new ModelQuestion(ModelCallKind.Embeddings, InnerGenerator.GetService)
        {
            Model = options?.ModelId ?? metadata?.DefaultModelId,
            Provider = metadata?.ProviderName,
            Server = metadata?.ProviderUri,
            Attributes = [new("gen_ai.embeddings.dimension.count", options?.Dimensions)],
            Messages = [.. given.Select(value => ModelMessage.User(value is string text ? messages.Masked(text) : $"[{value?.GetType().Name ?? "null"}]"))],
        };
    }

    // Vectors are not useful to a reader.
    private static void Read(ModelAnswer answer, GeneratedEmbeddings<TEmbedding> embeddings)
        => (answer.Model, answer.Usage) = (embeddings.Count > 0 ? embeddings[0]?.ModelId : null, embeddings.Usage);
}
