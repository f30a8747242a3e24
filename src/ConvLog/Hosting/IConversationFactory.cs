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

    /// <summary>Opens a conversation of another time, such as one from an archive, or a simulated one.</summary>
    /// <param name="info">As for <see cref="Open(ConversationInfo)"/>.</param>
    /// <param name="time">Its clock in this opening, from which all times and durations in it are. Times never go back: where the clock does, they stand still.
    /// How long disposing it waits for its sink is of the host's clock.</param>
    /// <exception cref="InvalidOperationException">As for <see cref="Open(ConversationInfo)"/>.</exception>
    /// <exception cref="NotSupportedException">The factory is another one, which does not implement this.</exception>
    Conversation Open(ConversationInfo info, TimeProvider time)
        => throw new NotSupportedException($"{GetType().Name} opens conversations of its own clock only.");

    /// <summary>
    /// Prepares a conversation that is opened by what is logged in it first: an entry, a turn, a function event, an API response, state, a metric, a score or a
    /// note. Until then sinks and stores do not know of it, and disposing it leaves no trace. For requests, connections and jobs of which only some log. The
    /// caller disposes it. A factory that does not implement this opens it at once.
    /// </summary>
    /// <param name="info">Its ID, agent, user and channel, as far as they are known. They are captured now; the conversation starts with what is logged first.
    /// </param>
    /// <exception cref="InvalidOperationException">
    /// As for <see cref="Open(ConversationInfo)"/>. Where the host opened the ID for another account, project or agent in the meantime, what is logged first
    /// does not throw: an error is logged, and what is logged in this opening is dropped and counted.
    /// </exception>
    Conversation OpenLazily(ConversationInfo info) => Open(info);
}
