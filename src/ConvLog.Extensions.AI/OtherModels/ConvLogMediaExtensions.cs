using System.Diagnostics.CodeAnalysis;
using ConvLog;
using ConvLog.Extensions.AI;
using ConvLog.Extensions.AI.OtherModels;

namespace Microsoft.Extensions.AI;

/// <summary>Logs clients for speech and generators of images to conversations.</summary>
public static class ConvLogMediaExtensions
{
    /// <summary>
    /// Logs each request as a model call of the kind <see cref="ModelCallKind.SpeechToText"/>: in the turn that it is made in, or else in the conversation's
    /// latest one. It begins no turn.
    /// </summary>
    /// <param name="client">The client.</param>
    /// <param name="options">Which conversation, and what is masked; null for the defaults.</param>
    /// <returns>A client that logs. Disposing it disposes <paramref name="client"/>.</returns>
    /// <remarks>
    /// The transcript is kept as personal data, of the audio its size where the stream tells it. See <see cref="ConvLogModelExtensions"/> for requests outside
    /// of turns.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="client"/> is null.</exception>
    [Experimental("MEAI001", UrlFormat = "https://aka.ms/dotnet-extensions-warnings/{0}")]
    public static ISpeechToTextClient WithConvLog(this ISpeechToTextClient client, ConvLogModelOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        return new ConvLogSpeechToTextClient(client, options ?? new ConvLogModelOptions());
    }

    /// <summary>
    /// Logs each request as a model call of the kind <see cref="ModelCallKind.TextToSpeech"/>: in the turn that it is made in, or else in the conversation's
    /// latest one. It begins no turn.
    /// </summary>
    /// <param name="client">The client.</param>
    /// <param name="options">Which conversation, and what is masked; null for the defaults.</param>
    /// <returns>A client that logs. Disposing it disposes <paramref name="client"/>.</returns>
    /// <remarks>
    /// The text is kept as personal data, of the audio its media type and size. See <see cref="ConvLogModelExtensions"/> for requests outside
    /// of turns.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="client"/> is null.</exception>
    [Experimental("MEAI001", UrlFormat = "https://aka.ms/dotnet-extensions-warnings/{0}")]
    public static ITextToSpeechClient WithConvLog(this ITextToSpeechClient client, ConvLogModelOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        return new ConvLogTextToSpeechClient(client, options ?? new ConvLogModelOptions());
    }

    /// <summary>
    /// Logs each request as a model call of the kind <see cref="ModelCallKind.ImageGeneration"/>: in the turn that it is made in, or else in the conversation's
    /// latest one. It begins no turn.
    /// </summary>
    /// <param name="generator">The generator.</param>
    /// <param name="options">Which conversation, and what is masked; null for the defaults.</param>
    /// <returns>A generator that logs. Disposing it disposes <paramref name="generator"/>.</returns>
    /// <remarks>
    /// The prompt is kept as personal data, of images their media types and sizes. See <see cref="ConvLogModelExtensions"/> for requests outside
    /// of turns.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="generator"/> is null.</exception>
    [Experimental("MEAI001", UrlFormat = "https://aka.ms/dotnet-extensions-warnings/{0}")]
    public static IImageGenerator WithConvLog(this IImageGenerator generator, ConvLogModelOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(generator);
        return new ConvLogImageGenerator(generator, options ?? new ConvLogModelOptions());
    }
}
