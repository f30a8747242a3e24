using ConvLog.Storage.Contract;

namespace ConvLog.Storage.Statistics.Calls;

/// <summary>Keeps the first few calls of an order. Not thread-safe.</summary>
/// <param name="most">The number of calls to keep.</param>
/// <param name="key">The sort key, the largest first; then the latest, then by ID.</param>
internal sealed class CallRanking(int most, Func<CallReference, long> key)
{
    private readonly List<CallReference> _calls = [];

    public IReadOnlyList<CallReference> Calls => _calls;

    /// <summary>Adds a call if it is among the first.</summary>
    public void Add(CallReference call)
    {
        int at = _calls.Count;
        while (at > 0 && IsBefore(call, _calls[at - 1]))
        {
            at--;
        }

        if (at == most)
        {
            return;
        }

        _calls.Insert(at, call);
        if (_calls.Count > most)
        {
            _calls.RemoveAt(most);
        }
    }

    /// <summary>Whether a call with this key may be among the first.</summary>
    public bool MayInclude(long value) => _calls.Count < most || value >= key(_calls[^1]);

    /// <summary>Replaces the calls of a conversation.</summary>
    public void Change(string conversationId, Func<CallReference, CallReference> change)
    {
        for (int i = 0; i < _calls.Count; i++)
        {
            if (string.Equals(_calls[i].ConversationId, conversationId, StringComparison.Ordinal))
            {
                _calls[i] = change(_calls[i]);
            }
        }
    }

    /// <summary>Writes the calls.</summary>
    public void WriteTo(VarintWriter writer)
    {
        writer.Write(_calls.Count);
        foreach (var call in _calls)
        {
            CallReferences.Write(call, writer);
        }
    }

    /// <summary>Adds serialized calls.</summary>
    public void AddFrom(ref VarintReader reader)
    {
        for (long left = reader.ReadInt64(); left > 0; left--)
        {
            Add(CallReferences.Read(ref reader));
        }
    }

    private bool IsBefore(CallReference call, CallReference other)
    {
        int order = key(other).CompareTo(key(call));
        order = order != 0 ? order : other.StartedAt.CompareTo(call.StartedAt);
        order = order != 0 ? order : Utf8Order.Instance.Compare(call.ConversationId, other.ConversationId);
        return (order != 0 ? order : Utf8Order.Instance.Compare(call.CallId, other.CallId)) < 0;
    }
}
