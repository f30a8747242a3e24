using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Keys;
using ConvLog.Storage.Payloads.Sealing;

namespace ConvLog.Sqlite.Writing;

/// <summary>The blocks of personal payloads of one conversation while a transaction writes to it. New payloads form a block of their own at the end.</summary>
/// <param name="session">The connection, in the transaction.</param>
/// <param name="conversation">The conversation's number.</param>
/// <param name="isNew">Whether only this transaction has stored anything of it.</param>
/// <param name="damage">Counts damage.</param>
internal sealed class WrittenBlocks(Session session, long conversation, bool isNew, IDamageCount damage) : IPersonalBlocks
{
    // To read any of its payloads, a whole block is opened.
    private const int Most = 64 * 1_024;

    private readonly PayloadBlock _written = new();
    private PersonalBlocks? _stored = isNew ? null : new(session, conversation, damage);

    /// <inheritdoc/>
    public bool Has(PiiKind kind, long reference) => _written.Has(kind, reference) || _stored?.Has(kind, reference) == true;

    /// <inheritdoc/>
    public byte[]? Open(DataKey key, PiiKind kind, long reference) => _written.Find(kind, reference) ?? _stored?.Open(key, kind, reference);

    /// <summary>Adds a payload that is not stored yet.</summary>
    public void Add(DataKey key, PiiKind kind, long reference, ReadOnlySpan<byte> payload)
    {
        _written.Add(kind, reference, payload);
        if (_written.Payloads.Length > Most)
        {
            Complete(key);
        }
    }

    /// <summary>Removes a payload that must not be readable any more: its block is sealed again without it.</summary>
    public void Remove(DataKey key, PiiKind kind, long reference)
    {
        if (_written.Remove(kind, reference) || _stored?.BlockOf(kind, reference) is not { } number)
        {
            return;
        }

        // A damaged block cannot be read anyway.
        if (_stored.Block(key, number) is { } block)
        {
            block.Remove(kind, reference);
            BlockRows.Replace(session, key, number, conversation, block);
            block.Clear();
            _stored = new PersonalBlocks(session, conversation, damage);
        }
    }

    /// <summary>Writes the added payloads. Must be the last call before the commit.</summary>
    public void Complete(DataKey key)
    {
        if (!_written.IsEmpty)
        {
            BlockRows.Add(session, key, conversation, _written);
            _written.Clear();
            _stored = new PersonalBlocks(session, conversation, damage);
        }
    }
}
