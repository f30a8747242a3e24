using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Privacy;
using ConvLog.Serialization;

namespace ConvLog.Records;

/// <summary>
/// One opening of a conversation and what is known of the conversation since. Identity: <see cref="WriterId"/>; a higher <see cref="Revision"/> replaces a
/// lower one.
/// </summary>
[JsonConverter(typeof(VisibleJsonConverter<ConversationRecord>))]
public sealed record ConversationRecord : StoreRecord
{
    /// <summary>The agent of an opening that names none.</summary>
    internal const string DefaultAgentId = "default";

    /// <summary>The opening (the writer).</summary>
    public required Guid WriterId { get; init; }

    internal override Guid? Writer => WriterId;

    /// <summary>Whether it comes from another store, which took it in: then it is not asked again whose the conversation is. Not kept.</summary>
    internal bool IsCopy { get; init; }

    /// <summary>How often it had changed; of two with one identity the higher stays, and of equals the first.</summary>
    public int Revision { get; init; }

    /// <summary>The agent.</summary>
    public required string AgentId { get; init; }

    /// <summary>The account the agent belongs to.</summary>
    public string? AccountId { get; init; }

    /// <summary>The project the agent belongs to.</summary>
    public string? ProjectId { get; init; }

    /// <summary>Where the agent runs. Debug conversations are in no list unless asked for by name.</summary>
    public ConversationEnvironment Environment { get; init; }

    /// <summary>The channel, such as <c>webchat</c> or <c>voice</c>.</summary>
    public string? Channel { get; init; }

    /// <summary>The end user. Personal data by default.</summary>
    public string? UserId { get; init; }

    /// <summary>The number that called. Personal data by default.</summary>
    public string? FromNumber { get; init; }

    /// <summary>The number that was called. Personal data by default.</summary>
    public string? ToNumber { get; init; }

    /// <summary>Who called whom; null where that is of no meaning.</summary>
    public ConversationDirection? Direction { get; init; }

    /// <summary>The variant of the agent.</summary>
    public string? VariantId { get; init; }

    /// <summary>The language, as a BCP 47 tag.</summary>
    public string? Language { get; init; }

    /// <summary>What else the host knows of the user. Values are personal data by default.</summary>
    public LogFields Attributes { get; init; }

    /// <summary>When this opening began, in UTC.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>When this opening was closed, in UTC; null while it is open.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>When the host said that the conversation ended, in UTC; null where it did not. Later openings do not move it.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Why it ended then; null where the host did not say that it ended.</summary>
    public EndReason? EndReason { get; init; }

    /// <summary>To whom the conversation was handed off; null where it was not.</summary>
    public Handoff? Handoff { get; init; }

    /// <summary>How much is recorded: of an opening what it says, of a conversation the strictest level of its openings. Default everything.</summary>
    public Recording Recording { get; init; }

    /// <summary>Writes what is known of the conversation.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="user">What is shown in place of the end user's id.</param>
    internal void WriteKnown(Utf8JsonWriter writer, string user)
    {
        VisibleJson.Text(writer, "agent_id", AgentId);
        VisibleJson.Text(writer, "account_id", AccountId);
        VisibleJson.Text(writer, "project_id", ProjectId);
        VisibleJson.Name<ConversationEnvironment>(writer, "environment", Environment);
        VisibleJson.Text(writer, "channel", Channel);
        VisibleJson.Name(writer, "direction", Direction);
        VisibleJson.Personal(writer, "user", UserId, user);
        VisibleJson.Personal(writer, "from_number", FromNumber, MaskedText.RedactedNumber);
        VisibleJson.Personal(writer, "to_number", ToNumber, MaskedText.RedactedNumber);
        VisibleJson.Text(writer, "variant_id", VariantId);
        VisibleJson.Text(writer, "language", Language);
        Handoff?.Write(writer);
        VisibleJson.Time(writer, "ended_at", EndedAt);
        VisibleJson.SnakeName(writer, "end_reason", EndReason);
        VisibleJson.Fields(writer, "attributes", Attributes, arePersonal: true);
        VisibleJson.Text(writer, "recording", RecordingLevels.NameOfLess(Recording));
    }

    internal override long VariableBytes => MemorySize.Of(Attributes.AsSpan()) + MemorySize.Of(UserId) + MemorySize.Of(AgentId);

    private protected override void WriteVisible(Utf8JsonWriter writer)
    {
        WriteKnown(writer, user: MaskedText.Redacted);
        VisibleJson.Time(writer, "opened_at", OpenedAt);
        VisibleJson.Time(writer, "closed_at", ClosedAt);
    }
}
