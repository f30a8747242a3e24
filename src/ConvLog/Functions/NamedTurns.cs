namespace ConvLog.Functions;

/// <summary>
/// The latest turns of an opening that have IDs of the host: a message that is delivered twice usually arrives twice within a short time. Not thread-safe.
/// </summary>
internal sealed class NamedTurns
{
    private const int Most = 1_000; // Beyond that, a store merges duplicates.

    private readonly Dictionary<string, Turn> _turns = new(StringComparer.Ordinal);
    private readonly Queue<string> _ids = new();

    public Turn? Find(string id) => _turns.GetValueOrDefault(id);

    /// <summary>Adds a turn whose ID is new.</summary>
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
