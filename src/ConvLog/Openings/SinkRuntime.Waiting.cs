using ConvLog.Functions;

namespace ConvLog.Openings;

/// <content>Turns that wait for a person or an external event.</content>
internal sealed partial class SinkRuntime
{
    private readonly List<Turn> _waitingTurns = []; // They do not delay the conversation's end.

    public override void TurnWaits(Turn turn, bool isPublished)
    {
        lock (_lock)
        {
            if (_openTurns.Remove(turn))
            {
                _waitingTurns.Add(turn);
                OpenTurnsChanged();
                WorkEnded();
            }
        }

        if (isPublished)
        {
            TurnRevised(turn);
        }
    }

    public override void TurnContinues(Turn turn, bool isPublished)
    {
        lock (_lock)
        {
            if (_waitingTurns.Remove(turn))
            {
                _openTurns.Add(turn);
                OpenTurnsChanged();
                WorkBegan();
            }
        }

        if (isPublished)
        {
            TurnRevised(turn);
        }
    }

    /// <summary>Continues a waiting turn: one of this opening, otherwise as a new turn that the store's sink merges into the turn that it finds.</summary>
    /// <param name="choice">Identifies the turn.</param>
    /// <param name="userInput">Additional user input; empty if there is none.</param>
    public Turn ContinueTurn(TurnChoice choice, MaskedText userInput)
    {
        Turn? waiting;
        lock (_lock)
        {
            waiting = _waitingTurns.FindLast(turn => choice.Id is { } id ? IsCalled(turn, id) : choice.Answers(turn.WaitsFor));
        }

        if (waiting is null)
        {
            return BeginTurn(userInput, info: null, choice);
        }

        waiting.Continue();
        waiting.AddInput(userInput);
        return waiting;
    }

    public override void FunctionRevised(FunctionEvent call) => Sink.FunctionRevised(new FunctionSnapshot(call, SnapshotMoment.Revised));
}
