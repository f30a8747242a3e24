using ConvLog.Records;

namespace ConvLog.Openings;

/// <summary>A reference to a conversation, held by async flows that may outlive it by far: it is released once the conversation has ended.</summary>
/// <param name="info">What the host knows about the conversation.</param>
/// <param name="among">The open conversations of its host; null without a host.</param>
internal sealed class FlowConversation(ConversationInfo info, OpenConversations? among)
{
    private volatile Conversation? _value;
    private volatile OpenConversations? _among = among;

    public string Id { get; } = info.Id;

    /// <summary>The conversation's agent, account and project.</summary>
    public ConversationOwner Owner { get; } = new(ConversationOwner.Named(info.AgentId), info.AccountId, info.ProjectId);

    /// <summary>The conversation; null once it has ended and nothing in it is open.</summary>
    public Conversation? Value
    {
        get => _value;
        set => _value = value;
    }

    /// <summary>The conversation, if this flow may log to it: it has not ended, or one of its functions is open in this flow.</summary>
    public Conversation? Live => _value is { } conversation && (!conversation.HasEnded || conversation.CurrentFunction is not null) ? conversation : null;

    /// <summary>Whether it has ended. Open turns and functions in it may continue.</summary>
    public bool HasEnded => _value is null or { HasEnded: true };

    /// <summary>The conversation that is now open under the same ID, if this one has ended; null if there is none.</summary>
    public Conversation? Successor => _among?.Successor(this);

    /// <summary>Without a host, makes the conversation known to this flow and those started from it, so that its next opening is found.</summary>
    public void JoinFlow()
    {
        if (_among is null && _value is { } conversation)
        {
            _among = OpenConversations.OfFlow;
            _among.Add(conversation);
        }
    }
}
