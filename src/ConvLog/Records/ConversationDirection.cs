namespace ConvLog;

/// <summary>The direction of a call. In the API: <c>inbound</c>, <c>outbound</c>.</summary>
public enum ConversationDirection
{
    /// <summary>The end user called the agent.</summary>
    Inbound,

    /// <summary>The agent called the end user.</summary>
    Outbound,
}
