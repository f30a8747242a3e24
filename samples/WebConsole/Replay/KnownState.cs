using ConvLog;

namespace WebConsole.Replay;

/// <summary>The agent's known state, to detect changes.</summary>
internal sealed class KnownState
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <summary>The slots with new values, which are known afterwards.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Changes(IReadOnlyDictionary<string, string> state)
    {
        List<KeyValuePair<string, string>> changes =
            [.. state.Where(slot => !_values.TryGetValue(slot.Key, out string? known) || !string.Equals(known, slot.Value, StringComparison.Ordinal))];
        foreach ((string slot, string value) in changes)
        {
            _values[slot] = value;
        }

        return changes;
    }

    public static void Apply(Conversation conv, IReadOnlyList<KeyValuePair<string, string>> changes)
    {
        foreach ((string slot, string value) in changes)
        {
            conv.SetState(slot, value);
        }
    }
}
