using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Serialization;

namespace ConvLog.Records;

/// <summary>One of several end users of a conversation, as a store returns it. For the privacy gate, not for a reader.</summary>
[JsonConverter(typeof(VisibleJsonConverter<ConversationUser>))]
public sealed record ConversationUser : IVisible
{
    /// <summary>The user's pseudonym, shown to readers who may not see the ID: random, the same in all of the user's conversations.</summary>
    public required string Pseudonym { get; init; }

    /// <summary>The user's ID; null if it expired with the personal data, cannot be decrypted or was not requested. Personal data.</summary>
    public string? UserId { get; init; }

    /// <summary>The pseudonym; the ID is left out.</summary>
    public override string ToString() => VisibleJson.Line(nameof(ConversationUser), this);

    void IVisible.WriteVisible(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        VisibleJson.Text(writer, "pseudonym", Pseudonym);
        writer.WriteEndObject();
    }
}
