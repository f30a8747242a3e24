using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Functions;
using ConvLog.Serialization;

namespace ConvLog;

/// <summary>What the host knows of a user's input, see <see cref="Conversation.BeginTurn(TurnInfo)"/>. Impossible values are left out.</summary>
[JsonConverter(typeof(VisibleJsonConverter<TurnInfo>))]
public sealed record TurnInfo : IVisible
{
    /// <summary>
    /// The host's own id of the input, such as a message's: any text, visible to every reader. In one conversation it names one turn, however often it comes;
    /// those of other conversations are other turns. One of more than 128 characters, or with others than ASCII letters, digits and <c>-._~:=@+,</c>, is
    /// replaced by one that ends in its hash, the same each time. Null or empty for a new id.
    /// </summary>
    public string? Id { get; init; }

    /// <summary>What the user said, personal parts masked; empty where the agent speaks first, and where it is not transcribed yet.</summary>
    public MaskedText Input { get; init; }

    /// <summary>How it came; null where not told. A value that is no kind is not kept.</summary>
    public TurnInputKind? Kind { get; init; }

    /// <summary>When the user began to speak, by the host's clock; null where not known.</summary>
    public DateTimeOffset? SpeechStartedAt { get; init; }

    /// <summary>When the user stopped, by the same clock; null where not known. One before the start is not kept.</summary>
    public DateTimeOffset? SpeechEndedAt { get; init; }

    /// <summary>The language of the input, as a BCP 47 tag such as <c>en-GB</c>; null where not known. Visible.</summary>
    public string? Language { get; init; }

    /// <summary>How sure the transcript is, from 0 to 1; null where not known. A value outside of that is not kept.</summary>
    public double? Confidence { get; init; }

    /// <summary>Who of several users wrote or spoke it; null where not told. Personal data.</summary>
    public string? Author { get; init; }

    /// <summary>When the input changed last, in UTC; null where it is what the turn began with.</summary>
    internal DateTimeOffset? InputAt { get; init; }

    /// <summary>Its kind and language.</summary>
    public override string ToString() => $"Input {Kind} {Language}".TrimEnd();

    void IVisible.WriteVisible(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        VisibleJson.Text(writer, "id", Id);
        VisibleJson.Utterance(writer, "input", Input, isPersonal: false);
        WriteProperties(writer);
        writer.WriteEndObject();
    }

    /// <summary>Writes what everyone may see of it besides the input itself.</summary>
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

    /// <summary>What is kept of it: whole, within the limits, and only what can be.</summary>
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
