using System.Text.Json;
using ConvLog.Entries;

namespace ConvLog;

/// <summary>
/// How long the stages of a turn took, as measured by a voice agent; null for a stage that is not known. Visible to every reader. A negative duration counts
/// as zero. Stages may overlap, for example if speech is synthesized while the model is still writing.
/// </summary>
public sealed record TurnStages
{
    /// <summary>The time from the end of the user's speech to its transcript.</summary>
    public TimeSpan? SpeechToText { get; init => field = Clamped(value); }

    /// <summary>The time of all requests to language models.</summary>
    public TimeSpan? Model { get; init => field = Clamped(value); }

    /// <summary>The time of all function calls.</summary>
    public TimeSpan? Functions { get; init => field = Clamped(value); }

    /// <summary>The time from the text of the answer to its speech.</summary>
    public TimeSpan? TextToSpeech { get; init => field = Clamped(value); }

    /// <summary>The time from the end of the user's speech to the first byte of the answer's audio, which is how long the user waits.</summary>
    public TimeSpan? FirstByte { get; init => field = Clamped(value); }

    /// <summary>Whether no stage is known.</summary>
    internal bool IsEmpty => (SpeechToText ?? Model ?? Functions ?? TextToSpeech ?? FirstByte) is null;

    /// <summary>These stages, replaced by those that a later report contains.</summary>
    internal TurnStages With(TurnStages later) => new()
    {
        SpeechToText = later.SpeechToText ?? SpeechToText,
        Model = later.Model ?? Model,
        Functions = later.Functions ?? Functions,
        TextToSpeech = later.TextToSpeech ?? TextToSpeech,
        FirstByte = later.FirstByte ?? FirstByte,
    };

    /// <summary>Writes them as the property <c>stages</c>, without unknown stages.</summary>
    internal void WriteAsStages(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("stages");
        VisibleJson.Milliseconds(writer, "speech_to_text_ms", SpeechToText);
        VisibleJson.Milliseconds(writer, "model_ms", Model);
        VisibleJson.Milliseconds(writer, "functions_ms", Functions);
        VisibleJson.Milliseconds(writer, "text_to_speech_ms", TextToSpeech);
        VisibleJson.Milliseconds(writer, "first_byte_ms", FirstByte);
        writer.WriteEndObject();
    }

    private static TimeSpan? Clamped(TimeSpan? duration) => duration < TimeSpan.Zero ? TimeSpan.Zero : duration;
}
