using System.Text.Json.Serialization;
using ConvLog.Serialization;

namespace ConvLog.Storage;

/// <summary>A request to erase one conversation, or all conversations of one end user.</summary>
public sealed record ErasureRequest
{
    private ErasureRequest()
    {
    }

    /// <summary>The ID of the request and of its receipt; a new one by default. A repeated request has the same receipt.</summary>
    public Guid Id { get; init; } = Guid.NewGuid();

    /// <summary>The conversation; null if <see cref="UserId"/> is given.</summary>
    public string? ConversationId { get; private init; }

    /// <summary>The end user; null if <see cref="ConversationId"/> is given.</summary>
    [JsonConverter(typeof(VisibleJsonConverter<string>))]
    public string? UserId { get; private init; }

    /// <summary>The name of the requester.</summary>
    public string RequestedBy { get; private init; } = "";

    /// <summary>
    /// When the erasure was requested, in UTC. Of a user, it covers conversations opened up to this time, even if they reach the store later.
    /// </summary>
    public DateTimeOffset RequestedAt { get; private init; }

    /// <summary>The reason, for the receipt; null if none is given. Must not contain personal data.</summary>
    public string? Reason { get; init; }

    /// <summary>Creates a request to erase one conversation.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="requestedBy">The name of the requester.</param>
    /// <param name="requestedAt">The time of the request.</param>
    /// <exception cref="ArgumentException">A text is null, empty or blank.</exception>
    public static ErasureRequest OfConversation(string conversationId, string requestedBy, DateTimeOffset requestedAt)
    {
        ArgumentException.ThrowIfNullOrEmpty(conversationId);
        ArgumentException.ThrowIfNullOrWhiteSpace(requestedBy);
        return new() { ConversationId = conversationId, RequestedBy = requestedBy, RequestedAt = requestedAt.ToUniversalTime() };
    }

    /// <summary>Creates a request to erase all conversations of an end user.</summary>
    /// <param name="userId">The end user's id.</param>
    /// <param name="requestedBy">The name of the requester.</param>
    /// <param name="requestedAt">The time of the request.</param>
    /// <exception cref="ArgumentException">A text is null, empty or blank.</exception>
    public static ErasureRequest OfUser(string userId, string requestedBy, DateTimeOffset requestedAt)
    {
        ArgumentException.ThrowIfNullOrEmpty(userId);
        ArgumentException.ThrowIfNullOrWhiteSpace(requestedBy);
        return new() { UserId = userId, RequestedBy = requestedBy, RequestedAt = requestedAt.ToUniversalTime() };
    }

    /// <summary>The ID of the request and its subject; a user is not identified.</summary>
    public override string ToString() => ConversationId is null ? $"Erasure {Id} of a user" : $"Erasure {Id} of conversation {ConversationId}";
}
