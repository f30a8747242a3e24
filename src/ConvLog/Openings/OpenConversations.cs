using ConvLog.Records;

namespace ConvLog.Openings;

/// <summary>
/// The conversations that a host has open, so that using an ID of a different tenant fails where the mistake is made. Safe to use from any thread; never
/// waits for a store.
/// </summary>
/// <param name="agentsMayDiffer">Whether a different agent may open a conversation as well, as far as the host decides.</param>
internal sealed class OpenConversations(bool agentsMayDiffer)
{
    private const int LeastBeforeSweep = 1_024;

    private static readonly AsyncLocal<OpenConversations?> s_ofFlow = new();

    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<WeakReference<Conversation>>> _open = new(StringComparer.Ordinal);
    private int _sweepAt = LeastBeforeSweep;

    /// <summary>The conversations opened without a host, by this flow and those started from it.</summary>
    public static OpenConversations OfFlow => s_ofFlow.Value ??= new OpenConversations(agentsMayDiffer: true);

    /// <summary>The number of IDs in use.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _open.Count;
            }
        }
    }

    /// <summary>Verifies that the ID of a conversation is not in use for a different account, project or agent.</summary>
    /// <exception cref="InvalidOperationException">It is.</exception>
    public void EnsureOwner(ConversationInfo info)
    {
        var given = OwnerOf(info);
        lock (_lock)
        {
            if (_open.TryGetValue(info.Id, out var others)
                && others.Exists(other => IsOpen(other, out var conversation) && !OwnerOf(conversation.Info).Admits(given, allowsHandover: false)))
            {
                throw new InvalidOperationException(
                    $"Conversation \"{info.Id}\" is open in this process for another account, project or agent. Ids are shared by all tenants of a store: use "
                        + "random ones, or ones with the tenant in them.");
            }
        }
    }

    /// <summary>Adds a conversation whose ID is not in use for a different account, project or agent.</summary>
    /// <exception cref="InvalidOperationException">It is.</exception>
    public void Admit(Conversation conversation)
    {
        lock (_lock)
        {
            EnsureOwner(conversation.Info);
            Add(conversation);
        }
    }

    /// <summary>Adds a conversation, for as long as it is open and in use.</summary>
    public void Add(Conversation conversation)
    {
        lock (_lock)
        {
            if (_open.Count >= _sweepAt)
            {
                Sweep();
            }

            if (!_open.TryGetValue(conversation.Info.Id, out var same))
            {
                _open[conversation.Info.Id] = same = [];
            }

            same.RemoveAll(static other => !IsOpen(other, out _));
            same.Add(new WeakReference<Conversation>(conversation));
        }
    }

    /// <summary>The newest open conversation with the ID and owner of one that has ended; null if there is none, or if the given one has not ended.</summary>
    public Conversation? Successor(FlowConversation ended)
    {
        if (!ended.HasEnded)
        {
            return null;
        }

        lock (_lock)
        {
            for (int i = _open.TryGetValue(ended.Id, out var same) ? same.Count - 1 : -1; i >= 0; i--)
            {
                if (same![i].TryGetTarget(out var next) && next is { HasEnded: false } && next.IsOf(ended.Owner))
                {
                    return next;
                }
            }

            return null;
        }
    }

    /// <summary>Ends all conversations. Open turns, functions and model calls are canceled with the host's shutdown as the reason.</summary>
    public void StopAll()
    {
        List<Conversation> all = [];
        lock (_lock)
        {
            foreach (var reference in _open.Values.SelectMany(static same => same))
            {
                if (IsOpen(reference, out var conversation))
                {
                    all.Add(conversation);
                }
            }
        }

        all.ForEach(static conversation => conversation.Stop());
    }

    private static bool IsOpen(WeakReference<Conversation> reference, out Conversation conversation)
        => reference.TryGetTarget(out conversation!) && conversation.IsInUse;

    private ConversationOwner OwnerOf(ConversationInfo info)
        => new(agentsMayDiffer ? null : ConversationOwner.Named(info.AgentId), info.AccountId, info.ProjectId);

    private void Sweep()
    {
        foreach (var (id, same) in _open)
        {
            if (!same.Exists(static conversation => IsOpen(conversation, out _)))
            {
                _open.Remove(id);
            }
        }

        _sweepAt = Math.Max(LeastBeforeSweep, 2 * _open.Count);
    }
}
