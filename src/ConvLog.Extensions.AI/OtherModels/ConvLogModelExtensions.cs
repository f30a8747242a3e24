using ConvLog;
using ConvLog.Extensions.AI;
using ConvLog.Extensions.AI.OtherModels;

namespace Microsoft.Extensions.AI;

/// <summary>Logs embedding generators to conversations.</summary>
public static class ConvLogModelExtensions
{
    /// <summary>
    /// Logs each request as a model call of the kind <see cref="ModelCallKind.Embeddings"/>: in the turn in which it is made, or otherwise in the
    /// conversation's latest one. It begins no turn.
    /// </summary>
    /// <typeparam name="TInput">The type of the values.</typeparam>
    /// <typeparam name="TEmbedding">The type of the embeddings.</typeparam>
    /// <param name="generator">The generator.</param>
    /// <param name="options">The conversation and the masks; null for the defaults.</param>
    /// <returns>A generator that logs. Disposing it disposes <paramref name="generator"/>.</returns>
    /// <remarks>
    /// Texts are stored as personal data, other values as the names of their types, and vectors not at all. Before the first turn, the request is logged as an
    /// entry; without a conversation, such as for indexing documents, it is not logged. If several loggers are nested, the innermost logs.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="generator"/> is null.</exception>
    public static IEmbeddingGenerator<TInput, TEmbedding> WithConvLog<TInput, TEmbedding>(
        this IEmbeddingGenerator<TInput, TEmbedding> generator, ConvLogModelOptions? options = null)
        where TEmbedding : Embedding
    {
        ArgumentNullException.ThrowIfNull(generator);
        return new ConvLogEmbeddingGenerator<TInput, TEmbedding>(generator, options ?? new ConvLogModelOptions());
    }
}
