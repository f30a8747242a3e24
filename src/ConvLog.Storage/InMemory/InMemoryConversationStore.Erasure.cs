using ConvLog.Records;
using ConvLog.Storage.Contract;

namespace ConvLog.Storage;

/// <content>Erasure and legal holds.</content>
public sealed partial class InMemoryConversationStore
{
    private readonly HashSet<string> _tombstones = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _erasedUsers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LegalHold> _holds = new(StringComparer.Ordinal);
    private readonly List<ErasureReceipt> _receipts = [];

    // The latest erasure of each conversation.
    private readonly Dictionary<string, Guid> _erasedBy = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public ValueTask<ErasureReceipt> EraseAsync(ErasureRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        lock (_lock)
        {
            return new(_receipts.Find(receipt => receipt.Id == request.Id) ?? Erase(request));
        }
    }

    /// <inheritdoc/>
    public ValueTask<ErasureReceipt?> ReadReceiptAsync(Guid id, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            return new(_receipts.Find(receipt => receipt.Id == id));
        }
    }

    /// <inheritdoc/>
    public ValueTask<ErasureReceipt?> FindReceiptAsync(string conversationId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(conversationId);
        lock (_lock)
        {
            return new(_erasedBy.TryGetValue(conversationId, out var id) ? _receipts.Find(receipt => receipt.Id == id) : null);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ErasureReceipt>> ListReceiptsAsync(int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        lock (_lock)
        {
            return new([.. _receipts.AsEnumerable().Reverse().OrderByDescending(static receipt => receipt.RequestedAt).Take(limit)]);
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> PlaceHoldAsync(LegalHold hold, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(hold);
        lock (_lock)
        {
            return new(_holds.TryAdd(hold.ConversationId, hold));
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> ReleaseHoldAsync(string conversationId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(conversationId);
        lock (_lock)
        {
            bool wasHeld = _holds.Remove(conversationId);
            if (wasHeld && _conversations.TryGetValue(conversationId, out var conversation) && conversation.IsErasurePending)
            {
                EraseAtLast(conversationId);
            }

            return new(wasHeld);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<LegalHold>> ListHoldsAsync(CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            return new([.. _holds.Values.OrderBy(static hold => hold.ConversationId, Utf8Order.Instance)]);
        }
    }

    private ErasureReceipt Erase(ErasureRequest request)
    {
        var now = _time.GetUtcNow();
        var receipt = new ErasureReceipt
        {
            Id = request.Id,
            Subject = request.UserId is null ? ErasureSubject.Conversation : ErasureSubject.User,
            ConversationId = request.ConversationId,
            UserPseudonym = request.UserId is { } user ? _users.Find(user) : null,
            RequestedBy = request.RequestedBy,
            Reason = request.Reason,
            RequestedAt = request.RequestedAt,
            UnreadableAt = now,
        };
        var held = new List<string>();
        var shared = new List<SharedConversation>();
        foreach (string id in ToErase(request))
        {
            if (request.UserId is not null && _conversations[id].UserCount is > 1 and var users)
            {
                shared.Add(new SharedConversation { ConversationId = id, OtherUsers = users - 1 });
            }

            _erasedBy[id] = request.Id;
            if (EraseUnlessHeld(id) is { } records)
            {
                receipt = receipt with { Conversations = receipt.Conversations + 1, Records = receipt.Records.Plus(records) };
            }
            else if (_conversations.ContainsKey(id))
            {
                held.Add(id);
            }
        }

        receipt = receipt with { HeldConversations = held, SharedConversations = shared, CleanedAt = held.Count == 0 ? now : null };
        _receipts.Add(receipt);
        RemoveUnusedUsers();
        return receipt;
    }

    private List<string> ToErase(ErasureRequest request)
    {
        if (request.UserId is not { } user)
        {
            return [request.ConversationId!];
        }

        _erasedUsers[user] = _erasedUsers.TryGetValue(user, out var before) && before > request.RequestedAt ? before : request.RequestedAt;
        return [.. _conversations.Where(pair => pair.Value.Users.Contains(user, StringComparer.Ordinal) && pair.Value.StartedAt <= request.RequestedAt)
            .Select(static pair => pair.Key).Order(Utf8Order.Instance)];
    }

    private bool IsOfErasedUser(ConversationRecord opening)
        => opening.UserId is { Length: > 0 } user && _erasedUsers.TryGetValue(user, out var until) && opening.OpenedAt <= until;

    // Refuses further records. Removes the conversation, or marks it if a legal hold keeps it: then null, as for an unknown conversation.
    private ErasedRecords? EraseUnlessHeld(string conversationId)
    {
        _tombstones.Add(conversationId);
        if (!_conversations.TryGetValue(conversationId, out var conversation))
        {
            return null;
        }

        if (_holds.ContainsKey(conversationId))
        {
            conversation.AwaitErasure();
            return null;
        }

        _conversations.TryRemove(conversationId, out _);
        return conversation.Records;
    }

    private void EraseAtLast(string conversationId)
    {
        var now = _time.GetUtcNow();
        var records = EraseUnlessHeld(conversationId)!;
        for (int i = 0; i < _receipts.Count; i++)
        {
            if (_receipts[i] is var receipt && receipt.HeldConversations.Contains(conversationId, StringComparer.Ordinal))
            {
                string[] held = [.. receipt.HeldConversations.Where(id => !string.Equals(id, conversationId, StringComparison.Ordinal))];
                _receipts[i] = receipt with
                {
                    Conversations = receipt.Conversations + 1,
                    Records = receipt.Records.Plus(records),
                    HeldConversations = held,
                    CleanedAt = held.Length == 0 ? now : null,
                };
            }
        }

        RemoveUnusedUsers();
    }

    // A conversation with a pending erasure does not keep its users known.
    private void RemoveUnusedUsers()
        => _users.KeepOnly(_conversations.Values.Where(static conversation => !conversation.IsErasurePending)
        .SelectMany(static conversation => conversation.Users));
}
