namespace ConvLog;

/// <summary>Opens conversations with the sinks and options of the host.</summary>
public interface IConversationFactory
{
    /// <summary>Opens a conversation, a new one or, under the id of an earlier one, that one again. The caller disposes it.</summary>
    /// <param name="info">What is known of it.</param>
    Conversation Open(ConversationInfo info);
}
