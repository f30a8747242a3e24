namespace ConvLog;

/// <content>The turns of an opening.</content>
internal sealed partial class SinkRuntime
{
    // Of turns with ids of the host: what is delivered twice comes twice soon. Beyond that a store takes both for one.
    private const int MostNamed = 1_000;

    private Dictionary<string, Turn>? _named;
    private Queue<string>? _names;

    public Turn BeginTurn(MaskedText userInput) => Begin(Capture.Text(userInput), info: null);

    public Turn BeginTurn(TurnInfo info)
    {
        var captured = info.Captured(Capture);
        return Begin(captured.Input, captured);
    }

    private Turn Begin(MaskedText userInput, TurnInfo? info)
    {
        Turn turn;
        TurnSnapshot began;
        lock (_lock)
        {
            if (info?.Id is { } id && _named?.GetValueOrDefault(id) is { } known)
            {
                return known;
            }

            turn = new Turn(this, userInput, ++_turns, info);
            if (HasEnded)
            {
                turn.Abandon(); // Given to the host, who may go on with it, and kept nowhere.
                return turn;
            }

            began = turn.Begin();
            _openTurns.Add(turn);
            OpenTurnsChanged();
            _latestTurn = turn;
            Remember(info?.Id, turn);
        }

        _opening.OpenAt(turn.StartedAt);
        Sink.TurnBegan(began);
        return turn;
    }

    private void Remember(string? id, Turn turn)
    {
        if (id is null)
        {
            return;
        }

        _named ??= new Dictionary<string, Turn>(StringComparer.Ordinal);
        _names ??= new Queue<string>();
        if (_names.Count == MostNamed)
        {
            _named.Remove(_names.Dequeue());
        }

        _named.Add(id, turn);
        _names.Enqueue(id);
    }
}
