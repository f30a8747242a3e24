using ConvLog.Functions;

namespace ConvLog;

/// <content>Turns that wait for someone or something.</content>
public sealed partial class Conversation
{
    /// <summary>
    /// Continues a turn that waits (<see cref="Turn.Wait"/>), in this opening or an earlier one, on this host or another. Until the result is disposed it is
    /// the current turn of this flow, as after <see cref="BeginTurn(MaskedText)"/>. Never throws.
    /// </summary>
    /// <param name="turnId">The turn's ID, where it is known; it counts before the others.</param>
    /// <param name="callId">The ID of a function call that the turn waits for the answer of.</param>
    /// <param name="continuationToken">The token of <see cref="TurnWait.ContinuationToken"/>.</param>
    /// <returns>
    /// The turn, where this opening has it. Else one that a store makes a part of the turn that it finds; its <see cref="Turn.Id"/> stands for that turn's. If
    /// there is none, if it has been answered, or has waited for longer than <see cref="ConvLogOptions.MaximumWait"/>, it is a turn of its own, which names the
    /// other one.
    /// </returns>
    public Turn ContinueTurn(string? turnId = null, string? callId = null, string? continuationToken = null)
        => ContinueTurnOf(turnId, callId is { Length: > 0 } ? [callId] : [], continuationToken);

    /// <summary>As above, by the IDs of several calls, with what the user has said besides.</summary>
    internal Turn ContinueTurnOf(string? turnId, IReadOnlyList<string> callIds, string? continuationToken, MaskedText userInput = default)
    {
        string? id = TurnId.Of(turnId);
        bool isChosen = id is not null || callIds.Count > 0 || continuationToken is not null;
        var turn = !isChosen ? _runtime.BeginTurn(userInput) : _runtime.ContinueTurn(new TurnChoice(id)
        {
            CallIds = id is null ? callIds : [],
            TokenHash = id is not null || continuationToken is null ? null : TurnWait.HashOf(continuationToken),
        }, userInput);
        turn.Enter();
        return turn;
    }
}
