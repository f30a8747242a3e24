using System.Text;
using ConvLog.Storage.Payloads;
using ConvLog.Storage.Statistics;

namespace ConvLog.Sqlite.Statistics;

/// <summary>Which roll-up.</summary>
/// <param name="Kind">What it adds up.</param>
/// <param name="At">The number of the quarter or the day.</param>
/// <param name="Dims">Of which agent, environment and channel.</param>
/// <param name="Name">The function; empty for turns.</param>
internal readonly record struct RollUpKey(RollUpKind Kind, long At, long Dims, string Name)
{
    /// <summary>The same function's day.</summary>
    public RollUpKey Day => this with { Kind = RollUpKind.CallsOfDay, At = At / QuarterHour.PerDay };

    /// <summary>What a whole row has as its checksum.</summary>
    public long ChecksumOf(ReadOnlySpan<byte> cell)
    {
        var checksum = new Checksum((long)Kind);
        checksum.Add(At);
        checksum.Add(Dims);
        checksum.Add(Encoding.UTF8.GetBytes(Name));
        checksum.Add(cell);
        return checksum.Value;
    }
}
