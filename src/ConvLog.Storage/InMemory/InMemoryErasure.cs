using ConvLog.Records;
using ConvLog.Storage.Contract;

namespace ConvLog.Storage.InMemory;

/// <summary>Erasure, its receipts, and legal holds. Methods that the store's writing and retention call need the lock of the conversations.</summary>
/// <param name="conversations">The conversations.</param>
/// <param name="time">The clock.</param>
internal sealed class InMemoryErasure(InMemoryConversations conversations, TimeProvider time) : IErasureStore, IHoldStore, IReceiptStore
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
        lock (conversations.Lock)
        {
            return new(_receipts.Find(receipt => receipt.Id == request.Id) ?? Erase(request));
        }
    }

    /// <inheritdoc/>
    public ValueTask<ErasureReceipt?> ReadReceiptAsync(Guid id, CancellationToken cancellationToken = default)
    {
        lock (conversations.Lock)
        {
            return new(_receipts.Find(receipt => receipt.Id == id));
        }
    }

    /// <inheritdoc/>
    public ValueTask<ErasureReceipt?> FindReceiptAsync(string conversationId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(conversationId);
        lock (conversations.Lock)
        {
            return new(_erasedBy.TryGetValue(conversationId, out var id) ? _receipts.Find(receipt => receipt.Id == id) : null);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ErasureReceipt>> ListReceiptsAsync(int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        lock (conversations.Lock)
        {
            return new([.. _receipts.AsEnumerable().Reverse().OrderByDescending(static receipt => receipt.RequestedAt).Take(limit)]);
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> PlaceHoldAsync(LegalHold hold, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(hold);
        lock (conversations.Lock)
        {
            return new(_holds.TryAdd(hold.ConversationId, hold));
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> ReleaseHoldAsync(string conversationId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(conversationId);
        lock (conversations.Lock)
        {
            bool wasHeld = _holds.Remove(conversationId);
            if (wasHeld && conversations.Find(conversationId) is { IsErasurePending: true })
            {
                EraseAtLast(conversationId);
            }

            return new(wasHeld);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<LegalHold>> ListHoldsAsync(CancellationToken cancellationToken = default)
    {
        lock (conversations.Lock)
        {
            return new([.. _holds.Values.OrderBy(static hold => hold.ConversationId, Utf8Order.Instance)]);
        }
    }

    /// <summary>Whether a conversation is erased, or will be when its hold is released: no more records of it are stored.</summary>
    public bool IsErased(string conversationId) => _tombstones.Contains(conversationId);

    public bool IsHeld(string conversationId) => _holds.ContainsKey(conversationId);

    /// <summary>Erases the conversation of an opening that names an erased user and began before the erasure.</summary>
    public void EraseIfOfErasedUser(ConversationRecord opening)
    {
        if (opening.UserId is { Length: > 0 } user && _erasedUsers.TryGetValue(user, out var until) && opening.OpenedAt <= until)
        {
            EraseUnlessHeld(opening.ConversationId);
            conversations.RemoveUnusedUsers();
        }
    }

    /// <summary>The IDs of all erased conversations.</summary>
    public IReadOnlyList<string> ListErased()
    {
        lock (conversations.Lock)
        {
            return [.. _tombstones.Order(Utf8Order.Instance)];
        }
    }

    private ErasureReceipt Erase(ErasureRequest request)
    {
        var now = time.GetUtcNow();
        var receipt = new ErasureReceipt
        {
            Id = request.Id,
            Subject = request.UserId is null ? ErasureSubject.Conversation : ErasureSubject.User,
            ConversationId = request.ConversationId,
            UserPseudonym = request.UserId is { } user ? conversations.Users.Find(user) : null,
            RequestedBy = request.RequestedBy,
            Reason = request.Reason,
            RequestedAt = request.RequestedAt,
            UnreadableAt = now,
        };
        var held = new List<string>();
        var shared = new List<SharedConversation>();
        foreach (string id in ToErase(request))
        {
            if (request.UserId is not null && conversations.Find(id)!.UserCount is > 1 and var users)
            {
                shared.Add(new SharedConversation { ConversationId = id, OtherUsers = users - 1 });
            }

            _erasedBy[id] = request.Id;
            if (EraseUnlessHeld(id) is { } records)
            {
                receipt = receipt with { Conversations = receipt.Conversations + 1, Records = receipt.Records.Plus(records) };
            }
            else if (conversations.Find(id) is not null)
            {
                held.Add(id);
            }
        }

        receipt = receipt with { HeldConversations = held, SharedConversations = shared, CleanedAt = held.Count == 0 ? now : null };
        _receipts.Add(receipt);
        conversations.RemoveUnusedUsers();
        return receipt;
    }

    private List<string> ToErase(ErasureRequest request)
    {
        if (request.UserId is not { } user)
        {
            return [request.ConversationId!];
        }

        _erasedUsers[user] = _erasedUsers.TryGetValue(user, out var before) && before > request.RequestedAt ? before : request.RequestedAt;
        return [.. conversations.All.Where(pair => pair.Value.Users.Contains(user, StringComparer.Ordinal) && pair.Value.StartedAt <= request.RequestedAt)
            .Select(static pair => pair.Key).Order(Utf8Order.Instance)];
    }

    // Refuses further records. Removes the conversation, or marks it if a legal hold keeps it: then null, as for an unknown conversation.
    private ErasedRecords? EraseUnlessHeld(string conversationId)
    {
        _tombstones.Add(conversationId);
        if (conversations.Find(conversationId) is not { } conversation)
        {
            return null;
        }

        if (_holds.ContainsKey(conversationId))
        {
            conversation.AwaitErasure();
            return null;
        }

        conversations.Remove(conversationId);
        return conversation.Records;
    }

    private void EraseAtLast(string conversationId)
    {
        var now = time.GetUtcNow();
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

        conversations.RemoveUnusedUsers();
    }
}
