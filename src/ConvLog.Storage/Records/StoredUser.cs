using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Serialization;

namespace ConvLog.Records;

/// <summary>An end user, and a summary of the user's conversations that match the query.</summary>
[JsonConverter(typeof(VisibleJsonConverter<StoredUser>))]
public sealed record StoredUser : IVisible
{
    /// <summary>The user's pseudonym, shown to readers who may not see the ID: random, the same in all of the user's conversations.</summary>
    public required string Pseudonym { get; init; }

    /// <summary>
    /// The user's ID; null if it was deleted with the personal data, or the erasure of each counted conversation is pending. Personal data.
    /// </summary>
    public string? UserId { get; init; }

    /// <summary>The number of conversations.</summary>
    public required long Conversations { get; init; }

    /// <summary>The number of conversations with problems that are visible to all readers.</summary>
    public long VisibleProblemConversations { get; init; }

    /// <summary>The number of conversations with problems, including problems in personal data.</summary>
    public long AllProblemConversations { get; init; }

    /// <summary>When the first of them began, in UTC.</summary>
    public required DateTimeOffset FirstStartedAt { get; init; }

    /// <summary>When the latest of them began, in UTC.</summary>
    public required DateTimeOffset LastStartedAt { get; init; }

    /// <summary>The pseudonym and the counts, without the ID.</summary>
    public override string ToString() => VisibleJson.Line(nameof(StoredUser), this);

    void IVisible.WriteVisible(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        VisibleJson.Text(writer, "pseudonym", Pseudonym);
        writer.WriteNumber("conversations", Conversations);
        writer.WriteNumber("problem_conversations", VisibleProblemConversations);
        VisibleJson.Time(writer, "first_started_at", FirstStartedAt);
        VisibleJson.Time(writer, "last_started_at", LastStartedAt);
        writer.WriteEndObject();
    }
}
