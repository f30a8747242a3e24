using ConvLog.Records;
using ConvLog.Storage.Payloads.Sealing;

namespace ConvLog.Storage.Payloads.Rows;

/// <summary>The personal parts of a conversation during a read.</summary>
internal sealed class PersonalParts
{
    private readonly DataKey? _key;
    private readonly IDamageCount _damage;
    private readonly PersonalData _requested;
    private readonly bool _isKeyMissing;

    /// <param name="key">The conversation's key; null if it has none, or the key is not available.</param>
    /// <param name="isPurged">Whether its personal data expired.</param>
    /// <param name="isHidden">Whether its key is not available.</param>
    /// <param name="damage">Counts damage.</param>
    /// <param name="given">The personal data to read in full; other parts are not read.</param>
    public PersonalParts(DataKey? key, bool isPurged, bool isHidden, IDamageCount damage, PersonalData given = PersonalData.All)
    {
        (_key, _damage) = (key, damage);
        (_requested, _isKeyMissing) = (given, isHidden);
        (IsPurged, IsHidden) = (isPurged, isHidden || given != PersonalData.All);
    }

    /// <summary>The key; null if there is none, or it is not available.</summary>
    public DataKey? Key => _key;

    /// <summary>The parts that are encrypted together in blocks; null if the store has no blocks.</summary>
    public IPersonalBlocks? Blocks { get; init; }

    /// <summary>Whether its personal data expired, so that missing parts are not damage.</summary>
    public bool IsPurged { get; }

    /// <summary>Whether its key is not available, or only some personal data is requested: personal values are then redacted, which is not damage.</summary>
    public bool IsHidden { get; }

    /// <summary>The placeholder for a personal entry that cannot be read.</summary>
    public string MissingEntry => IsHidden ? DamagedPayload.Unreadable : DamagedPayload.Text;

    /// <summary>The placeholder for a text that cannot be read: its redacted form, unless it is damaged.</summary>
    public string MissingText => IsHidden || IsPurged ? MaskedText.Redacted : DamagedPayload.Text;

    /// <summary>Decrypts the part in a column, with its checksum in the next column; null if there is none, or it cannot be read.</summary>
    public byte[]? Open<TRow>(TRow row, int column, PiiKind kind, long reference)
        where TRow : IRow
        => row.IsNull(column) ? null : Open(row.Bytes(column), row.Int64(column + 1), kind, reference);

    /// <summary>Decrypts the part in a column, or in a block if the column is empty; null if it cannot be read.</summary>
    /// <param name="row">The row.</param>
    /// <param name="column">The column. The part's checksum is in the next one.</param>
    /// <param name="kind">The kind of record it belongs to.</param>
    /// <param name="reference">The record's number.</param>
    /// <param name="isThere">Whether the part exists, unless it expired.</param>
    public byte[]? Open<TRow>(TRow row, int column, PiiKind kind, long reference, bool isThere)
        where TRow : IRow
    {
        if (!isThere || !row.IsNull(column))
        {
            return Open(row, column, kind, reference);
        }

        if (Blocks is not null && (_isKeyMissing || !IsRequested(kind)))
        {
            return null;
        }

        if (Blocks is not null && _key is not null && Blocks.Has(kind, reference))
        {
            return Blocks.Open(_key, kind, reference);
        }

        if (!IsPurged)
        {
            _damage.ChecksumFailed(); // The part is missing.
        }

        return null;
    }

    /// <summary>Whether neither the column nor a block has the part, as far as this can be determined without its key.</summary>
    public bool IsMissing<TRow>(TRow row, int column, PiiKind kind, long reference)
        where TRow : IRow
        => row.IsNull(column) && Blocks?.Has(kind, reference) != true;

    /// <summary>Whether the store keeps the part of this row in a block.</summary>
    /// <param name="row">The row.</param>
    /// <param name="column">The column that says so. A store without blocks has none.</param>
    public bool IsInBlock<TRow>(TRow row, int column)
        where TRow : IRow
        => Blocks is not null && row.Int64(column) != 0;

    /// <summary>Decrypts a part; null if it cannot be read.</summary>
    public byte[]? Open(ReadOnlySpan<byte> sealedPart, long checksum, PiiKind kind, long reference)
    {
        if (!IsRequested(kind))
        {
            return null;
        }

        if (RowChecksums.ChecksumOf(kind, reference, sealedPart) != checksum)
        {
            _damage.ChecksumFailed();
            return null;
        }

        if (_isKeyMissing)
        {
            return null;
        }

        var part = _key?.Open(kind, reference, sealedPart);
        if (part is null)
        {
            _damage.ChecksumFailed(); // The checksum is correct, but the part was encrypted with another key or for another row.
        }

        return part;
    }

    private bool IsRequested(PiiKind kind) => _requested == PersonalData.All || (_requested & DataOf(kind)) != PersonalData.None;

    private static PersonalData DataOf(PiiKind kind) => kind switch
    {
        PiiKind.Conversation => PersonalData.Conversations,
        PiiKind.Fact => PersonalData.Facts,
        PiiKind.Turn => PersonalData.Turns,
        PiiKind.Call => PersonalData.FunctionEvents,
        PiiKind.Feedback or PiiKind.Score => PersonalData.Comments,
        PiiKind.Annotation or PiiKind.Note => PersonalData.TeamTexts,
        _ => PersonalData.None,
    };

    /// <summary>Whether a checksum that includes the presence of a personal part is correct.</summary>
    /// <param name="stored">The checksum in the row.</param>
    /// <param name="hasPart">Whether there is a part now.</param>
    /// <param name="checksumOf">Computes the expected checksum.</param>
    public bool IsIntact(long stored, bool hasPart, Func<bool, long> checksumOf)
        => stored == checksumOf(hasPart) || (IsPurged && stored == checksumOf(!hasPart));
}
