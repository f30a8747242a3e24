using ConvLog.Sqlite.Engine;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Payloads.Sealing;

namespace ConvLog.Sqlite.Keys;

/// <summary>The stored blocks of personal payloads of one conversation, each read once, on demand.</summary>
/// <param name="session">The connection, in its snapshot.</param>
/// <param name="conversation">The conversation's number.</param>
/// <param name="damage">Counts damage.</param>
internal sealed class PersonalBlocks(Session session, long conversation, IDamageCount damage) : IPersonalBlocks
{
    private const string FindPlaces = "SELECT no, places FROM pii_block WHERE conversation = ?1 ORDER BY no";
    private const string FindPayload = "SELECT payload, checksum, places FROM pii_block WHERE no = ?1";

    private readonly Dictionary<long, byte[]?> _opened = [];
    private Dictionary<(PiiKind Kind, long Reference), PayloadLocation>? _locations;

    private Dictionary<(PiiKind Kind, long Reference), PayloadLocation> Locations => _locations ??= ReadLocations();

    /// <inheritdoc/>
    public bool Has(PiiKind kind, long reference) => Locations.ContainsKey((kind, reference));

    /// <inheritdoc/>
    public byte[]? Open(DataKey key, PiiKind kind, long reference)
    {
        if (!Locations.TryGetValue((kind, reference), out var place) || Opened(key, place.Block) is not { } payloads)
        {
            return null;
        }

        if (place.Start + (long)place.Length <= payloads.Length)
        {
            return payloads.AsSpan(place.Start, place.Length).ToArray();
        }

        damage.ChecksumFailed();
        return null;
    }

    /// <summary>The number of the block that contains a payload; null for none.</summary>
    public long? BlockOf(PiiKind kind, long reference) => Locations.TryGetValue((kind, reference), out var place) ? place.Block : null;

    /// <summary>All payloads of a block, to be sealed again; null if it is damaged.</summary>
    public PayloadBlock? Block(DataKey key, long number)
    {
        if (Opened(key, number) is not { } payloads)
        {
            return null;
        }

        var block = new PayloadBlock();
        foreach (var ((kind, reference), place) in Locations.Where(place => place.Value.Block == number).OrderBy(static place => place.Value.Start))
        {
            block.Add(kind, reference, payloads.AsSpan(place.Start, place.Length));
        }

        return block;
    }

    private byte[]? Opened(DataKey key, long number)
    {
        if (!_opened.TryGetValue(number, out byte[]? payloads))
        {
            _opened[number] = payloads = OpenBlock(key, number);
            if (payloads is null)
            {
                damage.ChecksumFailed(); // Damaged on the disk, or undamaged but sealed with another key or for another row.
            }
        }

        return payloads;
    }

    private byte[]? OpenBlock(DataKey key, long number)
    {
        var row = session[FindPayload].Bind(1, number);
        try
        {
            return row.Step() && RowChecksums.ChecksumOf(number, conversation, row.Bytes(2), row.Bytes(0)) == row.Int64(1)
                && key.OpenBlock(number, row.Bytes(2), row.Bytes(0)) is { } opened
                ? Compression.Read(opened, PayloadBlock.LengthOf(row.Bytes(2))) : null;
        }
        finally
        {
            row.Reset();
        }
    }

    // A payload in a later block replaces one in an earlier block.
    private Dictionary<(PiiKind Kind, long Reference), PayloadLocation> ReadLocations()
    {
        var places = new Dictionary<(PiiKind Kind, long Reference), PayloadLocation>();
        var rows = session[FindPlaces].Bind(1, conversation);
        try
        {
            while (rows.Step())
            {
                Take(places, rows.Int64(0), rows.Bytes(1));
            }
        }
        finally
        {
            rows.Reset();
        }

        return places;
    }

    private void Take(Dictionary<(PiiKind Kind, long Reference), PayloadLocation> places, long block, ReadOnlySpan<byte> bytes)
    {
        try
        {
            foreach (var (kind, reference, start, length) in PayloadBlock.Read(bytes))
            {
                places[(kind, reference)] = new PayloadLocation(block, start, length);
            }
        }
        catch (InvalidDataException)
        {
            damage.ChecksumFailed();
        }
    }

    private readonly record struct PayloadLocation(long Block, int Start, int Length);
}
