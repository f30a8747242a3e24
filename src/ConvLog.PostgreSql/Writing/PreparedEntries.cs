using System.Text;
using ConvLog.Entries;
using ConvLog.Records;
using ConvLog.Storage.Payloads.Json;

namespace ConvLog.PostgreSql.Writing;

/// <summary>The entries of a batch as bytes, serialized before the transaction begins so that no lock is held during serialization.</summary>
internal sealed class PreparedEntries
{
    private readonly Prepared[] _prepared;
    private byte[] _bytes;
    private int _length;

    public PreparedEntries(IReadOnlyList<StoreRecord> records)
    {
        _prepared = new Prepared[records.Count];
        _bytes = new byte[256 * records.Count];
        for (int i = 0; i < records.Count; i++)
        {
            if (records[i] is EntryRecord entry)
            {
                _prepared[i] = Prepare(entry);
            }
        }
    }

    /// <summary>The text; empty if the entry is personal.</summary>
    public ReadOnlySpan<byte> Content(int record) => Span(_prepared[record].Content);

    /// <summary>The redacted fields; empty if there are none.</summary>
    public ReadOnlySpan<byte> Fields(int record) => Span(_prepared[record].Fields);

    /// <summary>The keys of personal fields; null if there are none.</summary>
    public byte[]? Masked(int record) => _prepared[record].Masked;

    /// <summary>The personal part; null if there is none.</summary>
    public byte[]? Personal(int record) => _prepared[record].Personal;

    /// <summary>Replaces an entry by the part of it that is kept.</summary>
    public void Replace(int record, EntryRecord kept) => _prepared[record] = Prepare(kept);

    private Prepared Prepare(EntryRecord entry)
    {
        byte[]? personal = EntryPayload.Personal(entry);
        if (entry.IsPii)
        {
            return new Prepared(default, default, null, personal);
        }

        var content = Add(entry.Content);
        var fields = entry.Fields.AsSpan();
        return new Prepared(content, fields.IsEmpty ? default : Add(EntryJson.ShownFields(fields)),
            personal is null ? null : EntryPayload.MaskedKeys(entry.Fields), personal);
    }

    private (int Start, int Length) Add(string text)
    {
        Reserve(Encoding.UTF8.GetMaxByteCount(text.Length));
        return Added(Encoding.UTF8.GetBytes(text, _bytes.AsSpan(_length)));
    }

    private (int Start, int Length) Add(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(_length));
        return Added(bytes.Length);
    }

    private (int Start, int Length) Added(int length)
    {
        int start = _length;
        _length += length;
        return (start, length);
    }

    private void Reserve(int length)
    {
        if (_bytes.Length - _length < length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + length));
        }
    }

    private ReadOnlySpan<byte> Span((int Start, int Length) part) => _bytes.AsSpan(part.Start, part.Length);

    private readonly record struct Prepared((int Start, int Length) Content, (int Start, int Length) Fields, byte[]? Masked, byte[]? Personal);
}
