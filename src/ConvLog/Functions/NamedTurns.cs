namespace ConvLog.Functions;

/// <summary>
/// The turns of an opening that have ids of the host, the latest of them: a message that is delivered twice comes twice soon. Not thread-safe.
/// </summary>
internal sealed class NamedTurns
{
    private const int Most = 1_000; // Beyond that a store takes both for one.

    private readonly Dictionary<string, Turn> _turns = new(StringComparer.Ordinal);
    private readonly Queue<string> _ids = new();

    /// <summary>The turn with an id; null for none.</summary>
    public Turn? Find(string id) => _turns.GetValueOrDefault(id);

    /// <summary>Adds a turn whose id is not there.</summary>
    public void Add(Turn turn)
    {
        if (_ids.Count == Most)
        {
            _turns.Remove(_ids.Dequeue());
        }

        _turns.Add(turn.Id, turn);
        _ids.Enqueue(turn.Id);
    }
}
