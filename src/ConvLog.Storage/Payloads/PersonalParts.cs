using ConvLog.Records;

namespace ConvLog.Storage.Payloads;

/// <summary>The personal parts of one conversation while it is read.</summary>
internal sealed class PersonalParts
{
    private readonly DataKey? _key;
    private readonly IDamageCount _damage;
    private readonly PersonalData _given;
    private readonly bool _isKeyMissing;

    /// <param name="key">The conversation's key; null where it has none, or it cannot be had.</param>
    /// <param name="isPurged">Whether its personal data expired.</param>
    /// <param name="isHidden">Whether its key cannot be had.</param>
    /// <param name="damage">Where damage is counted.</param>
    /// <param name="given">Which parts are asked for: the others are not looked at.</param>
    public PersonalParts(DataKey? key, bool isPurged, bool isHidden, IDamageCount damage, PersonalData given = PersonalData.All)
    {
        (_key, _damage) = (key, damage);
        (_given, _isKeyMissing) = (given, isHidden);
        (IsPurged, IsHidden) = (isPurged, isHidden || given != PersonalData.All);
    }

    /// <summary>The key; null where there is none, or it cannot be had.</summary>
    public DataKey? Key => _key;

    /// <summary>The parts that are sealed together with others; null where the store keeps none so.</summary>
    public IPersonalBlocks? Blocks { get; init; }

    /// <summary>Whether its personal data expired: then a part that is missing is no damage.</summary>
    public bool IsPurged { get; }

    /// <summary>Whether its key cannot be had, or not all of it is asked for: then nothing is told of what is personal, and that is no damage either.</summary>
    public bool IsHidden { get; }

    /// <summary>What stands for an entry that is personal as a whole and cannot be given.</summary>
    public string MissingEntry => IsHidden ? DamagedPayload.Unreadable : DamagedPayload.Text;

    /// <summary>What stands for a text that cannot be given: its shown form, unless it is damaged.</summary>
    public string MissingText => IsHidden || IsPurged ? MaskedText.Redacted : DamagedPayload.Text;

    /// <summary>The part in a column, its checksum in the next one; null where there is none, or it cannot be given.</summary>
    public byte[]? Open<TRow>(TRow row, int column, PiiKind kind, long reference)
        where TRow : IRow
        => row.IsNull(column) ? null : Open(row.Bytes(column), row.Int64(column + 1), kind, reference);

    /// <summary>The part in a column, or in a block where the column has none; null where it cannot be given.</summary>
    /// <param name="row">The row.</param>
    /// <param name="column">The column. The part's checksum is in the next one.</param>
    /// <param name="kind">Whose part it is.</param>
    /// <param name="reference">Its number.</param>
    /// <param name="isThere">Whether there is one, unless it expired.</param>
    public byte[]? Open<TRow>(TRow row, int column, PiiKind kind, long reference, bool isThere)
        where TRow : IRow
    {
        if (!isThere || !row.IsNull(column))
        {
            return Open(row, column, kind, reference);
        }

        if (Blocks is not null && (_isKeyMissing || !IsGiven(kind)))
        {
            return null;
        }

        if (Blocks is not null && _key is not null && Blocks.Has(kind, reference))
        {
            return Blocks.Open(_key, kind, reference);
        }

        if (!IsPurged)
        {
            _damage.ChecksumFailed(); // It cannot be found.
        }

        return null;
    }

    /// <summary>Whether a part that the column does not have is in no block either, as far as can be told without its key.</summary>
    public bool IsMissing<TRow>(TRow row, int column, PiiKind kind, long reference)
        where TRow : IRow
        => row.IsNull(column) && Blocks?.Has(kind, reference) != true;

    /// <summary>Whether the store keeps the part of this row in a block.</summary>
    /// <param name="row">The row.</param>
    /// <param name="column">The column that says so. A store without blocks has none.</param>
    public bool IsInBlock<TRow>(TRow row, int column)
        where TRow : IRow
        => Blocks is not null && row.Int64(column) != 0;

    /// <summary>The part that is sealed in this; null where it cannot be given.</summary>
    public byte[]? Open(ReadOnlySpan<byte> sealedPart, long checksum, PiiKind kind, long reference)
    {
        if (!IsGiven(kind))
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
            _damage.ChecksumFailed(); // Whole, and not of this key or row.
        }

        return part;
    }

    private bool IsGiven(PiiKind kind) => _given == PersonalData.All || (_given & DataOf(kind)) != PersonalData.None;

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

    /// <summary>Whether a checksum that covers whether there is a personal part is right.</summary>
    /// <param name="kept">The checksum in the row.</param>
    /// <param name="hasPart">Whether there is one now.</param>
    /// <param name="checksumOf">What the checksum would be.</param>
    public bool IsWhole(long kept, bool hasPart, Func<bool, long> checksumOf) => kept == checksumOf(hasPart) || (IsPurged && kept == checksumOf(!hasPart));
}
