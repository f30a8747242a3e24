namespace ConvLog;

/// <summary>Opens conversations with the sinks and options of the host.</summary>
public interface IConversationFactory
{
    /// <summary>Opens a conversation, a new one or, under the id of an earlier one, that one again. The caller disposes it.</summary>
    /// <param name="info">Its ID, agent, user and channel, as far as they are known.</param>
    /// <exception cref="InvalidOperationException">
    /// The host has a conversation open under this id for another account or project, or for another agent where agents may not hand over. Whether the store
    /// has such a conversation is known only when it writes: then what this opening logs is dropped, counted and reported
    /// (<see cref="SinkDropReason.WriterRefused"/>).
    /// </exception>
    Conversation Open(ConversationInfo info);
}
