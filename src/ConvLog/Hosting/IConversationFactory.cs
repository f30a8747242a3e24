namespace ConvLog;

/// <summary>Opens conversations with the sinks and options of the host.</summary>
public interface IConversationFactory
{
    /// <summary>Opens a new conversation, or continues an existing one if it has the same ID. The caller disposes it.</summary>
    /// <param name="info">The conversation's ID, agent, user and channel, as far as they are known.</param>
    /// <exception cref="InvalidOperationException">
    /// The host has a conversation open under this ID for a different account or project, or for a different agent if agents may not hand over. Whether the
    /// store has such a conversation becomes known only when it writes: everything logged in this opening is then dropped, counted and reported
    /// (<see cref="SinkDropReason.WriterRefused"/>).
    /// </exception>
    Conversation Open(ConversationInfo info);

    /// <summary>Opens a conversation that took place at another time, such as one from an archive or a simulation.</summary>
    /// <param name="info">The conversation's ID, agent, user and channel, as far as they are known.</param>
    /// <param name="time">The clock of this opening, for all times and durations in it. Times never decrease: if the clock is set back, they remain constant
    /// until it has caught up. How long disposing the conversation waits for its sink is measured by the host's clock.</param>
    /// <exception cref="InvalidOperationException">As for <see cref="Open(ConversationInfo)"/>.</exception>
    /// <exception cref="NotSupportedException">The factory is a custom one that does not implement this method.</exception>
    Conversation Open(ConversationInfo info, TimeProvider time)
        => throw new NotSupportedException($"{GetType().Name} opens conversations of its own clock only.");

    /// <summary>
    /// Prepares a conversation that is opened when something is logged in it: an entry, a turn, a function event, an API response, state, a metric, a score
    /// or a note. Until then sinks and stores do not receive it, and disposing it leaves no trace. Use it for requests, connections and jobs of which only
    /// some log. The caller disposes it. A factory that does not implement this method opens the conversation immediately.
    /// </summary>
    /// <param name="info">The conversation's ID, agent, user and channel, as far as they are known, captured when this method is called. The conversation
    /// starts when something is first logged.</param>
    /// <exception cref="InvalidOperationException">
    /// As for <see cref="Open(ConversationInfo)"/>. If the host opens the ID for a different account, project or agent in the meantime, the first log call
    /// does not throw: an error is logged, and everything logged in this opening is dropped and counted.
    /// </exception>
    Conversation OpenLazily(ConversationInfo info) => Open(info);
}
