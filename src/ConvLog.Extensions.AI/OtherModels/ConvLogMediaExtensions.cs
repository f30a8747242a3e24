using System.Diagnostics.CodeAnalysis;
using ConvLog;
using ConvLog.Extensions.AI;
using ConvLog.Extensions.AI.OtherModels;

namespace Microsoft.Extensions.AI;

/// <summary>Logs speech clients and image generators to conversations.</summary>
public static class ConvLogMediaExtensions
{
    /// <summary>
    /// Logs each request as a model call of the kind <see cref="ModelCallKind.SpeechToText"/>: in the turn in which it is made, or otherwise in the
    /// conversation's latest one. It begins no turn.
    /// </summary>
    /// <param name="client">The client.</param>
    /// <param name="options">The conversation and the masks; null for the defaults.</param>
    /// <returns>A client that logs. Disposing it disposes <paramref name="client"/>.</returns>
    /// <remarks>
    /// The transcript is stored as personal data, and the size of the audio if the stream reports it. See <see cref="ConvLogModelExtensions"/> for requests
    /// outside of turns.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="client"/> is null.</exception>
    [Experimental("MEAI001", UrlFormat = "https://aka.ms/dotnet-extensions-warnings/{0}")]
    public static ISpeechToTextClient WithConvLog(this ISpeechToTextClient client, ConvLogModelOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        return new ConvLogSpeechToTextClient(client, options ?? new ConvLogModelOptions());
    }

    /// <summary>
    /// Logs each request as a model call of the kind <see cref="ModelCallKind.TextToSpeech"/>: in the turn in which it is made, or otherwise in the
    /// conversation's latest one. It begins no turn.
    /// </summary>
    /// <param name="client">The client.</param>
    /// <param name="options">The conversation and the masks; null for the defaults.</param>
    /// <returns>A client that logs. Disposing it disposes <paramref name="client"/>.</returns>
    /// <remarks>
    /// The text is stored as personal data; of the audio, the media type and size. See <see cref="ConvLogModelExtensions"/> for requests outside
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
    /// Logs each request as a model call of the kind <see cref="ModelCallKind.ImageGeneration"/>: in the turn in which it is made, or otherwise in the
    /// conversation's latest one. It begins no turn.
    /// </summary>
    /// <param name="generator">The generator.</param>
    /// <param name="options">The conversation and the masks; null for the defaults.</param>
    /// <returns>A generator that logs. Disposing it disposes <paramref name="generator"/>.</returns>
    /// <remarks>
    /// The prompt is stored as personal data; of images, their media types and sizes. See <see cref="ConvLogModelExtensions"/> for requests outside
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
