using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Functions;
using ConvLog.Serialization;

namespace ConvLog.Records;

/// <summary>
/// A change of a turn from another request or host than the one that began it, see <see cref="Conversation.Turn"/>. A store makes it part of the turn.
/// Identity: its <see cref="Id"/>. In which order changes of a turn arrive makes no difference.
/// </summary>
[JsonConverter(typeof(VisibleJsonConverter<TurnChangeRecord>))]
public sealed record TurnChangeRecord : StoreRecord
{
    /// <summary>Its random id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The turn.</summary>
    public required string TurnId { get; init; }

    /// <summary>When the host made it, in UTC: of two changes of the same thing the later one counts.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Whether the user talked over the answer. Default false.</summary>
    public bool IsInterrupted { get; init; }

    /// <summary>The part of the answer that the user heard; empty where not known. Without a mask it is personal where the answer has one.</summary>
    public MaskedText Heard { get; init; }

    /// <summary>How many characters of the answer the user heard, in place of <see cref="Heard"/>; null where not told.</summary>
    public int? HeardCharacters { get; init; }

    /// <summary>How long the answer had played when the user interrupted it; null where not known.</summary>
    public TimeSpan? InterruptedAfter { get; init; }

    /// <summary>How long stages of the turn took; null where not told.</summary>
    public TurnStages? Stages { get; init; }

    /// <summary>What the user said, in place of what was known; empty where not told.</summary>
    public MaskedText UserInput { get; init; }

    /// <summary>A further message of the user's; empty for none.</summary>
    public MaskedText AddedInput { get; init; }

    /// <summary>A part of the answer, as it was said; empty for none.</summary>
    public MaskedText Said { get; init; }

    /// <summary>Whether <see cref="Said"/> only bridges a wait. Default false.</summary>
    public bool IsFiller { get; init; }

    /// <summary>How the turn was continued in another opening than the one that began it; null where this tells something else.</summary>
    internal TurnPart? Part { get; init; }

    internal override Guid? Writer => GivenBy;

    /// <summary>The opening that gave it to the store; null in what is stored of a turn.</summary>
    internal Guid? GivenBy { get; init; }

    internal override TurnChoice? Chosen => Choice;

    /// <summary>The turn, as long as it was not looked for. A field: it is no property of what is stored.</summary>
    internal TurnChoice? Choice;

    /// <summary>Whether all that is said is personal in the host it comes from. A field: it is no property of what is stored.</summary>
    internal Aside UtterancesArePersonal;

    internal override long VariableBytes => MemorySize.Of(Heard) + MemorySize.Of(UserInput) + MemorySize.Of(AddedInput) + MemorySize.Of(Said)
        + (Part?.Texts.Sum(static text => MemorySize.Of(text)) ?? 0);

    private protected override void WriteVisible(Utf8JsonWriter writer)
    {
        bool arePersonal = UtterancesArePersonal.Value;
        writer.WriteString("id", Id);
        VisibleJson.Text(writer, "turn_id", TurnId);
        VisibleJson.Time(writer, "created_at", CreatedAt);

        // Whether the answer has a mask is not known here.
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
