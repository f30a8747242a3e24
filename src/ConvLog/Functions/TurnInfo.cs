using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Functions;
using ConvLog.Serialization;

namespace ConvLog;

/// <summary>What the host knows about a user's input, see <see cref="Conversation.BeginTurn(TurnInfo)"/>. Invalid values are omitted.</summary>
[JsonConverter(typeof(VisibleJsonConverter<TurnInfo>))]
public sealed record TurnInfo : IVisible
{
    /// <summary>
    /// The host's ID of the input, such as a message ID: any text, visible to every reader. Within a conversation it identifies one turn, however often it is
    /// delivered; in another conversation it identifies another turn. An ID longer than 128 characters, or with characters other than ASCII letters, digits
    /// and <c>-._~:=@+,</c>, is replaced by one that ends in its hash, always the same. Null or empty for a new ID.
    /// </summary>
    public string? Id { get; init; }

    /// <summary>The user's input, with personal parts masked; empty if the agent speaks first, or if the input has not been transcribed yet.</summary>
    public MaskedText Input { get; init; }

    /// <summary>The kind of input; null if unknown. An undefined value is omitted.</summary>
    public TurnInputKind? Kind { get; init; }

    /// <summary>The time when the user began to speak, by the host's clock; null if unknown.</summary>
    public DateTimeOffset? SpeechStartedAt { get; init; }

    /// <summary>The time when the user stopped speaking, by the same clock; null if unknown. A time before the start is omitted.</summary>
    public DateTimeOffset? SpeechEndedAt { get; init; }

    /// <summary>The language of the input, as a BCP 47 tag such as <c>en-GB</c>; null if unknown. Visible.</summary>
    public string? Language { get; init; }

    /// <summary>The confidence of the transcript, from 0 to 1; null if unknown. A value outside that range is omitted.</summary>
    public double? Confidence { get; init; }

    /// <summary>The name of the user who wrote or spoke it, in a conversation with several users; null if unknown. Personal data.</summary>
    public string? Author { get; init; }

    /// <summary>The time when the input changed last, in UTC; null if it has not changed since the turn began.</summary>
    internal DateTimeOffset? InputAt { get; init; }

    /// <summary>The kind and the language.</summary>
    public override string ToString() => $"Input {Kind} {Language}".TrimEnd();

    void IVisible.WriteVisible(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        VisibleJson.Text(writer, "id", Id);
        VisibleJson.Utterance(writer, "input", Input, isPersonal: false);
        WriteProperties(writer);
        writer.WriteEndObject();
    }

    /// <summary>Writes the visible properties, without the input itself.</summary>
    internal void WriteProperties(Utf8JsonWriter writer)
    {
        VisibleJson.Name(writer, "input_kind", Kind);
        VisibleJson.Time(writer, "input_at", InputAt);
        VisibleJson.Time(writer, "speech_started_at", SpeechStartedAt);
        VisibleJson.Time(writer, "speech_ended_at", SpeechEndedAt);
        VisibleJson.Text(writer, "language", Language);
        if (Confidence is { } confidence)
        {
            writer.WriteNumber("confidence", confidence);
        }

        VisibleJson.Personal(writer, "author", Author);
    }

    /// <summary>The info as stored: within the limits and without invalid values.</summary>
    internal TurnInfo Captured(EntryCapture capture) => new()
    {
        Id = TurnId.Of(Id),
        Input = capture.Text(Input),
        Kind = Kind is { } kind && Enum.IsDefined(kind) ? kind : null,
        SpeechStartedAt = SpeechStartedAt?.ToUniversalTime(),
        SpeechEndedAt = SpeechEndedAt < SpeechStartedAt ? null : SpeechEndedAt?.ToUniversalTime(),
        Language = capture.OptionalText(Language),
        Confidence = Confidence is >= 0 and <= 1 ? Confidence : null,
        Author = capture.FreeText(Author),
    };
}
