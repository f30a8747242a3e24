namespace ConvLog;

/// <content>Hand-overs between agents.</content>
public sealed partial class Turn
{
    private const int MostHandOvers = 1_000; // Agents may hand over in a loop.

    private int _handOvers;

    /// <summary>
    /// Records that one agent hands the turn over to another. The conversation remains with the agents, unlike with <see cref="Conversation.HandOff"/>. At
    /// most 1,000 hand-overs per turn are recorded; further ones are counted as dropped. May be called after the turn was disposed; after the end of the
    /// conversation the hand-over is counted and dropped. Never throws.
    /// </summary>
    /// <param name="from">The name of the agent that hands over. Visible.</param>
    /// <param name="to">The name of the agent that takes over. Visible.</param>
    /// <param name="reason">The reason, as a short constant; null if unknown. Visible.</param>
    /// <param name="explanation">The agent's explanation, which may repeat what the user said; null if there is none. Personal data.</param>
    public void HandOver(string from, string to, string? reason = null, string? explanation = null)
        => _runtime.HandOver(this, from, to, reason, explanation);

    /// <summary>Whether another hand-over can be recorded; if so, it is counted.</summary>
    internal bool TryCountHandOver() => Volatile.Read(ref _handOvers) < MostHandOvers && Interlocked.Increment(ref _handOvers) <= MostHandOvers;
}
