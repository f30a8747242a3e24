namespace ConvLog;

/// <content>Hand-overs between agents.</content>
public sealed partial class Turn
{
    private const int MostHandOvers = 1_000; // Agents may hand over in a circle.

    private int _handOvers;

    /// <summary>
    /// Says that one agent hands the turn over to another. The conversation stays with the agents: this is no <see cref="Conversation.HandOff"/>. At most 1,000
    /// a turn are recorded, further ones are counted as dropped. It may come after the turn was disposed; after the end of the conversation it is counted and
    /// dropped. Never throws.
    /// </summary>
    /// <param name="from">The name of the agent that hands over. Visible.</param>
    /// <param name="to">The name of the agent that takes over. Visible.</param>
    /// <param name="reason">Why, as a short constant; null where unknown. Visible.</param>
    /// <param name="explanation">Why, in the words of the agent, which may repeat what the user said; null for none. Personal data.</param>
    public void HandOver(string from, string to, string? reason = null, string? explanation = null)
        => _runtime.HandOver(this, from, to, reason, explanation);

    /// <summary>Whether one more hand-over is recorded, which counts as one.</summary>
    internal bool TakesHandOver() => Volatile.Read(ref _handOvers) < MostHandOvers && Interlocked.Increment(ref _handOvers) <= MostHandOvers;
}
