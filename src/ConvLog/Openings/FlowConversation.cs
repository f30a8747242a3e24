using ConvLog.Records;

namespace ConvLog.Openings;

/// <summary>A conversation as async flows hold it, which may outlive it by far: once it has ended, it is let go.</summary>
/// <param name="info">What the host knows of it.</param>
/// <param name="among">Among which its host knows it; null without a host.</param>
internal sealed class FlowConversation(ConversationInfo info, OpenConversations? among)
{
    private volatile Conversation? _value;
    private volatile OpenConversations? _among = among;

    /// <summary>Its id.</summary>
    public string Id { get; } = info.Id;

    /// <summary>Whose it is.</summary>
    public ConversationOwner Owner { get; } = new(ConversationOwner.Named(info.AgentId), info.AccountId, info.ProjectId);

    /// <summary>The conversation; null once it has ended, and what was open in it.</summary>
    public Conversation? Value
    {
        get => _value;
        set => _value = value;
    }

    /// <summary>The conversation, where something may be logged to it in this flow: it has not ended, or a function of it is open here.</summary>
    public Conversation? Live => _value is { } conversation && (!conversation.HasEnded || conversation.CurrentFunction is not null) ? conversation : null;

    /// <summary>Whether it has ended. What is open in it may go on.</summary>
    public bool HasEnded => _value is null or { HasEnded: true };

    /// <summary>The conversation that is open under its id now, where it has ended; null for none.</summary>
    public Conversation? Successor => _among?.Successor(this);

    /// <summary>Without a host, this flow and those that are started from here on know it, and the one that follows.</summary>
    public void JoinFlow()
    {
        if (_among is null && _value is { } conversation)
        {
            _among = OpenConversations.OfFlow;
            _among.Add(conversation);
        }
    }
}
