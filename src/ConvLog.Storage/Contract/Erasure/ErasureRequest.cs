using System.Text.Json.Serialization;
using ConvLog.Serialization;

namespace ConvLog.Storage;

/// <summary>What to erase: one conversation, or all conversations of one end user.</summary>
public sealed record ErasureRequest
{
    private ErasureRequest()
    {
    }

    /// <summary>The request's id, and its receipt's. The same request again has the same receipt.</summary>
    public Guid Id { get; init; } = Guid.NewGuid();

    /// <summary>The conversation; null where <see cref="UserId"/> is given.</summary>
    public string? ConversationId { get; private init; }

    /// <summary>The end user; null where <see cref="ConversationId"/> is given.</summary>
    [JsonConverter(typeof(VisibleJsonConverter<string>))]
    public string? UserId { get; private init; }

    /// <summary>Who asked for it.</summary>
    public string RequestedBy { get; private init; } = "";

    /// <summary>When, in UTC. Of a user, conversations opened up to then are erased, also those that reach the store later.</summary>
    public DateTimeOffset RequestedAt { get; private init; }

    /// <summary>Why, for the receipt; null where not told. Nothing personal belongs here.</summary>
    public string? Reason { get; init; }

    /// <summary>Asks for one conversation to be erased.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="requestedBy">Who asks.</param>
    /// <param name="requestedAt">When.</param>
    /// <exception cref="ArgumentException">A text is null, empty or blank.</exception>
    public static ErasureRequest OfConversation(string conversationId, string requestedBy, DateTimeOffset requestedAt)
    {
        ArgumentException.ThrowIfNullOrEmpty(conversationId);
        ArgumentException.ThrowIfNullOrWhiteSpace(requestedBy);
        return new() { ConversationId = conversationId, RequestedBy = requestedBy, RequestedAt = requestedAt.ToUniversalTime() };
    }

    /// <summary>Asks for all conversations of an end user to be erased.</summary>
    /// <param name="userId">The end user's id.</param>
    /// <param name="requestedBy">Who asks.</param>
    /// <param name="requestedAt">When.</param>
    /// <exception cref="ArgumentException">A text is null, empty or blank.</exception>
    public static ErasureRequest OfUser(string userId, string requestedBy, DateTimeOffset requestedAt)
    {
        ArgumentException.ThrowIfNullOrEmpty(userId);
        ArgumentException.ThrowIfNullOrWhiteSpace(requestedBy);
        return new() { UserId = userId, RequestedBy = requestedBy, RequestedAt = requestedAt.ToUniversalTime() };
    }

    /// <summary>Says nothing of the user.</summary>
    public override string ToString() => ConversationId is null ? $"Erasure {Id} of a user" : $"Erasure {Id} of conversation {ConversationId}";
}
