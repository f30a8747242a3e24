using ConvLog.Functions;

namespace ConvLog;

/// <content>Turns that wait for a person or an external event.</content>
public sealed partial class Conversation
{
    /// <summary>
    /// Continues a waiting turn (<see cref="Turn.Wait"/>) of this or an earlier opening, on any host. Until the result is disposed it is the current turn of
    /// this flow, as after <see cref="BeginTurn(MaskedText)"/>. Never throws.
    /// </summary>
    /// <param name="turnId">The turn's ID, if known; it takes precedence over the other parameters.</param>
    /// <param name="callId">The ID of a function call whose answer the turn waits for.</param>
    /// <param name="continuationToken">The turn's <see cref="TurnWait.ContinuationToken"/>.</param>
    /// <returns>
    /// The turn, if this opening has it. Otherwise a turn that the store merges into the turn that it finds; its <see cref="Turn.Id"/> refers to that turn.
    /// If no such turn exists, or it has been answered or has waited for longer than <see cref="ConvLogOptions.MaximumWait"/>, the result is a separate turn
    /// that refers to the other one.
    /// </returns>
    public Turn ContinueTurn(string? turnId = null, string? callId = null, string? continuationToken = null)
        => ContinueTurnOf(turnId, callId is { Length: > 0 } ? [callId] : [], continuationToken);

    /// <summary>Continues a waiting turn by the IDs of several calls, with additional user input.</summary>
    internal Turn ContinueTurnOf(string? turnId, IReadOnlyList<string> callIds, string? continuationToken, MaskedText userInput = default)
    {
        var turn = TurnChoice.OfWaiting(TurnId.Of(turnId), callIds, continuationToken) is { } choice
            ? _runtime.ContinueTurn(choice, userInput) : _runtime.BeginTurn(userInput);
        turn.Enter();
        return turn;
    }
}
