using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Functions;
using ConvLog.Serialization;

namespace ConvLog.Records;

/// <summary>
/// A change to a turn by another request or host than the one that began it, see <see cref="Conversation.Turn"/>. A store merges it into the turn. Identity:
/// its <see cref="Id"/>. The order in which changes of a turn arrive does not matter.
/// </summary>
[JsonConverter(typeof(VisibleJsonConverter<TurnChangeRecord>))]
public sealed record TurnChangeRecord : StoreRecord
{
    /// <summary>The record's random ID.</summary>
    public required Guid Id { get; init; }

    /// <summary>The ID of the turn.</summary>
    public required string TurnId { get; init; }

    /// <summary>The time when the host made the change, in UTC: of two changes of the same property the later one counts.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Whether the user interrupted the answer. Default false.</summary>
    public bool IsInterrupted { get; init; }

    /// <summary>The part of the answer that the user heard; empty if unknown. If it has no mask and the answer has one, the whole text is personal.</summary>
    public MaskedText Heard { get; init; }

    /// <summary>The number of characters of the answer that the user heard, instead of <see cref="Heard"/>; null if not reported.</summary>
    public int? HeardCharacters { get; init; }

    /// <summary>How long the answer had played when the user interrupted it; null if unknown.</summary>
    public TimeSpan? InterruptedAfter { get; init; }

    /// <summary>The durations of stages of the turn; null if not reported.</summary>
    public TurnStages? Stages { get; init; }

    /// <summary>The user's input, which replaces the previous one; empty if not reported.</summary>
    public MaskedText UserInput { get; init; }

    /// <summary>A further message of the user; empty if there is none.</summary>
    public MaskedText AddedInput { get; init; }

    /// <summary>A part of the answer as it was spoken; empty if there is none.</summary>
    public MaskedText Said { get; init; }

    /// <summary>Whether <see cref="Said"/> only bridges a wait. Default false.</summary>
    public bool IsFiller { get; init; }

    /// <summary>The part of the turn that was continued in another opening than the one that began it; null for any other change.</summary>
    internal TurnPart? Part { get; init; }

    internal override Guid? Writer => GivenBy;

    /// <summary>The opening that wrote it; null if read from a store.</summary>
    internal Guid? GivenBy { get; init; }

    internal override TurnChoice? Chosen => Choice;

    /// <summary>Identifies the turn until it has been resolved. A field, because it is not stored.</summary>
    internal TurnChoice? Choice;

    /// <summary>Whether the host that wrote it treats all user input and agent responses as personal. A field, because it is not stored.</summary>
    internal EqualityNeutral UtterancesArePersonal;

    internal override long VariableBytes => MemorySize.Of(Heard) + MemorySize.Of(UserInput) + MemorySize.Of(AddedInput) + MemorySize.Of(Said)
        + (Part?.Texts.Sum(static text => MemorySize.Of(text)) ?? 0);

    private protected override void WriteVisible(Utf8JsonWriter writer)
    {
        bool arePersonal = UtterancesArePersonal.Value;
        writer.WriteString("id", Id);
        VisibleJson.Text(writer, "turn_id", TurnId);
        VisibleJson.Time(writer, "created_at", CreatedAt);

        // Whether the answer has a mask is unknown here.
        var heard = Heard.IsEmpty || Heard.IsMasked ? Heard : new MaskedText(Heard.Text);
        VisibleJson.Interruption(writer, IsInterrupted, heard, InterruptedAfter, streamed: default, arePersonal);
        VisibleJson.Number(writer, "heard_characters", HeardCharacters);
        Stages?.WriteAsStages(writer);
        Utterance(writer, "user_input", UserInput, arePersonal);
        Utterance(writer, "added_input", AddedInput, arePersonal);
        Utterance(writer, "said", Said, arePersonal);
        VisibleJson.Number(writer, "part", Part?.Number);
        if (IsFiller)
        {
            writer.WriteBoolean("filler", value: true);
        }
    }

    private static void Utterance(Utf8JsonWriter writer, string name, MaskedText text, bool isPersonal)
    {
        if (!text.IsEmpty)
        {
            VisibleJson.Utterance(writer, name, text, isPersonal);
        }
    }
}
