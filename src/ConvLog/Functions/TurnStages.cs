using System.Text.Json;
using ConvLog.Entries;

namespace ConvLog;

/// <summary>
/// How long the stages of a turn took, as a voice agent measures them; null where a stage is not known. Visible to every reader. A duration below zero is taken
/// as zero. Stages may overlap, as where speech is synthesized while the model still writes.
/// </summary>
public sealed record TurnStages
{
    /// <summary>From the end of the user's speech to its transcript.</summary>
    public TimeSpan? SpeechToText { get; init => field = Clamped(value); }

    /// <summary>All requests to language models.</summary>
    public TimeSpan? Model { get; init => field = Clamped(value); }

    /// <summary>All function calls.</summary>
    public TimeSpan? Functions { get; init => field = Clamped(value); }

    /// <summary>From the text of the answer to its speech.</summary>
    public TimeSpan? TextToSpeech { get; init => field = Clamped(value); }

    /// <summary>From the end of the user's speech to the first byte of the answer's audio: what the user waits.</summary>
    public TimeSpan? FirstByte { get; init => field = Clamped(value); }

    /// <summary>Whether no stage is known.</summary>
    internal bool IsEmpty => (SpeechToText ?? Model ?? Functions ?? TextToSpeech ?? FirstByte) is null;

    /// <summary>These stages, with those that a later report knows in their place.</summary>
    internal TurnStages With(TurnStages later) => new()
    {
        SpeechToText = later.SpeechToText ?? SpeechToText,
        Model = later.Model ?? Model,
        Functions = later.Functions ?? Functions,
        TextToSpeech = later.TextToSpeech ?? TextToSpeech,
        FirstByte = later.FirstByte ?? FirstByte,
    };

    /// <summary>Writes them as the property <c>stages</c>, without what is not known.</summary>
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
