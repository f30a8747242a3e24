using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Serialization;

namespace ConvLog.Records;

/// <summary>An end user, and what a list shows of the user's conversations. The counts are those of the conversations that match the query.</summary>
[JsonConverter(typeof(VisibleJsonConverter<StoredUser>))]
public sealed record StoredUser : IVisible
{
    /// <summary>What the user is called who may not be known by the id: random, the same in all of the user's conversations.</summary>
    public required string Pseudonym { get; init; }

    /// <summary>The user's id; null where it went with the personal data, or each conversation counted is to be erased. Personal.</summary>
    public string? UserId { get; init; }

    /// <summary>How many conversations.</summary>
    public required long Conversations { get; init; }

    /// <summary>How many of them had problems that everyone may know of.</summary>
    public long VisibleProblemConversations { get; init; }

    /// <summary>How many of them had problems, those in personal data included.</summary>
    public long AllProblemConversations { get; init; }

    /// <summary>When the first of them began, in UTC.</summary>
    public required DateTimeOffset FirstStartedAt { get; init; }

    /// <summary>When the latest of them began, in UTC.</summary>
    public required DateTimeOffset LastStartedAt { get; init; }

    /// <summary>The pseudonym and the counts; the id is left out.</summary>
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
