using System.Runtime.CompilerServices;

namespace ConvLog.Extensions.AI;

/// <summary>Turns that requests began and left open, because the model waits for the caller to answer its tool calls. Any thread.</summary>
internal static class WaitingTurns
{
    private static readonly ConditionalWeakTable<Turn, StrongBox<MaskedText>> s_turns = [];

    /// <summary>Leaves a turn open.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="said">What the model said beside its calls.</param>
    public static void Add(Turn turn, MaskedText said) => s_turns.AddOrUpdate(turn, new StrongBox<MaskedText>(said));

    /// <summary>Takes a turn back; false where it was not left open.</summary>
    public static bool Remove(Turn turn, out MaskedText said)
    {
        bool wasLeftOpen = s_turns.TryGetValue(turn, out var box) && s_turns.Remove(turn);
        said = box?.Value ?? default;
        return wasLeftOpen;
    }
}
